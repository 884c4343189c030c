# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The trailers of a commit message, found by the rules of git-interpret-trailers(1).

They stand in the last paragraph, never in the title. All its lines are trailers, or some
line is of those that git itself writes and at least a quarter of the lines are trailers.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

# What git writes itself.
_GIT_WRITES = (b"Signed-off-by: ", b"(cherry picked from commit ")
_TRAILER = re.compile(rb"([A-Za-z0-9-]{1,200})[ \t]{0,200}:(.*)", re.DOTALL)
_MOST_LINES = 2_000
# What the C library and git call a space.
_SPACES = b" \t\r\n"
_COMMENT = b"#"
# One line in four.
_OTHERS_PER_TRAILER = 3


class Trailer(NamedTuple):
    """One trailer, without the spaces around its parts; lines that go on are joined."""

    key: bytes
    value: bytes


def trailers(message: bytes) -> tuple[Trailer, ...]:
    """Give the trailers of a message in their order."""
    found: list[Trailer] = []
    goes_on = False
    for line in _block(_below_title(_without_remarks(message))):
        match = _TRAILER.match(line)
        if match:
            found.append(Trailer(match[1], match[2]))
        elif goes_on and line[:1] in (b" ", b"\t"):
            key, value = found[-1]
            found[-1] = Trailer(key, b"%b %b" % (value, line.lstrip(_SPACES)))
            continue
        goes_on = match is not None
    return tuple(Trailer(key, value.strip(_SPACES)) for key, value in found)


def _without_remarks(message: bytes) -> list[bytes]:
    """Give the lines but for empty ones and comments at the end, and for what a merge left."""
    lines = message.split(b"\n")
    end, is_conflict = len(lines), False
    for number, line in enumerate(lines):
        if line.startswith(_COMMENT) or not line:
            end = min(end, number)
        elif line == b"Conflicts:":
            end, is_conflict = min(end, number), True
        elif not (is_conflict and line.startswith(b"\t")):
            end, is_conflict = len(lines), False
    return lines[:end]


def _below_title(lines: Sequence[bytes]) -> Sequence[bytes]:
    """Leave out the first paragraph; the empty line behind it stays."""
    start = next((number for number, line in enumerate(lines) if not _is_blank(line)), len(lines))
    for number in range(start, len(lines)):
        if _is_blank(lines[number]):
            return lines[number:][-_MOST_LINES:]
    return ()


def _block(lines: Sequence[bytes]) -> Sequence[bytes]:
    """Give the last paragraph where it is one of trailers."""
    trailers = others = folded = 0
    has_gits_own = is_last = False
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.startswith(_COMMENT):
            others, folded = others + folded, 0
        elif _is_blank(line):
            if not is_last:
                continue
            is_block = _is_block(trailers, others + folded, has_gits_own=has_gits_own)
            return lines[number + 1 :] if is_block else ()
        elif line.startswith(_GIT_WRITES):
            trailers, folded, has_gits_own = trailers + 1, 0, True
        elif _TRAILER.match(line):
            trailers, folded = trailers + 1, 0
        elif line[:1] in (b" ", b"\t", b"\r"):
            # It goes on from the line above, if that one is a trailer.
            folded += 1
        else:
            others, folded = others + 1 + folded, 0
        is_last = is_last or not (line.startswith(_COMMENT) or _is_blank(line))
    return ()


def _is_block(trailers: int, others: int, *, has_gits_own: bool) -> bool:
    if has_gits_own and trailers * _OTHERS_PER_TRAILER >= others:
        return True
    return trailers > 0 and not others


def _is_blank(line: bytes) -> bool:
    return not line.strip(_SPACES)
