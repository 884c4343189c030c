# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What stands between subjects and standards: by probe, and questions that wait for a person."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading


class Gap(NamedTuple):
    """What one probe keeps a subject from, or its open questions where `probe_id` is empty.

    `importance` is what all its controls count together, `is_chosen` tells that the office
    chose a standard of them.
    """

    subject_id: str
    probe_id: str
    controls: tuple[tuple[str, str], ...]
    importance: float
    is_chosen: bool


_COLUMNS = {
    "standard_id": "VARCHAR",
    "control_id": "VARCHAR",
    "importance": "DOUBLE",
    "is_chosen": "BOOLEAN",
}


def gaps_of(reading: Reading) -> tuple[Gap, ...]:
    """Give the gaps of all subjects that can be closed: their probe says what to do."""
    chosen = weights_of_standards(reading)
    rows = [
        (*control, importance, not chosen or control[0] in chosen)
        for control, importance in importances(reading).items()
    ]
    remediable = {probe.id for probe in reading.probes.values() if probe.remedy}
    with reading.engine.relation("importance", _COLUMNS, rows):
        found = reading.engine.rows(query("gaps"))
    return tuple(
        Gap(
            subject_id,
            probe_id,
            tuple((control["standard_id"], control["control_id"]) for control in controls),
            importance,
            is_chosen,
        )
        for subject_id, probe_id, controls, importance, is_chosen in found
        if not probe_id or probe_id in remediable
    )


def weights_of_standards(reading: Reading) -> Mapping[str, float]:
    """How the office weighs the standards that it named; empty where it named none."""
    manifest = reading.engine.manifest
    described = manifest.options.get("standards", "{}") if manifest else "{}"
    weights: dict[str, float] = msgspec.json.decode(described)
    return {standard_id: weight for standard_id, weight in weights.items() if weight > 0}


def importances(reading: Reading) -> Mapping[tuple[str, str], float]:
    """How much a control counts: its weight among its standard's, times the office's weight."""
    of_office = weights_of_standards(reading)
    found = {}
    for standard in reading.standards.values():
        mean = sum(control.weight for control in standard.control) / len(standard.control)
        for control in standard.control:
            weight = of_office.get(standard.id, 1.0)
            found[standard.id, control.id] = weight * control.weight / (mean or 1.0)
    return found
