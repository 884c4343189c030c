# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The count of the five recommendations, and its colour, as fair-software.eu shows it."""

from collections.abc import Mapping

from commonweal.measures.probe import Finding, Outcome
from commonweal.standards.definition import Score

_MOST = 5
# One sign of each kind is enough; a label, where there is one, narrows what counts.
_SIGNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "license": (("licence_file", ""), ("reuse_licence_texts", "")),
    "registry": (("installable_from_registry", ""),),
    "citation": (
        ("citation_file", ""),
        ("codemeta_file", ""),
        ("zenodo_metadata", ""),
        ("persistent_identifier", "doi"),
    ),
    "checklist": (("best_practices_badge", ""),),
}
_COLOURS = ("red", "red", "orange", "orange", "yellow", "green")


def score(findings: Mapping[str, Finding]) -> Score:
    """Count what was seen; what nobody knows is no point, and lowers the coverage.

    A repository that has findings was read with its history, so that the first
    recommendation is counted without a probe.
    """
    if not findings:
        return Score(None, float(_MOST), 0.0)
    parts: dict[str, float | None] = {"repository": 1.0}
    for recommendation, signs in _SIGNS.items():
        parts[recommendation] = _point([_outcome(findings, *sign) for sign in signs])
    known = [part for part in parts.values() if part is not None]
    count = int(sum(known))
    return Score(float(count), float(_MOST), len(known) / _MOST, _COLOURS[count], parts)


def _point(outcomes: list[Outcome]) -> float | None:
    if Outcome.TRUE in outcomes:
        return 1.0
    return None if Outcome.UNKNOWN in outcomes else 0.0


def _outcome(findings: Mapping[str, Finding], probe: str, label: str) -> Outcome:
    finding = findings.get(probe)
    if finding is None:
        return Outcome.UNKNOWN
    if not label:
        return finding.outcome
    labelled = [place.outcome for place in finding.places if place.label == label]
    if Outcome.TRUE in labelled:
        return Outcome.TRUE
    return Outcome.UNKNOWN if finding.outcome is Outcome.UNKNOWN else Outcome.FALSE
