# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From findings of our own probes to the facts that checks are reckoned from."""

from collections.abc import Callable, Iterator, Mapping

from commonweal.formats.licence.names import licence_in_name
from commonweal.formats.spdx import is_fsf_libre, is_osi_approved, known_ids
from commonweal.formats.workflow import is_pipeline_path
from commonweal.measures.probe import Finding, Outcome, Place
from commonweal.standards.scorecard.forge import sbom_records
from commonweal.standards.scorecard.records import MOST, Record, RecordOutcome

Findings = Mapping[str, Finding]

_KINDS = {
    "github_owned_action": "GitHubAction",
    "third_party_action": "GitHubAction",
    "container_image": "containerImage",
    "download_then_run": "downloadThenRun",
    "go": "goCommand",
    "npm": "npmCommand",
    "pip": "pipCommand",
    "nuget": "nugetCommand",
    "choco": "chocoCommand",
}
# In the order in which Scorecard looks for them.
TOOLS = {
    "codeql": "CodeQL",
    "sonar": "Sonar",
    "snyk": "Snyk",
    "pysa": "Pysa",
    "qodana": "Qodana",
    "hadolint": "Hadolint",
}
_UPDATE_TOOLS = frozenset({"dependabot", "renovate", "scala_steward"})


def outcome_of(*, is_true: bool) -> RecordOutcome:
    """A truth as a record's outcome."""
    return "true" if is_true else "false"


def _places(findings: Findings, probe: str) -> tuple[Place, ...]:
    found = findings.get(probe)
    return found.places if found else ()


def is_answered(findings: Findings, *probes: str) -> bool:
    """Tell whether all probes were asked and could be answered."""
    return all(
        (found := findings.get(probe)) is not None and found.outcome is not Outcome.UNKNOWN
        for probe in probes
    )


def _binaries(findings: Findings) -> Iterator[Record]:
    fact = "hasUnverifiedBinaryArtifacts"
    places = _places(findings, "binaries_in_tree")
    yield from (Record(fact, "true", path=place.path) for place in places)
    if not places:
        yield Record(fact, "false")


def _dangers(findings: Findings) -> Iterator[Record]:
    for probe, fact in (
        ("workflow_untrusted_checkout", "hasDangerousWorkflowUntrustedCheckout"),
        ("workflow_script_injection", "hasDangerousWorkflowScriptInjection"),
    ):
        # What collaborators give by hand, and what Scorecard does not know, is no danger to it;
        # what is only compared is one.
        places = [place for place in _places(findings, probe) if place.label in ("", "compared")]
        yield from (Record(fact, "true", path=place.path) for place in places)
        if not places:
            found = findings.get(probe)
            has_none = found is None or found.outcome is Outcome.NOT_APPLICABLE
            yield Record(fact, "not_applicable" if has_none else "false")


def _update_tool(findings: Findings) -> Iterator[Record]:
    fact = "dependencyUpdateToolConfigured"
    known = [
        place
        for place in _places(findings, "dependency_update_tool")
        if place.label in _UPDATE_TOOLS
    ]
    yield from (Record(fact, "true", {"tool": place.label}, place.path) for place in known)
    if not known:
        bot = findings.get("dependency_bot_commits")
        yield Record(fact, outcome_of(is_true=bot is not None and bot.outcome is Outcome.TRUE))


def _fuzzing(findings: Findings) -> Iterator[Record]:
    labels = dict.fromkeys(place.label for place in _places(findings, "fuzzing"))
    # Scorecard knows only Atheris for Python, and does not go by names.
    for label in ("hypothesis", "named"):
        labels.pop(label, None)
    yield from (Record("fuzzed", "true", {"tool": label}) for label in labels)
    if not labels:
        yield Record("fuzzed", "false")


def _licence(findings: Findings) -> Iterator[Record]:
    places = _places(findings, "licence_file")
    if not places:
        yield Record("hasLicenseFile", "false")
        yield Record("hasFSFOrOSIApprovedLicense", "not_applicable")
        return
    yield Record("hasLicenseFile", "true", path=places[0].path)
    recognised = findings.get("licence_approved")
    is_approved = any(_is_approved(licence_in_name(place.path)) for place in places) or (
        recognised is not None and recognised.outcome is Outcome.TRUE
    )
    yield Record("hasFSFOrOSIApprovedLicense", outcome_of(is_true=is_approved))


def _is_approved(written: str) -> bool:
    lower = written.casefold()
    spdx = (
        next((identifier for identifier in known_ids() if identifier.casefold() == lower), "")
        if lower
        else ""
    )
    return bool(spdx) and (is_osi_approved(spdx) or is_fsf_libre(spdx))


def _packaging(findings: Findings) -> Iterator[Record]:
    has_places = bool(_places(findings, "packaging_workflow"))
    yield Record("packagedWithAutomatedWorkflow", outcome_of(is_true=has_places))


def _pinning(findings: Findings) -> Iterator[Record]:
    # Of pipelines Scorecard knows only the workflows.
    places = [
        place
        for place in _places(findings, "dependencies_pinned")
        if not is_pipeline_path(place.path)
    ]
    for place in places:
        snippet = "actions/" if place.label == "github_owned_action" else ""
        values = {"dependencyType": _KINDS[place.label], "snippet": snippet}
        yield Record("pinsDependencies", _recorded(place), values, place.path)
    if not places:
        yield Record("pinsDependencies", "not_applicable")


def _recorded(place: Place) -> RecordOutcome:
    return outcome_of(is_true=place.outcome is Outcome.TRUE)


def known_tools(findings: Findings) -> list[Place]:
    """Places of the tools that Scorecard knows; Sonar it knows by Maven's settings alone."""
    return [
        place
        for place in _places(findings, "sast")
        if place.label in TOOLS
        and (place.label != "sonar" or place.path.casefold().endswith("pom.xml"))
    ]


def _static_analysis(findings: Findings) -> Iterator[Record]:
    places = sorted(known_tools(findings), key=lambda place: place.label != "codeql")
    for place in places:
        yield Record("sastToolConfigured", "true", {"tool": TOOLS[place.label]}, place.path)
    if not places:
        yield Record("sastToolConfigured", "false")
    # Which runs looked at which change, only a forge can tell.
    yield Record("sastToolRunsOnAllCommits", "not_applicable")


def _policy(findings: Findings) -> Iterator[Record]:
    found = findings.get("security_policy")
    places = found.places if found else ()
    yield Record("securityPolicyPresent", outcome_of(is_true=bool(places)))
    for label, fact in (
        ("link", "securityPolicyContainsLinks"),
        ("text", "securityPolicyContainsText"),
        ("disclosure", "securityPolicyContainsVulnerabilityDisclosure"),
    ):
        is_there = any(place.label == label and place.outcome is Outcome.TRUE for place in places)
        yield Record(fact, outcome_of(is_true=is_there))


def _tokens(findings: Findings) -> Iterator[Record]:
    places = _places(findings, "workflow_token_permissions")
    unknown = "hasNoGitHubWorkflowPermissionUnknown"
    if not places:
        for fact in (unknown, "jobLevelPermissions", "topLevelPermissions"):
            yield Record(fact, "not_applicable")
        return
    yield Record(unknown, "true")
    facts = {"job": "jobLevelPermissions", "top": "topLevelPermissions"}
    for place in places:
        where, _, level = place.label.partition("_")
        scope = level.removeprefix("write").strip("_").replace("_", "-")
        if level == "write_all":
            # Of a job Scorecard does not count it.
            level, scope = ("write", "write-all") if where == "top" else ("unknown", "")
        elif level.startswith("write"):
            level = "write"
        outcome: RecordOutcome = "true" if level == "read" else "false"
        values = {"permissionLevel": level, "tokenName": scope}
        yield Record(facts[where], outcome, values, place.path)
    for where, fact in facts.items():
        if not any(place.label.startswith(where) for place in places):
            yield Record(fact, "true")


def _sboms(findings: Findings) -> Iterator[Record]:
    yield from sbom_records(None, [place.path for place in _places(findings, "sbom_file")])


def _review(findings: Findings) -> Iterator[Record]:
    found = findings["code_reviewed"]
    values = {
        "approvedChangesets": str(found.values.get("reviewed", 0)),
        "totalChangesets": str(found.values.get("changes", 0)),
    }
    has_none = found.outcome is Outcome.NOT_APPLICABLE
    yield Record("codeApproved", "not_applicable" if has_none else "false", values)


def _contributors(findings: Findings) -> Iterator[Record]:
    fact = "contributorsFromOrgOrCompany"
    organisations = int(findings["contributing_organisations"].values.get("organisations", 0))
    yield from (Record(fact, "true") for _ in range(min(organisations, 10)))
    if not organisations:
        yield Record(fact, "false")


def _maintenance(findings: Findings) -> Iterator[Record]:
    found = findings["maintained"]
    commits = str(found.values.get("commits", 0))
    yield Record("archived", "false")
    yield Record("issueActivityByProjectMember", "false")
    yield Record("hasRecentCommits", "true", {"commitsWithinThreshold": commits})
    yield Record("createdRecently", outcome_of(is_true=found.reason == "young"))


def _vulnerabilities(findings: Findings) -> Iterator[Record]:
    fact = "hasOSVVulnerabilities"
    values = findings["known_vulnerabilities"].values
    # Scorecard does not ask whether a package is needed to run the software.
    count = sum(int(values.get(name, 0)) for name in ("advisories", "tools"))
    yield from (Record(fact, "true") for _ in range(min(count, MOST)))
    if not count:
        yield Record(fact, "false")


# The probes that a check needs, and how their findings become its records.
OF_CHECK: Mapping[str, tuple[tuple[str, ...], Callable[[Findings], Iterator[Record]]]] = {
    "Binary-Artifacts": (("binaries_in_tree",), _binaries),
    "Code-Review": (("code_reviewed",), _review),
    "Contributors": (("contributing_organisations",), _contributors),
    "Dangerous-Workflow": (
        ("workflow_untrusted_checkout", "workflow_script_injection"),
        _dangers,
    ),
    "Dependency-Update-Tool": (("dependency_update_tool",), _update_tool),
    "Fuzzing": (("fuzzing",), _fuzzing),
    "License": (("licence_file",), _licence),
    "Maintained": (("maintained",), _maintenance),
    "Packaging": (("packaging_workflow",), _packaging),
    "Pinned-Dependencies": (("dependencies_pinned",), _pinning),
    "SAST": (("sast",), _static_analysis),
    "SBOM": (("sbom_file",), _sboms),
    "Security-Policy": (("security_policy",), _policy),
    "Token-Permissions": (("workflow_token_permissions",), _tokens),
    "Vulnerabilities": (("known_vulnerabilities",), _vulnerabilities),
}
