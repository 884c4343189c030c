# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What follows from what over all steps, for every member of a graph at once.

Sets are held as bits of an integer, so that joining two of them takes a machine word for
64 members: a portfolio of ten thousand repositories is worked out in a fraction of a second.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence


def reached(following: Mapping[str, Iterable[str]], bits: Mapping[str, int]) -> dict[str, int]:
    """Give the bits of each member and of all that follows from it, over all steps.

    `following` gives what follows directly; who is not in it has nothing that follows, and
    names that have no bits are left out. Members of a circle follow from each other.
    """
    found: dict[str, int] = {}
    for circle in _circles({name: _known(following.get(name, ()), bits) for name in bits}):
        together = 0
        for name in circle:
            together |= bits[name]
            for other in following.get(name, ()):
                together |= found.get(other, 0)
        found.update(dict.fromkeys(circle, together))
    return found


def masks(weights: Iterable[float]) -> tuple[tuple[float, int], ...]:
    """Give each weight with the bits of the places that have it."""
    found: dict[float, int] = defaultdict(int)
    for place, weight in enumerate(weights):
        found[weight] |= 1 << place
    return tuple(sorted(found.items()))


def weighed(bits: int, weighing: Sequence[tuple[float, int]]) -> float:
    """Add up the weights of the places that are set; few weights are different."""
    return sum(weight * (bits & mask).bit_count() for weight, mask in weighing)


def _known(names: Iterable[str], bits: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(name for name in names if name in bits)


def _circles(following: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Give the strongly connected parts, each one after all that follow from it.

    Without recursion, since a chain may be as long as the portfolio. Source: R. Tarjan,
    Depth-first search and linear graph algorithms, SIAM Journal on Computing 1 (1972).
    """
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    # Who stands in no circle that was given yet.
    is_waiting: set[str] = set()
    for root in following:
        path = [] if root in number else [root]
        others = {root: iter(following[root])}
        while path:
            name = path[-1]
            if name not in number:
                number[name] = lowest[name] = len(number)
                waiting.append(name)
                is_waiting.add(name)
            new = next((other for other in others[name] if other not in number), None)
            if new is not None:
                path.append(new)
                others[new] = iter(following[new])
                continue
            path.pop()
            for other in following[name]:
                if other in is_waiting:
                    lowest[name] = min(lowest[name], lowest[other])
            if lowest[name] == number[name]:
                circle = list(_until(name, waiting))
                is_waiting.difference_update(circle)
                yield circle


def _until(name: str, waiting: list[str]) -> Iterator[str]:
    """Take off the end of a list what stands there up to a name."""
    taken = ""
    while taken != name:
        taken = waiting.pop()
        yield taken
