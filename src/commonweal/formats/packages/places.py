# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""On which lines values of JSON files and names of TOML tables stand."""

import json
import re
from collections.abc import Sequence
from typing import Any

from commonweal.formats.packages.decoded import lines_of

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:\n]|[^\s{}\[\],:"]++', re.DOTALL)
_NAME = re.compile(r"""name\s*+=\s*+(?:"([^"\\]*)"|'([^']*)')""")


class JsonPlaces:
    """The lines of all values of a JSON text; of keys that stand twice the first counts."""

    def __init__(self, text: str) -> None:
        self._root = _Place(1)
        open_places: list[_Place] = []
        key, line, is_key = "", 1, False
        for match in _TOKEN.finditer(text):
            sign = match[0]
            if sign == "\n":
                line += 1
            elif sign in ("]", "}"):
                if open_places:
                    open_places.pop()
                is_key = False
            elif sign == ",":
                is_key = bool(open_places) and not open_places[-1].is_list
            elif sign == ":":
                is_key = False
            elif is_key:
                key = _unquoted(sign)
            else:
                place = _Place(line, is_list=sign == "[")
                if open_places:
                    open_places[-1].add(key, place)
                else:
                    self._root = place
                if sign in ("[", "{"):
                    open_places.append(place)
                    is_key = sign == "{"

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line where the value at a path begins; 0 where there is no such value."""
        place = self._root
        for part in path:
            found = place.children.get(str(part))
            if found is None:
                return 0
            place = found
        return place.line


class _Place:
    __slots__ = ("children", "count", "is_list", "line")

    def __init__(self, line: int, *, is_list: bool = False) -> None:
        self.line, self.is_list, self.count = line, is_list, 0
        self.children: dict[str, _Place] = {}

    def add(self, key: str, place: "_Place") -> None:
        """Add a value; a list counts its values itself."""
        if self.is_list:
            key, self.count = str(self.count), self.count + 1
        self.children.setdefault(key, place)


def _unquoted(token: str) -> str:
    if "\\" not in token:
        return token.strip('"')
    try:
        value: Any = json.loads(token)
    except ValueError:
        return token
    return str(value)


def name_lines(text: str, names: Sequence[str], table: str = "package") -> list[int]:
    """The lines of the `name` keys of `[[package]]` tables, in their order; 0 where not found.

    A list written as `packages = [` counts like its tables.
    """
    found = [0] * len(names)
    position, is_inside, is_list = 0, False, False
    for number, written in lines_of(text):
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
