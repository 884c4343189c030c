# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Dominators: through what all ways from a repository to a package lead.

The iterative algorithm of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm"
(2001), without recursion.
"""

from collections.abc import Iterable, Mapping, Sequence


def immediate_dominators(edges: Mapping[str, Iterable[str]], root: str) -> dict[str, str]:
    """Give for each node that can be reached the last one that every way to it passes.

    The root is its own. Nodes that cannot be reached are left out.
    """
    order = _reverse_postorder(edges, root)
    number = {node: place for place, node in enumerate(order)}
    before: list[list[int]] = [[] for _ in order]
    for parent in order:
        for child in edges.get(parent, ()):
            if child in number:
                before[number[child]].append(number[parent])
    found: list[int] = [-1] * len(order)
    found[0] = 0
    is_changed = True
    while is_changed:
        is_changed = False
        for node in range(1, len(order)):
            known = [one for one in before[node] if found[one] >= 0]
            new = known[0]
            for other in known[1:]:
                new = _meeting(found, new, other)
            if found[node] != new:
                found[node], is_changed = new, True
    return {name: order[found[place]] for place, name in enumerate(order)}


def _meeting(found: Sequence[int], one: int, other: int) -> int:
    """The nearest node that dominates both; numbers fall towards the root."""
    while one != other:
        while one > other:
            one = found[one]
        while other > one:
            other = found[other]
    return one


def _reverse_postorder(edges: Mapping[str, Iterable[str]], root: str) -> list[str]:
    order: list[str] = []
    seen = {root}
    waiting = [(root, iter(sorted(edges.get(root, ()))))]
    while waiting:
        node, children = waiting[-1]
        for child in children:
            if child not in seen:
                seen.add(child)
                waiting.append((child, iter(sorted(edges.get(child, ())))))
                break
        else:
            order.append(node)
            waiting.pop()
    return order[::-1]


def gateways(dominators: Mapping[str, str], root: str) -> dict[str, str]:
    """Give for each node the first one after the root that every way to it passes.

    For a repository's packages that is the one asked for directly that alone brings it; a
    node that comes by several ways is its own.
    """
    found: dict[str, str] = {root: root}
    for node in dominators:
        path = []
        here = node
        while here not in found:
            path.append(here)
            here = dominators[here]
        for one in reversed(path):
            above = dominators[one]
            found[one] = one if above == root else found[above]
    return found
