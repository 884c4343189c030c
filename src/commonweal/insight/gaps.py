# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How much each control counts, and which standards the office chose."""

from collections.abc import Mapping

import msgspec

from commonweal.insight.reading import Reading


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
