# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Dominators of a graph: the nodes that lie on every path from a root to a node.

The iterative algorithm of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm"
(2001), without recursion.
"""

from collections.abc import Iterable, Mapping, Sequence


def immediate_dominators(edges: Mapping[str, Iterable[str]], root: str) -> dict[str, str]:
    """Give for each node that can be reached the last node before it on every path.

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
            known = [parent for parent in before[node] if found[parent] >= 0]
            new = known[0]
            for other in known[1:]:
                new = _meeting(found, new, other)
            if found[node] != new:
                found[node], is_changed = new, True
    return {name: order[found[place]] for place, name in enumerate(order)}


def _meeting(found: Sequence[int], first: int, other: int) -> int:
    """The nearest node that dominates both; nodes nearer to the root have smaller numbers."""
    while first != other:
        while first > other:
            first = found[first]
        while other > first:
            other = found[other]
    return first


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
    """Give for each node its gateway: the first node after the root on every path to it.

    For a package this is the direct dependency that alone brings it in. A node that several
    direct dependencies bring in is its own gateway.
    """
    found: dict[str, str] = {root: root}
    for node in dominators:
        path = []
        here = node
        while here not in found:
            path.append(here)
            here = dominators[here]
        for below in reversed(path):
            above = dominators[below]
            found[below] = below if above == root else found[above]
    return found
