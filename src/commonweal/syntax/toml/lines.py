# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""On which lines keys, tables and entries of lists of a TOML text stand."""

import re
from collections.abc import Sequence

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z|\\)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|[\n.\[\]{}=,]"
    r"|[^\s.\[\]{}=,\"'#]++",
    re.DOTALL,
)
_NAME = re.compile(r"""name\s*+=\s*+(?:"([^"\\]*)"|'([^']*)')""")
_Path = tuple[str | int, ...]


class TomlPlaces:
    """Reads a text once, so that asking for many lines stays cheap."""

    def __init__(self, text: str) -> None:
        self._lines: dict[_Path, int] = {}
        self._tables: dict[_Path, int] = {}
        self._table: _Path = ()
        # Open lists and inline tables: their sign, their path, and the entry that is read.
        self._open: list[tuple[str, _Path, int]] = []
        self._names: list[str] = []
        self._header = 0
        self._value: _Path | None = None
        self._number = 1
        for match in _TOKEN.finditer(text):
            self._take(match[0])
            self._number += match[0].count("\n")

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of a key or entry, else of the closest that holds it; 0 for none."""
        for length in range(len(path), 0, -1):
            if line := self._lines.get(tuple(path[:length])):
                return line
        return 0

    def _take(self, piece: str) -> None:
        if piece.startswith("#"):
            return
        if self._open:
            self._take_inside(piece)
        elif self._value is not None:
            self._take_value(piece)
        elif piece == "\n":
            self._names, self._header = [], 0
        elif piece == "[" and not self._names:
            self._header += 1
        elif piece == "]" and self._header:
            self._enter()
        elif piece == "=" and self._names and not self._header:
            self._begin(self._table)
        elif piece not in (".", "[", "]", "{", "}", ",", "="):
            self._names.append(_plain(piece))

    def _enter(self) -> None:
        if not self._names:
            return
        path: _Path = ()
        for place, name in enumerate(self._names, 1):
            path = (*path, name)
            if self._header > 1 and place == len(self._names):
                self._tables[path] = self._tables.get(path, -1) + 1
            if path in self._tables:
                path = (*path, self._tables[path])
        self._table, self._names = path, []
        self._lines.setdefault(path, self._number)

    def _begin(self, table: _Path) -> None:
        self._value = (*table, *self._names)
        self._names = []
        self._lines.setdefault(self._value, self._number)

    def _take_value(self, piece: str) -> None:
        if piece == "\n":
            self._value = None
        elif piece in ("[", "{") and self._value is not None:
            self._open.append((piece, self._value, 0))

    def _take_inside(self, piece: str) -> None:
        kind, path, place = self._open[-1]
        if piece in ("]", "}"):
            self._open.pop()
            self._names = []
            self._value = self._open[-1][1] if self._open else self._value
        elif piece == ",":
            self._open[-1] = (kind, path, place + 1)
            self._names = []
            self._value = path
        elif piece == "\n":
            return
        elif kind == "[":
            entry = (*path, place)
            self._lines.setdefault(entry, self._number)
            if piece in ("[", "{"):
                self._open.append((piece, entry, 0))
        elif piece == "=":
            self._begin(path)
        elif piece in ("[", "{"):
            self._open.append((piece, self._value or path, 0))
        elif piece != ".":
            self._names.append(_plain(piece))


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Find the line of the key at `path`, else of the closest that encloses it; 1 for none."""
    return TomlPlaces(text).line_of(path) or 1


def _plain(piece: str) -> str:
    return piece[1:-1] if piece[:1] in "\"'" and len(piece) > 1 else piece


def name_lines(text: str, names: Sequence[str], table: str = "package") -> list[int]:
    """The lines of the `name` keys of `[[package]]` tables, in their order; 0 where not found.

    A list written as `packages = [` counts like its tables.
    """
    found = [0] * len(names)
    position, is_inside, is_list = 0, False, False
    for number, written in enumerate(text.split("\n"), 1):
        line = written.strip()
        if position == len(names):
            break
        if line == f"[[{table}]]":
            is_inside, is_list = True, False
        elif line.startswith(f"{table} = ["):
            is_inside, is_list = False, True
        elif is_inside and line.startswith("["):
            is_inside = False
        elif is_list and line == "]":
            is_list = False
        elif (is_inside or is_list) and _named(line) == names[position]:
            found[position] = number
            position, is_inside = position + 1, False
    return found


def _named(line: str) -> str | None:
    match = _NAME.match(line[:10_000].removeprefix("{").lstrip())
    if match is None:
        return None
    return match[1] if match[1] is not None else match[2]
