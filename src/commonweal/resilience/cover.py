# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which few losses hit most: greedy, for the best set of any size cannot be had in time.

Where every loss hits on its own, what is hit together is a coverage, and greedy reaches
at least 1 - 1/e of the best (Nemhauser, Wolsey and Fisher 1978). Where several people must
be gone before a repository stops, groups that make one stop are tried as wholes too.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from commonweal.resilience.graph import Node
from commonweal.resilience.impact import ImpactAnalysis


class Taken(NamedTuple):
    """One more loss: what goes, and which entries are hit by it and all before it."""

    nodes: tuple[Node, ...]
    entries: frozenset[str]
    weight: float


def greedy(
    loss: ImpactAnalysis, groups: Iterable[Sequence[Node]], *, most: int
) -> tuple[Taken, ...]:
    """Take the group with the greatest gain for each of its nodes, until `most` nodes are gone.

    Ends where nothing more is hit. Ties break on the nodes, so that two runs agree.
    """
    candidates = sorted({tuple(sorted(set(group))) for group in groups if group})
    gone: frozenset[Node] = frozenset()
    weight = 0.0
    taken: list[Taken] = []
    while len(gone) < most:
        best: tuple[float, tuple[Node, ...], frozenset[str]] | None = None
        for group in candidates:
            new = [node for node in group if node not in gone]
            if not new or len(gone) + len(new) > most:
                continue
            with_new = gone | set(new)
            gain = (loss.weight(with_new) - weight) / len(new)
            if gain > 0 and (best is None or gain > best[0] + 1e-12):
                best = (gain, tuple(new), loss.entries(with_new))
        if best is None:
            break
        gone |= frozenset(best[1])
        weight = loss.world.weight_of(best[2])
        taken.append(Taken(best[1], best[2], weight))
    return tuple(taken)


def groups_of_people(loss: ImpactAnalysis) -> list[tuple[Node, ...]]:
    """The people whose loss together makes a repository stop, for each repository."""
    return [
        tuple(Node("person", who) for who in sorted(repository.core))
        for repository in loss.world.repositories
        if repository.core
    ]
