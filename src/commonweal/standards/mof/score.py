# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Class and progress of a model, by the rules that also judge a model description."""

from collections.abc import Mapping

from commonweal.formats.mof import assess_openness
from commonweal.formats.mof.openness import components
from commonweal.formats.openness import COMPONENTS
from commonweal.measures.probe import Finding, Outcome
from commonweal.standards.definition import Score

_PRESENT, _LICENCES = "model_components", "model_component_licences"
_MOST = 100.0
# Any licence that is open: which one it is makes no difference to the class.
_OPEN, _NONE = "OpenMDW-1.0", "unlicensed"
_CLASSES = {0: "unclassified", 1: "Class I", 2: "Class II", 3: "Class III"}
_Outcomes = Mapping[str, Outcome]


def score(findings: Mapping[str, Finding], verdicts: Mapping[str, str]) -> Score:  # noqa: ARG001  facts alone count
    """Give the mean progress in per cent and the class; parts in an unknown state do not count."""
    present, licences = (_by_label(findings.get(probe)) for probe in (_PRESENT, _LICENCES))
    if not present:
        return Score(None, _MOST, 0.0)
    entries = [
        {"name": name, "license": _OPEN if licences.get(label) is Outcome.TRUE else _NONE}
        for label, name in COMPONENTS.items()
        if present.get(label) is Outcome.TRUE
    ]
    openness = assess_openness({"components": entries, "license": {}})
    needed = [label for label, name in COMPONENTS.items() if components()[name].is_required]
    parts = {label: _part(label, present, licences) for label in needed}
    known = sum(1 for part in parts.values() if part is not None)
    return Score(
        openness.total_progress, _MOST, known / len(needed), _CLASSES[openness.best], parts
    )


def _by_label(finding: Finding | None) -> dict[str, Outcome]:
    return {place.label: place.outcome for place in finding.places} if finding else {}


def _part(label: str, present: _Outcomes, licences: _Outcomes) -> float | None:
    """Give 1 for a part that is there and open, 0 for one that is not, None where nobody knows."""
    both = (present.get(label), licences.get(label, Outcome.NOT_APPLICABLE))
    if Outcome.FALSE in both:
        return 0.0
    return 1.0 if both == (Outcome.TRUE, Outcome.TRUE) else None
