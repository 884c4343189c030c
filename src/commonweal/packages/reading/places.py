# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""On which lines values of JSON files stand."""

import bisect
import json
import re
from array import array
from collections.abc import Sequence
from typing import Any

_MEMBER = re.compile(r'[\s,]*+("(?:[^"\\]|\\.)*+")\s*+:\s*+', re.DOTALL)
_ENTRY = re.compile(r"[\s,]*+(?=[^\s,\]])")
# More than real files are deep on the way to what is asked for.
_PASSES = 12
# Only the ends of values are wanted, so that numbers need not become any.
_DECODER = json.JSONDecoder(parse_int=len, parse_float=len)


class JsonPlaces:
    """The lines of values of a JSON text; of keys that stand twice the first counts.

    The text must be known to be JSON of bounded depth. Only the objects and lists on the
    way to what is asked for are looked through, and no further than need be. Where that
    means to pass over the same text many times, lines become unknown.
    """

    def __init__(self, text: str) -> None:
        self._text = _Text(text)
        self._root = _Container(self._text, len(text) - len(text.lstrip()))

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line where the value at a path begins; 0 where there is no such value."""
        container = self._root
        for part in path[:-1]:
            within = container.within(str(part))
            if within is None:
                return 0
            container = within
        position = container.position_of(str(path[-1])) if path else container.start
        return 0 if position is None else self._text.line_at(position)


class _Text:
    """A text whose parts are passed over, within a budget."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._budget = _PASSES * len(text)
        self._ends: array[int] | None = None

    def line_at(self, position: int) -> int:
        """The line of a position, from 1."""
        if self._ends is None:
            self._ends = array("L", (match.start() for match in re.finditer("\n", self.text)))
        return bisect.bisect_left(self._ends, position) + 1

    def end_of(self, position: int) -> int | None:
        """Where the value at a position ends; None where it is not to be found."""
        if self._budget < 0:
            return None
        try:
            end = _DECODER.raw_decode(self.text, position)[1]
        except (ValueError, RecursionError):
            return None
        self._budget -= end - position
        return end


class _Container:
    """An object or list; what it holds is found as it is asked for."""

    def __init__(self, text: _Text, start: int) -> None:
        self.start = start
        sign = text.text[start : start + 1]
        self._text, self._is_list = text, sign == "["
        # After the bracket; None where there are no more values.
        self._after = start + 1 if sign in ("[", "{") else None
        # The value that was found last, which is passed over only when another one is wanted.
        self._last: int | None = None
        self._positions: dict[str, int] = {}
        self._within: dict[str, _Container] = {}
        self._count = 0

    def position_of(self, key: str) -> int | None:
        """Where the value of a key, or of a list's place, begins."""
        while key not in self._positions and self._after is not None:
            self._find_next(self._after)
        return self._positions.get(key)

    def within(self, key: str) -> "_Container | None":
        """The object or list at a key."""
        position = self.position_of(key)
        if position is None:
            return None
        if key not in self._within:
            self._within[key] = _Container(self._text, position)
        return self._within[key]

    def _find_next(self, after: int) -> None:
        if self._last is not None:
            end = self._text.end_of(self._last)
            if end is None:
                self._after = None
                return
            after = end
        text = self._text.text
        match = _ENTRY.match(text, after) if self._is_list else _MEMBER.match(text, after)
        if match is None:
            self._after = None
            return
        key = str(self._count) if self._is_list else _unquoted(match[1])
        self._count += 1
        self._positions.setdefault(key, match.end())
        self._last = match.end()


def _unquoted(token: str) -> str:
    if "\\" not in token:
        return token[1:-1]
    try:
        value: Any = json.loads(token)
    except ValueError:
        return token
    return str(value)
