# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How much depends on what: by the graph of who needs whom inside the portfolio."""

from collections import defaultdict
from collections.abc import Mapping

from commonweal.insight.reading import Reading
from commonweal.resilience.loss import Loss
from commonweal.resilience.world import Node


def graph_impact(reading: Reading) -> Loss:
    """What stops with what, worked out once for a generation."""
    return reading.once(_impact)


def _impact(reading: Reading) -> Loss:
    return Loss(reading.dependency_graph)


def depends_on(reading: Reading) -> Mapping[str, float]:
    """How much stands on each entry: its own weight and that of all entries that need it."""
    graph, impact = reading.dependency_graph, graph_impact(reading)
    whole = sum(graph.weights.values())
    nodes: dict[str, list[Node]] = defaultdict(list)
    for repository in graph.repositories:
        nodes[repository.entry_id].append(Node("repository", repository.id))
    return {entry_id: whole * impact.weight(of_entry) for entry_id, of_entry in nodes.items()}
