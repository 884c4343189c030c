# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From records of a forge, as they are imported, to the facts that checks are reckoned from.

The records are JSON of unknown origin: what is missing or of another shape is
taken as not known, never as an error.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from commonweal.formats.automation.paths import is_sbom_name
from commonweal.standards.scorecard.records import Record, RecordOutcome

_LAST_RELEASES = 5
_SIGNATURES = (".asc", ".minisig", ".sig", ".sign", ".sigstore", ".sigstore.json")
_PROVENANCE = (".intoto.jsonl",)
_FEWEST_CONTRIBUTIONS = 5
_DEPENDABOT = 49699333
_COMMIT = re.compile(r"[0-9a-fA-F]{40}")
_PHABRICATOR = re.compile(r"Differential Revision:[^\r\n]{0,400}?(D[0-9]+)")
_PIPER = re.compile(r"PiperOrigin-RevId:\s{0,20}([0-9]{3,})")
_LONGEST_MESSAGE = 100_000
_COMPANY_WORDS = ("inc.", "llc", ",")


def mapping(value: Any) -> Mapping[str, Any]:
    """A value as a mapping; an empty one where it is none."""
    return value if isinstance(value, Mapping) else {}


def entries(value: Any) -> list[Mapping[str, Any]]:
    """The mappings in a list; none where it is no list."""
    return (
        [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []
    )


def text(value: Any) -> str:
    """A value as text; "" where it is none."""
    return value if isinstance(value, str) else ""


def _outcome(*, is_true: bool) -> RecordOutcome:
    return "true" if is_true else "false"


_BADGES = ("InProgress", "Passing", "Silver", "Gold")


def badge_records(badge: Any) -> list[Record] | None:
    """The badge for best practices; None where its state is not known."""
    level = text(badge)
    if level not in ("NotFound", *_BADGES):
        return None
    return [Record("hasOpenSSFBadge", _outcome(is_true=level in _BADGES), {"badgeLevel": level})]


def release_records(releases: Any) -> list[Record]:
    """Signatures and provenance of the last releases that have files."""
    found: list[Record] = []
    for fact, endings in (
        ("releasesAreSigned", _SIGNATURES),
        ("releasesHaveProvenance", _PROVENANCE),
    ):
        records = list(_of_releases(fact, endings, entries(releases)))
        found += records or [Record(fact, "not_applicable")]
    return found


def _of_releases(
    fact: str, endings: tuple[str, ...], releases: list[Mapping[str, Any]]
) -> Iterator[Record]:
    for release in releases[:_LAST_RELEASES]:
        names = [text(asset.get("Name")) for asset in entries(release.get("Assets"))]
        if names:
            outcome = _outcome(is_true=any(name.endswith(endings) for name in names))
            yield Record(fact, outcome, {"releaseName": text(release.get("TagName"))})


def sbom_records(releases: Any, in_tree: Sequence[str]) -> list[Record]:
    """Bills of materials in the root and among the files of the last releases."""
    released = sum(
        any(is_sbom_name(text(asset.get("Name"))) for asset in entries(release.get("Assets")))
        for release in entries(releases)[:_LAST_RELEASES]
    )
    own = [Record("hasSBOM", "true")] * (released + len(in_tree))
    theirs = [Record("hasReleaseSBOM", "true")] * released
    return [
        *(own or [Record("hasSBOM", "false")]),
        *(theirs or [Record("hasReleaseSBOM", "false")]),
    ]


def has_dependency_bot(commits: Any) -> bool:
    """Tell whether a bot that proposes updates committed."""
    return any(
        mapping(commit.get("Committer")).get("ID") == _DEPENDABOT for commit in entries(commits)
    )


def contributor_records(contributors: Any) -> list[Record]:
    """Organisations and companies of people with some contributions."""
    names: dict[str, None] = {}
    for person in entries(contributors):
        number = person.get("NumContributions")
        if not isinstance(number, int) or number < _FEWEST_CONTRIBUTIONS:
            continue
        for organisation in entries(person.get("Organizations")):
            if login := text(organisation.get("Login")):
                names[login] = None
        companies = person.get("Companies")
        for company in companies if isinstance(companies, list) else ():
            if name := _company(text(company)):
                names[name] = None
    fact = "contributorsFromOrgOrCompany"
    return [Record(fact, "true", {"name": name}) for name in names] or [Record(fact, "false")]


def _company(name: str) -> str:
    name = name.casefold()
    for word in _COMPANY_WORDS:
        name = name.replace(word, "")
    return name.lstrip("@").strip(" ")


class _Change(NamedTuple):
    """Commits that were reviewed as one, by whom, and where."""

    platform: str
    author: Mapping[str, Any]
    is_approved: bool


def review_records(commits: Any) -> list[Record]:
    """How many changes somebody else approved; approved changes of bots are left out."""
    changes = _changes(entries(commits))
    if not changes:
        return [Record("codeApproved", "not_applicable")]
    counted = [
        change
        for change in changes
        if not (change.is_approved and change.author.get("IsBot") is True)
    ]
    approved = sum(change.is_approved for change in counted)
    values = {"approvedChangesets": str(approved), "totalChangesets": str(len(counted))}
    if approved != len(counted):
        return [Record("codeApproved", "false", values)]
    is_human = any(change.author.get("IsBot") is not True for change in counted)
    return [Record("codeApproved", "true" if is_human else "not_applicable", values)]


def _changes(commits: list[Mapping[str, Any]]) -> list[_Change]:
    found: dict[tuple[str, str], _Change] = {}
    for commit in commits:
        platform, revision = _revision(commit)
        key = (platform, revision or text(commit.get("SHA")))
        if key not in found:
            found[key] = _change(platform, commit)
    return list(found.values())


def _revision(commit: Mapping[str, Any]) -> tuple[str, str]:
    """Where a commit was reviewed, and by which number it is known there."""
    request = mapping(commit.get("AssociatedMergeRequest"))
    message = text(commit.get("Message"))[:_LONGEST_MESSAGE]
    number = request.get("Number") or 0
    if request.get("MergedAt"):
        labels = {text(label.get("Name")) for label in entries(request.get("Labels"))}
        if "lgtm" in labels or ("approved" in labels and number):
            return "prow", str(number)
        if number:
            return "github", str(number)
    if match := _PHABRICATOR.search(message):
        return "phabricator", match[1]
    if "Reviewed-on:" in message and "Reviewed-by:" in message:
        return "gerrit", text(commit.get("SHA"))
    if match := _PIPER.search(message):
        return "piper", match[1]
    return "", ""


def _change(platform: str, commit: Mapping[str, Any]) -> _Change:
    if platform != "github":
        return _Change(platform, {}, is_approved=bool(platform))
    request = mapping(commit.get("AssociatedMergeRequest"))
    author = mapping(request.get("Author"))
    approvers = [
        text(mapping(review.get("Author")).get("Login"))
        for review in entries(request.get("Reviews"))
        if review.get("State") == "APPROVED"
    ]
    approvers.append(text(mapping(request.get("MergedBy")).get("Login")))
    is_approved = any(login != text(author.get("Login")) for login in approvers)
    return _Change(platform, author, is_approved)


def branch_records(given: Mapping[str, Any], owners: Sequence[str]) -> list[Record] | None:
    """Rules of the default branch and of those that releases came from.

    None where a release does not say where it came from. `owners` are the files
    that name code owners.
    """
    branches = {text(entry.get("Name")): entry for entry in entries(given.get("branches"))}
    targets = given.get("releases")
    names = [text(given.get("defaultBranch"))]
    for target in targets if isinstance(targets, list) else ():
        name = text(target) or text(mapping(target).get("TargetCommitish"))
        if not name:
            return None
        if _COMMIT.fullmatch(name):
            continue
        # A branch that was renamed is still known by its old name.
        names.append("main" if name == "master" and name not in branches else name)
    wanted = [name for name in dict.fromkeys(names) if name and name in branches]
    if not wanted:
        return [Record("branchesAreProtected", "not_applicable")]
    sees_rules = given.get("nonadmin") is not True
    return [
        record
        for name in wanted
        for record in _rules(name, branches[name], owners, sees_rules=sees_rules)
    ]


def _rules(
    name: str, branch: Mapping[str, Any], owners: Sequence[str], *, sees_rules: bool
) -> Iterator[Record]:
    rule = mapping(branch.get("BranchProtectionRule")) if sees_rules else {}
    requests, checks = mapping(rule.get("PullRequestRule")), mapping(rule.get("CheckRules"))
    values = {"branchName": name}
    facts = {
        "blocksDeleteOnBranches": _not(rule.get("AllowDeletions")),
        "blocksForcePushOnBranches": _not(rule.get("AllowForcePushes")),
        "branchesAreProtected": branch.get("Protected") is True,
        "branchProtectionAppliesToAdmins": rule.get("EnforceAdmins"),
        "dismissesStaleReviews": requests.get("DismissStaleReviews"),
        "requiresLastPushApproval": rule.get("RequireLastPushApproval"),
        "requiresUpToDateBranches": checks.get("UpToDateBeforeMerge"),
        "runsStatusChecksBeforeMerging": bool(checks.get("Contexts")),
        "requiresPRsToChangeCode": requests.get("Required"),
    }
    for fact, value in facts.items():
        yield Record(fact, _seen(value), values)
    owned = requests.get("RequireCodeOwnerReviews")
    yield Record("requiresCodeOwnersReview", _seen(owned and bool(owners)), values)
    reviewers = requests.get("RequiredApprovingReviewCount")
    number = reviewers if type(reviewers) is int else None
    yield Record(
        "requiresApproversForPullRequests",
        _seen(None if number is None else number > 0),
        values if number is None else {**values, "numberOfRequiredReviewers": str(number)},
    )


def _not(value: Any) -> bool | None:
    return not value if isinstance(value, bool) else None


def _seen(value: Any) -> RecordOutcome:
    return _outcome(is_true=value) if isinstance(value, bool) else "not_available"
