# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A JSON reader that depth, huge numbers and wrong encodings cannot hurt."""

import json
import re
from collections import Counter
from typing import Any, NamedTuple, NoReturn

SIZE_LIMIT = 4 * 1024 * 1024
DEPTH_LIMIT = 100
_LONGEST_NUMBER = 400
# All up to the next brackets, strings whole; possessive, so that the scan stays linear.
_BRACKETS = re.compile(r'(?:[^\[\]{}"]++|"[^"\\]*+(?:\\.[^"\\]*+)*+"?)*+([\[\]{}]*+)', re.DOTALL)

_MARKS = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+"?)(\s*+:)?+|[\[\]{}]', re.DOTALL)


class JsonRefused(Exception):
    """The text is no JSON, or none that is safe; line and column from 1, 0 where unknown."""

    def __init__(self, what: str, line: int = 0, column: int = 0) -> None:
        super().__init__(what)
        self.what, self.line, self.column = what, line, column


class JsonDocument(NamedTuple):
    """What was read, and keys that an object holds twice (the later counts)."""

    value: Any
    duplicates: tuple[str, ...]


def read_json(content: bytes, *, size_limit: int = SIZE_LIMIT) -> JsonDocument:
    """Parse foreign JSON; every failure is a `JsonRefused`."""
    if len(content) > size_limit:
        raise JsonRefused(f"the file has {len(content):,} bytes; at most {size_limit:,} are read")
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise JsonRefused("the file is not UTF-8 text", line, 1) from error
    _refuse_depth(text)
    duplicates: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(found)
        if len(value) < len(found):
            times = Counter(name for name, _ in found)
            duplicates.extend(name for name, count in times.items() if count > 1)
        return value

    try:
        value = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=_whole,
            parse_float=_real,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        raise JsonRefused(what, error.lineno, error.colno) from error
    return JsonDocument(value, tuple(duplicates[:100]))


def line_of_duplicate(text: str) -> int:
    """The line, from 1, of the first key that its object has already; 0 where there is none.

    The text must be known to be JSON.
    """
    keys: list[set[str]] = []
    for mark in _MARKS.finditer(text):
        start = mark[0][0]
        if start in "{[":
            keys.append(set())
        elif start in "}]":
            keys.pop()
        elif mark[2]:
            key = json.loads(mark[1])
            if key in keys[-1]:
                return text.count("\n", 0, mark.start()) + 1
            keys[-1].add(key)
    return 0


def _refuse_depth(text: str) -> None:
    depth = 0
    for match in _BRACKETS.finditer(text):
        for bracket in match[1]:
            depth += 1 if bracket in "[{" else -1
            if depth > DEPTH_LIMIT:
                line = text.count("\n", 0, match.start(1)) + 1
                raise JsonRefused(f"brackets are nested deeper than {DEPTH_LIMIT}", line, 1)


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise JsonRefused("a number is too long to be read")
    return int(digits)


def _real(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise JsonRefused("a number is too large to be read")
    return value


def _constant(name: str) -> NoReturn:
    raise JsonRefused(f"{name} is no JSON")
