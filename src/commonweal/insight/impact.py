# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How much depends on what: by who needs whom inside the portfolio."""

from collections import defaultdict
from collections.abc import Mapping

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.resilience.loss import Loss


def graph_impact(reading: Reading) -> Loss:
    """What stops with what, worked out once for a generation."""
    return reading.once(_impact)


def _impact(reading: Reading) -> Loss:
    return Loss(reading.dependency_graph)


def depends_on(reading: Reading) -> Mapping[str, float]:
    """How much stands on each entry: its own weight and that of all entries that need it.

    Who needs an entry is found over all steps: it stops when what it needs stops.
    """
    weights: dict[str, float] = dict(reading.engine.rows(query("entry_weights")))
    needed_by: dict[str, list[str]] = defaultdict(list)
    for needing, providing in reading.engine.rows(query("entry_edges")):
        needed_by[providing].append(needing)
    return {
        entry: sum(weights[stopped] for stopped in _reached(entry, needed_by)) for entry in weights
    }


def _reached(entry: str, needed_by: Mapping[str, list[str]]) -> set[str]:
    reached, waiting = {entry}, [entry]
    while waiting:
        new = [user for user in needed_by.get(waiting.pop(), ()) if user not in reached]
        reached.update(new)
        waiting += new
    return reached
