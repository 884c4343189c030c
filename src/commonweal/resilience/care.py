# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What to look after first: how much rests on it, times how much there is to worry about.

The rank is share x concern. The share is how much of the portfolio stops with it, weighed
as the office weighs its projects. The concern is the sum of the points below, of what is
known, and each doubling of the open advisories adds one. Only what is known can put
something on the list: that nothing was looked up is said elsewhere, once for all packages.
The order matters, not the size.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import msgspec

from commonweal.packages.advisories.severity import Level
from commonweal.resilience.world import Node

Concern = Literal[
    "malicious",
    "core_left",
    "critical",
    "high",
    "unmaintained",
    "one_person",
    "one_left",
    "medium",
    "unrated",
    "quiet",
    "low",
    "no_release",
    "unfunded",
]
POINTS: Mapping[Concern, float] = {
    "malicious": 12.0,
    "core_left": 6.0,
    "critical": 6.0,
    "high": 4.0,
    "unmaintained": 4.0,
    "one_person": 3.0,
    "one_left": 3.0,
    "medium": 2.0,
    "unrated": 2.0,
    "quiet": 2.0,
    "low": 1.0,
    "no_release": 1.0,
    "unfunded": 0.5,
}
_OF_LEVEL: Mapping[str, Concern] = {
    "critical": "critical",
    "high": "high",
    "medium": "medium",
    "low": "low",
    "none": "low",
    "unknown": "unrated",
}


class Candidate(msgspec.Struct, frozen=True):
    """Something that may want care, with what is known of it; `share` is 0 to 1."""

    node: Node
    entries: frozenset[str]
    share: float
    concerns: tuple[Concern, ...]
    advisories: int = 0

    @property
    def rank(self) -> float:
        """Share times concern."""
        points = sum(POINTS[one] for one in self.concerns)
        return self.share * (points + math.log2(max(1, self.advisories)))


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Sort from what wants care first; ties break on the node, so that two runs agree."""
    return tuple(
        sorted(
            (one for one in candidates if one.concerns and one.share > 0),
            key=lambda one: (-one.rank, -one.share, one.node),
        )
    )


def concerns_of_advisories(levels: Iterable[Level], kinds: Collection[str]) -> tuple[Concern, ...]:
    """The worst of what is open, and what is worse than any rating."""
    found: list[Concern] = []
    if "malicious" in kinds:
        found.append("malicious")
    if "unmaintained" in kinds:
        found.append("unmaintained")
    order: tuple[Level, ...] = ("critical", "high", "medium", "unknown", "low", "none")
    worst = min(levels, key=order.index, default=None)
    if worst is not None:
        found.append(_OF_LEVEL[worst])
    return tuple(found)
