# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sets that are joined when two names turn out to be one person."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")


class Joined(Generic[T]):
    """A union-find over anything hashable; who is joined does not depend on the order."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def root(self, member: T) -> T:
        """Give the set's representative; it changes when sets are joined."""
        parent = self._parent
        top = member
        while (above := parent.get(top, top)) != top:
            top = above
        while member != top:
            parent[member], member = top, parent.get(member, top)
        return top

    def join(self, first: T, other: T) -> None:
        """Say that both are the same."""
        first, second = self.root(first), self.root(other)
        if first != second:
            self._parent[second] = first

    def groups(self, members: Iterable[tuple[T, V]]) -> list[list[V]]:
        """Give the values of members by set, in the order given."""
        found: dict[T, list[V]] = {}
        for member, value in members:
            found.setdefault(self.root(member), []).append(value)
        return list(found.values())
