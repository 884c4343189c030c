# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What reading YAML gives: plain values, and where each of them stands."""

from collections.abc import Sequence
from typing import Any, NamedTuple

# As jq would walk: names of keys, and indexes into lists.
Path = Sequence[str | int]


class YamlRefused(Exception):
    """The text is no YAML, or none that is safe; line and column from 1, 0 where unknown."""

    def __init__(self, what: str, line: int = 0, column: int = 0) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column


class Place(NamedTuple):
    """Where a key and its value begin, from 1; `text` is a scalar as written, else None.

    For a list's entry and the whole document, the key's place is the value's.
    """

    line: int
    column: int
    value_line: int
    value_column: int
    text: str | None


class Duplicate(NamedTuple):
    """A key that its mapping holds already; the later one counts."""

    key: str
    line: int
    column: int


class Node:
    """One value with its place; aliases share the node they stand for."""

    __slots__ = ("children", "column", "count", "keys", "length", "line", "text", "value")

    def __init__(self, value: Any, line: int, column: int, text: str | None = None) -> None:
        self.value = value
        self.line, self.column, self.text = line, column, text
        self.children: dict[str | int, Node] = {}
        self.keys: dict[str | int, tuple[int, int]] = {}
        # What the value would hold with every alias written out.
        self.count = 1
        self.length = len(text) if text else 0


class Document:
    """A YAML document: its `value`, keys that stand twice, and the place of every value."""

    __slots__ = ("_root", "duplicates", "value")

    def __init__(self, root: Node, duplicates: tuple[Duplicate, ...] = ()) -> None:
        self._root = root
        self.value: Any = root.value
        self.duplicates = duplicates

    def place(self, path: Path) -> Place | None:
        """Give the place of the value at `path`; None where there is no such value."""
        node = self._root
        key = (node.line, node.column)
        for part in path:
            child = node.children.get(part)
            if child is None:
                return None
            key = node.keys.get(part, (child.line, child.column))
            node = child
        return Place(*key, node.line, node.column, node.text)

    def nearest(self, path: Path) -> Place:
        """Give the place of the value at `path`, else of the closest value that encloses it."""
        for length in range(len(path), -1, -1):
            place = self.place(path[:length])
            if place is not None:
                return place
        return Place(1, 1, 1, 1, None)
