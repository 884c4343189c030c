# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Our reckoning after Scorecard's rules: a score per check, and a mean that says what it covers.

It is not the Scorecard score: that one also asks the forge, and knows no "unknown".
"""

from collections.abc import Mapping

from commonweal.measures.probe import Finding, Outcome
from commonweal.standards.definition import Score
from commonweal.standards.scorecard.evaluation import CHECKS, evaluate
from commonweal.standards.scorecard.facts import OF_CHECK, is_answered
from commonweal.standards.scorecard.records import MOST, CheckScore

# By the risk that Scorecard sees in what a check looks for.
WEIGHTS: Mapping[str, float] = {
    "Dangerous-Workflow": 10.0,
    "Webhooks": 10.0,
    "Binary-Artifacts": 7.5,
    "Branch-Protection": 7.5,
    "Code-Review": 7.5,
    "Dependency-Update-Tool": 7.5,
    "Maintained": 7.5,
    "Signed-Releases": 7.5,
    "Token-Permissions": 7.5,
    "Vulnerabilities": 7.5,
    "Fuzzing": 5.0,
    "Packaging": 5.0,
    "Pinned-Dependencies": 5.0,
    "SAST": 5.0,
    "SBOM": 5.0,
    "Security-Policy": 5.0,
    "CI-Tests": 2.5,
    "CII-Best-Practices": 2.5,
    "Contributors": 2.5,
    "License": 2.5,
}
_UNKNOWN = CheckScore(None, why="unknown")


def score(findings: Mapping[str, Finding], verdicts: Mapping[str, str]) -> Score:  # noqa: ARG001  facts alone count
    """Score every check that the findings answer, and weigh them by their risk."""
    scored = {check: check_score(check, findings) for check in CHECKS}
    answered = {
        check: scored_check.score
        for check, scored_check in scored.items()
        if scored_check.score is not None
    }
    weight = sum(WEIGHTS[check] for check in answered)
    total = sum(WEIGHTS[check] * points for check, points in answered.items())
    return Score(
        value=round(total / weight, 1) if weight else None,
        most=float(MOST),
        coverage=weight / sum(WEIGHTS.values()),
        parts={
            check: None if scored_check.score is None else float(scored_check.score)
            for check, scored_check in scored.items()
            if scored_check.why != "not_applicable"
        },
    )


def check_score(check: str, findings: Mapping[str, Finding]) -> CheckScore:
    """Score one check; unknown where a clone does not answer it."""
    if check not in OF_CHECK:
        return _UNKNOWN
    probes, records = OF_CHECK[check]
    if not is_answered(findings, *probes) and not _is_danger(check, findings):
        return _UNKNOWN
    scored = evaluate(check, list(records(findings)))
    if check == "SBOM" and not scored.score:
        # A release may have one all the same.
        return scored._replace(score=None, why="unknown")
    return scored._replace(why="unknown") if scored.why == "invalid" else scored


def _is_danger(check: str, findings: Mapping[str, Finding]) -> bool:
    """One danger settles the check, whatever else could not be read."""
    return check == "Dangerous-Workflow" and any(
        (found := findings.get(probe)) is not None and found.outcome is Outcome.TRUE
        for probe in OF_CHECK[check][0]
    )
