# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The few nodes whose loss has the largest impact together, by a greedy search.

To find the best set takes too long. Where each loss has an impact of its own, this is a
coverage problem, and greedy reaches at least 1 - 1/e of the best (Nemhauser, Wolsey and
Fisher 1978). Where a repository stops only when several people are gone, the search also
tries these people as a group.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from commonweal.resilience.graph import Node
from commonweal.resilience.impact import ImpactAnalysis

_NO_GAIN = 1e-12


class Taken(NamedTuple):
    """A step of the search: the nodes to lose, and the entries that stop with all nodes so far."""

    nodes: tuple[Node, ...]
    entries: frozenset[str]
    weight: float


def greedy(
    impact: ImpactAnalysis, groups: Iterable[Sequence[Node]], *, most: int
) -> tuple[Taken, ...]:
    """Take the group with the greatest gain for each of its nodes, until `most` nodes are gone.

    Ends where no other entry stops. Ties break on the nodes, so that two runs agree.
    """
    candidates = sorted({tuple(sorted(set(group))) for group in groups if group})
    gone: frozenset[Node] = frozenset()
    weight = 0.0
    taken: list[Taken] = []
    while len(gone) < most:
        best: tuple[float, tuple[Node, ...]] | None = None
        for group in candidates:
            new = [node for node in group if node not in gone]
            if not new or len(gone) + len(new) > most:
                continue
            gain = (impact.weight(gone.union(new)) - weight) / len(new)
            # A sum of fractions may be off by a little, which is no gain.
            if gain > _NO_GAIN and (best is None or gain > best[0] + _NO_GAIN):
                best = (gain, tuple(new))
        if best is None:
            break
        gone |= frozenset(best[1])
        weight = impact.weight(gone)
        taken.append(Taken(best[1], impact.entries(gone), weight))
    return tuple(taken)


def groups_of_people(impact: ImpactAnalysis) -> list[tuple[Node, ...]]:
    """The people whose loss together makes a repository stop, for each repository."""
    return [
        tuple(Node("person", who) for who in sorted(repository.carried_by))
        for repository in impact.graph.repositories
        if repository.carried_by
    ]
