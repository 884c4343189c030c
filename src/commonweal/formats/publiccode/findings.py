# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One finding about a publiccode.yml, and where findings are written and placed."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from commonweal.syntax.yaml import Document

Path = tuple[str | int, ...]
Level = Literal["error", "warning"]

_LETTERS = re.compile(r"[A-Za-z]+")


class Finding(msgspec.Struct, frozen=True):
    """What is wrong, at which key, and where; line and column are 0 where there is no place."""

    level: Level
    key: str
    message: str
    line: int
    column: int


def key_of(path: Sequence[str | int]) -> str:
    """Write a path as `a.b[0]`; a name that is not all letters goes into brackets below a name."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        elif not written:
            written = part
        else:
            written += f".{part}" if _LETTERS.fullmatch(part) else f"[{part}]"
    return written


def placed(document: Document, level: Level, path: Path, message: str) -> Finding:
    """A finding at a key; where the key is missing, at the value that should hold it."""
    place = document.place(path)
    if place is not None:
        return Finding(level, key_of(path), message, place.line, place.column)
    parent = document.place(path[:-1])
    if parent is not None and parent.text is not None:
        # A text that stands where a list may: it has no entries with places of their own.
        return Finding(level, key_of(path), message, parent.line, parent.column)
    if parent is not None:
        return Finding(level, key_of(path), message, parent.value_line, parent.value_column)
    return Finding(level, key_of(path), message, 0, 0)
