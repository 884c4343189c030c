# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The count of the five recommendations, and its colour, as fair-software.eu shows it."""

from collections.abc import Mapping

from commonweal.core.message import marked
from commonweal.measures.probe import Finding
from commonweal.standards.definition import Score

_COLOURS = (
    marked("red"),
    marked("red"),
    marked("orange"),
    marked("orange"),
    marked("yellow"),
    marked("green"),
)
_POINTS: Mapping[str, float | None] = {"met": 1.0, "not_met": 0.0, "unknown": None}


def score(findings: Mapping[str, Finding], verdicts: Mapping[str, str]) -> Score:
    """Count what is met, by evidence or by a person's word; what nobody knows is no point."""
    del findings
    parts = {control: _POINTS.get(verdict) for control, verdict in verdicts.items()}
    known = [part for part in parts.values() if part is not None]
    most = float(len(_COLOURS) - 1)
    if not known:
        return Score(None, most, 0.0)
    count = int(sum(known))
    return Score(float(count), most, len(known) / most, _COLOURS[count], parts)
