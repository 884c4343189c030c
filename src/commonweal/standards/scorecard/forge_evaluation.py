# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Scores of the checks that ask a forge: reviews, releases, badges, branches, hooks."""

from collections.abc import Mapping, Sequence

from commonweal.standards.scorecard.branches import BRANCH_FACTS, branch_protection
from commonweal.standards.scorecard.records import (
    INVALID,
    MOST,
    CheckScore,
    Record,
    count,
    share,
    with_outcome,
)

__all__ = ["BRANCH_FACTS", "branch_protection"]

_BADGES = {"Gold": 10, "Silver": 7, "Passing": 5, "InProgress": 2}
_ORGANISATIONS = 3
# One commit or answered issue a week, for ninety days.
_ACTIVE = 12
_RELEASES = 5
_SIGNED, _WITH_PROVENANCE = 8, 10
_CODEQL_WEIGHT, _CHECKED_WEIGHT = 7, 3


def ci_tests(records: Sequence[Record]) -> CheckScore:
    """The share of merged changes that a test ran for."""
    if with_outcome(records, "not_applicable"):
        return CheckScore(None, why="not_applicable")
    return CheckScore(share(len(with_outcome(records, "true")), len(records)))


def best_practices(records: Sequence[Record]) -> CheckScore:
    """The level of the badge."""
    if len(records) != 1:
        return INVALID
    if records[0].outcome == "false":
        return CheckScore(0)
    score = _BADGES.get(records[0].values.get("badgeLevel", ""))
    return INVALID if score is None else CheckScore(score)


def code_review(records: Sequence[Record]) -> CheckScore:
    """The share of changes that somebody else approved."""
    record = records[0]
    if record.outcome == "not_applicable":
        return CheckScore(None, why="not_applicable")
    if record.outcome == "true":
        return CheckScore(MOST)
    approved, total = (
        count(record.values.get("approvedChangesets")),
        count(record.values.get("totalChangesets")),
    )
    if record.outcome == "error" or approved is None or total is None:
        return INVALID
    return CheckScore(share(approved, total))


def contributors(records: Sequence[Record]) -> CheckScore:
    """How many organisations take part."""
    organisations = len(with_outcome(records, "true"))
    score = share(organisations, _ORGANISATIONS)
    return CheckScore(score, info=1 if organisations else 0)


def maintained(records: Sequence[Record]) -> CheckScore:
    """Activity in ninety days; nothing for what is archived, or too young to tell."""
    warn = len(with_outcome(records, "true", "archived"))
    warn += len(with_outcome(records, "true", "createdRecently"))
    active = 0
    for fact, name in (
        ("issueActivityByProjectMember", "numberOfIssuesUpdatedWithinThreshold"),
        ("hasRecentCommits", "commitsWithinThreshold"),
    ):
        for record in with_outcome(records, "true", fact):
            number = count(record.values.get(name))
            if number is None:
                return INVALID
            active += number
    return CheckScore(0 if warn else share(active, _ACTIVE), warn=warn)


def static_analysis(records: Sequence[Record]) -> CheckScore:
    """A tool that is set up, or that ran on merged changes; CodeQL alone may run now and then."""
    warn, info, checked, codeql, other = 0, 0, 0, 0, 0
    for record in records:
        warn += (
            record.outcome in ("false", "not_applicable")
            and record.fact == "sastToolRunsOnAllCommits"
        )
        info += record.outcome == "true"
        if record.fact == "sastToolRunsOnAllCommits":
            found = _checked(record)
            if found is None:
                return INVALID
            checked = found
            continue
        tool = record.values.get("tool")
        if record.outcome == "true" and tool is None:
            return INVALID
        score = MOST if record.outcome == "true" else 0 if record.outcome == "false" else -1
        if tool == "CodeQL":
            codeql = score
        else:
            other = score
    total = MOST if other == MOST else _with_codeql(checked, codeql)
    return CheckScore(total, warn, info, "" if total is not None else "invalid")


def _checked(record: Record) -> int | None:
    """The share of changes that were looked at; -1 where there are none, None where not written."""
    if record.outcome == "not_applicable":
        return -1
    analysed = count(record.values.get("totalPullRequestsAnalyzed"))
    total = count(record.values.get("totalPullRequestsMerged"))
    return None if analysed is None or total is None else share(analysed, total)


def _with_codeql(checked: int, codeql: int) -> int | None:
    if codeql < 0:
        return checked if checked >= 0 else None
    if checked < 0:
        return codeql
    if checked == MOST or codeql == 0:
        return checked
    weighted = checked * _CHECKED_WEIGHT + codeql * _CODEQL_WEIGHT
    return weighted // (_CHECKED_WEIGHT + _CODEQL_WEIGHT)


def signed_releases(records: Sequence[Record]) -> CheckScore:
    """The mean of the last releases: signed, or better with provenance."""
    if with_outcome(records, "not_applicable"):
        return CheckScore(None, why="not_applicable")
    names = dict.fromkeys(record.values.get("releaseName", "") for record in records)
    if "" in names:
        return INVALID
    proven = _releases(records, "releasesHaveProvenance")
    signed = _releases(records, "releasesAreSigned")
    true = with_outcome(records, "true")
    # That a release with provenance is not signed as well is no fault.
    warn = sum(
        not (record.fact == "releasesAreSigned" and record.values.get("releaseName") in proven)
        for record in with_outcome(records, "false")
    )
    if not true:
        return CheckScore(0, warn)
    if len(names) > _RELEASES:
        return CheckScore(None, warn, len(true), "invalid")
    points = len(proven) * _WITH_PROVENANCE + len(signed.keys() - proven.keys()) * _SIGNED
    return CheckScore(points // len(names), warn, len(true))


def _releases(records: Sequence[Record], fact: str) -> Mapping[str, None]:
    return dict.fromkeys(
        record.values.get("releaseName", "") for record in with_outcome(records, "true", fact)
    )


def vulnerabilities(records: Sequence[Record]) -> CheckScore:
    """Take a point for each known vulnerability."""
    found = len(with_outcome(records, "true"))
    return CheckScore(max(0, MOST - found), warn=found)


def webhooks(records: Sequence[Record]) -> CheckScore:
    """The share of hooks that have a secret; a project without hooks has all points."""
    if len(records) == 1 and records[0].outcome == "not_applicable":
        return CheckScore(MOST)
    return CheckScore(share(len(records) - len(with_outcome(records, "false")), len(records)))
