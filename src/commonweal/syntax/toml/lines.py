# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""On which line of a TOML file a key stands, so that an error can name it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# `Path` is how msgspec and jq would walk: names, and indexes into lists.
Path = Sequence[str | int]

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]#]{1,500})\]\]?\s*(?:#.*)?$")
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME}){{0,16}})\s*=")
_PART = re.compile(_NAME)


class _Place(NamedTuple):
    line: int
    path: tuple[str | int, ...]


def line_of(text: str, path: Path) -> int:
    """Find the line of the key at `path`, else of the closest key or table that encloses it."""
    places = list(_places(text))
    wanted = tuple(path)
    best, deepest = 1, 0
    for place in places:
        depth = len(place.path)
        if deepest < depth <= len(wanted) and place.path == wanted[:depth]:
            best, deepest = place.line, depth
    return _within(text, best, wanted[deepest:])


def _within(text: str, start: int, rest: tuple[str | int, ...]) -> int:
    """Look for a key inside an inline table that starts on the line found so far."""
    names = [part for part in rest if isinstance(part, str)]
    if not names:
        return start
    key = re.compile(rf"""(?:^|[\s{{,"'])(?:{re.escape(names[-1])})["']?\s*=""")
    for number, line in enumerate(text.split("\n")[start - 1 : start + 1999], start):
        if key.search(line[:10_000]):
            return number
    return start


def _places(text: str) -> Iterator[_Place]:
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line[:1000]):
            table = _table(_names(header[2]), counts, is_list=header[1] == "[[")
            yield _Place(number, table)
        elif key := _KEY.match(line[:10_000]):
            yield _Place(number, (*table, *_names(key[1])))


def _table(
    names: list[str], counts: dict[tuple[str | int, ...], int], *, is_list: bool
) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    for position, name in enumerate(names, 1):
        path = (*path, name)
        if is_list and position == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _names(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]
