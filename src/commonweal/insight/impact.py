# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How much depends on what: by who needs whom inside the portfolio."""

from collections import defaultdict
from collections.abc import Mapping

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.resilience.impact import ImpactAnalysis
from commonweal.resilience.reach import masks, reached, weighed


def graph_impact(reading: Reading) -> ImpactAnalysis:
    """What stops with what, worked out once for a generation."""
    return reading.once(_impact)


def _impact(reading: Reading) -> ImpactAnalysis:
    return ImpactAnalysis(reading.dependency_graph)


def depends_on(reading: Reading) -> Mapping[str, float]:
    """How much stands on each entry: its own weight and that of all entries that need it.

    Who needs an entry is found over all steps: it stops when what it needs stops.
    """
    weights: dict[str, float] = dict(reading.engine.rows(query("entry_weights")))
    needed_by: dict[str, list[str]] = defaultdict(list)
    for needing, providing in reading.engine.rows(query("entry_edges")):
        needed_by[providing].append(needing)
    bits = {entry: 1 << place for place, entry in enumerate(weights)}
    weighing = masks(weights.values())
    return {
        entry: weighed(stopped, weighing) for entry, stopped in reached(needed_by, bits).items()
    }
