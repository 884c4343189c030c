# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From records to scores, check by check, by the rules that Scorecard documents.

Each function takes the records of one check. Records of other facts, or none
where there must be some, make them invalid.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commonweal.standards.scorecard import forge_evaluation
from commonweal.standards.scorecard.pinning import pinned_dependencies
from commonweal.standards.scorecard.records import (
    INVALID,
    MOST,
    CheckScore,
    Evaluation,
    Record,
    with_outcome,
)
from commonweal.standards.scorecard.tokens import token_permissions

_POINTS_OF_POLICY = {
    "securityPolicyContainsVulnerabilityDisclosure": 1,
    "securityPolicyContainsLinks": 6,
    "securityPolicyContainsText": 3,
    "securityPolicyPresent": 0,
}
_POINTS_OF_LICENCE = {"hasLicenseFile": 9, "hasFSFOrOSIApprovedLicense": 1}
_POINTS_OF_SBOM = {"hasSBOM": 5, "hasReleaseSBOM": 5}


def binary_artifacts(records: Sequence[Record]) -> CheckScore:
    """Take a point for each program in the tree."""
    if records[0].outcome == "false":
        return CheckScore(MOST)
    return CheckScore(max(0, MOST - len(records)), warn=len(with_outcome(records, "true")))


def dangerous_workflow(records: Sequence[Record]) -> CheckScore:
    """One danger is as bad as many."""
    if with_outcome(records, "not_applicable"):
        return CheckScore(None, why="not_applicable")
    found = with_outcome(records, "true")
    if any(not record.path for record in found):
        return INVALID
    return CheckScore(0 if found else MOST, warn=len(found))


def any_will_do(records: Sequence[Record]) -> CheckScore:
    """All or nothing: one fact that is true is enough."""
    found = len(with_outcome(records, "true"))
    return CheckScore(MOST if found else 0, warn=len(with_outcome(records, "false")), info=found)


def packaging(records: Sequence[Record]) -> CheckScore:
    """Nothing can be said of a project that may publish elsewhere."""
    scored = any_will_do(records)
    return scored if scored.score else scored._replace(score=None, why="unknown")


def security_policy(records: Sequence[Record]) -> CheckScore:
    """Points for what the policy holds."""
    return _points(records, _POINTS_OF_POLICY, needed="securityPolicyPresent")


def licence(records: Sequence[Record]) -> CheckScore:
    """Nine points for a file, one for a licence that is approved."""
    return _points(records, _POINTS_OF_LICENCE, needed="hasLicenseFile")


def bills_of_materials(records: Sequence[Record]) -> CheckScore:
    """Half for one in the source, the other half for one in a release."""
    scored = _points(records, _POINTS_OF_SBOM, needed="")
    if not with_outcome(records, "true", "hasSBOM"):
        return scored._replace(score=0)
    if with_outcome(records, "true", "hasReleaseSBOM"):
        return scored._replace(score=MOST)
    return scored


def _points(records: Sequence[Record], points: Mapping[str, int], *, needed: str) -> CheckScore:
    """Add up the points of facts that are true, each once; none without the needed one."""
    true = with_outcome(records, "true")
    score = sum(points[fact] for fact in {record.fact for record in true})
    if needed and not with_outcome(records, "true", needed) and score:
        return INVALID
    return CheckScore(score, warn=len(with_outcome(records, "false")), info=len(true))


# Which facts a check needs; all of them, and no other.
_FACTS: Mapping[str, tuple[Evaluation, frozenset[str]]] = MappingProxyType(
    {
        "Binary-Artifacts": (binary_artifacts, frozenset({"hasUnverifiedBinaryArtifacts"})),
        "Branch-Protection": (
            forge_evaluation.branch_protection,
            forge_evaluation.BRANCH_FACTS,
        ),
        "CI-Tests": (forge_evaluation.ci_tests, frozenset({"testsRunInCI"})),
        "CII-Best-Practices": (forge_evaluation.best_practices, frozenset({"hasOpenSSFBadge"})),
        "Code-Review": (forge_evaluation.code_review, frozenset({"codeApproved"})),
        "Contributors": (
            forge_evaluation.contributors,
            frozenset({"contributorsFromOrgOrCompany"}),
        ),
        "Dangerous-Workflow": (
            dangerous_workflow,
            frozenset(
                {"hasDangerousWorkflowScriptInjection", "hasDangerousWorkflowUntrustedCheckout"}
            ),
        ),
        "Dependency-Update-Tool": (any_will_do, frozenset({"dependencyUpdateToolConfigured"})),
        "Fuzzing": (any_will_do, frozenset({"fuzzed"})),
        "License": (licence, frozenset(_POINTS_OF_LICENCE)),
        "Maintained": (
            forge_evaluation.maintained,
            frozenset(
                {"archived", "issueActivityByProjectMember", "hasRecentCommits", "createdRecently"}
            ),
        ),
        "Packaging": (packaging, frozenset({"packagedWithAutomatedWorkflow"})),
        "Pinned-Dependencies": (pinned_dependencies, frozenset({"pinsDependencies"})),
        "SAST": (
            forge_evaluation.static_analysis,
            frozenset({"sastToolConfigured", "sastToolRunsOnAllCommits"}),
        ),
        "SBOM": (bills_of_materials, frozenset(_POINTS_OF_SBOM)),
        "Security-Policy": (security_policy, frozenset(_POINTS_OF_POLICY)),
        "Signed-Releases": (
            forge_evaluation.signed_releases,
            frozenset({"releasesAreSigned", "releasesHaveProvenance"}),
        ),
        "Token-Permissions": (
            token_permissions,
            frozenset(
                {
                    "hasNoGitHubWorkflowPermissionUnknown",
                    "jobLevelPermissions",
                    "topLevelPermissions",
                }
            ),
        ),
        "Vulnerabilities": (
            forge_evaluation.vulnerabilities,
            frozenset({"hasOSVVulnerabilities"}),
        ),
        "Webhooks": (forge_evaluation.webhooks, frozenset({"webhooksUseSecrets"})),
    }
)
CHECKS = tuple(_FACTS)


def evaluate(check: str, records: Sequence[Record]) -> CheckScore:
    """Score a check; invalid where the records are not those that it needs."""
    evaluation, facts = _FACTS[check]
    if {record.fact for record in records} != facts:
        return INVALID
    return evaluation(records)
