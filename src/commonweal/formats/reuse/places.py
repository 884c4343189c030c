# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The tags of a file with their lines, as signs: fast, since every file of a tree is looked at."""

from collections.abc import Iterator
from typing import NamedTuple

from commonweal.formats.reuse.encoding import as_utf8
from commonweal.formats.reuse.tags import BINARY_READ, IGNORE_END, IGNORE_START, read_tags

# REUSE-IgnoreStart
_LICENCE = b"SPDX-License-Identifier:"
_COPYRIGHTS = (
    b"SPDX-FileCopyrightText:",
    b"SPDX-SnippetCopyrightText:",
    b"Copyright",
    "©".encode(),
)
# REUSE-IgnoreEnd
_START, _END = IGNORE_START.encode(), IGNORE_END.encode()
_MOST_LICENCES = 50
_MOST_LINES = 1_000
# Of a longer line only the part around the tag is read.
_LONGEST = 1_500


class TagSeen(NamedTuple):
    """A tag with its line, from 1; `expression` is None for a copyright notice."""

    line: int
    expression: str | None = None


def tags_seen(content: bytes) -> Iterator[TagSeen]:
    """Give the first copyright notice, and all licence expressions; those ignored are left out."""
    content = as_utf8(content)
    if b"\0" in content[:BINARY_READ]:
        return
    ignored = _ignored(content)
    notices = (_notice(content, needle, ignored) for needle in _COPYRIGHTS)
    if first := min((notice for notice in notices if notice is not None), default=None):
        yield TagSeen(content.count(b"\n", 0, first - 1) + 1)
    left = _MOST_LICENCES
    for begin, end in _lines(content, _LICENCE, ignored):
        if found := read_tags(content[begin:end]).expressions:
            yield TagSeen(content.count(b"\n", 0, begin) + 1, " AND ".join(found))
        left -= 1
        if not left:
            return


def _notice(content: bytes, needle: bytes, ignored: list[tuple[int, int]]) -> int | None:
    """Give the place after the first byte of the line, so that it is never 0."""
    for begin, end in _lines(content, needle, ignored):
        if read_tags(content[begin:end]).copyrights:
            return begin + 1
    return None


def _lines(
    content: bytes, needle: bytes, ignored: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give the lines that hold a needle, each once."""
    place = 0
    for _ in range(_MOST_LINES):
        at = content.find(needle, place)
        if at < 0:
            return
        begin = max(content.rfind(b"\n", place, at) + 1, place, at - _LONGEST)
        end = content.find(b"\n", at, at + _LONGEST)
        end = min(len(content), at + _LONGEST) if end < 0 else end
        if not any(start <= at < stop for start, stop in ignored):
            yield begin, end
        place = end


def _ignored(content: bytes) -> list[tuple[int, int]]:
    start, found = content.find(_START), list[tuple[int, int]]()
    while start >= 0:
        end = content.find(_END, start)
        found.append((start, len(content) if end < 0 else end))
        start = -1 if end < 0 else content.find(_START, end)
    return found
