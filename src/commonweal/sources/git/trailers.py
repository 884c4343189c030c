# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The trailer block of a commit message, found by the rules of git-interpret-trailers(1).

It is the last paragraph, and never the title. All its lines are trailers, or one is of
those that git itself writes and at least a quarter of the lines are trailers.
"""

import re

# What git writes itself.
_GIT_WRITES = (b"Signed-off-by: ", b"(cherry picked from commit ")
_TRAILER = re.compile(rb"[A-Za-z0-9-]{1,200}[ \t]{0,20}:")
_MOST_LINES = 2_000
# One line in four.
_TRAILERS_PER_OTHER = 3


def trailer_block(message: bytes) -> bytes:
    """Give the lines of the trailer block; empty where there is none."""
    body = _without_title(message)
    lines = body.rstrip().split(b"\n")[-_MOST_LINES:]
    trailers = others = folded = 0
    has_gits_own = False
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.startswith(b"#"):
            others, folded = others + folded, 0
        elif not line.strip():
            return _block(lines[number + 1 :], trailers, others + folded, has_gits_own=has_gits_own)
        elif line.startswith(_GIT_WRITES):
            trailers, folded, has_gits_own = trailers + 1, 0, True
        elif _TRAILER.match(line):
            trailers, folded = trailers + 1, 0
        elif line[:1].isspace():
            # It goes on from the line above, if that one is a trailer.
            folded += 1
        else:
            others, folded = others + 1 + folded, 0
    return b""


def _without_title(message: bytes) -> bytes:
    """Leave out the first paragraph; the empty line behind it stays."""
    text = message.replace(b"\r\n", b"\n").lstrip(b"\n")
    empty = re.search(rb"\n[ \t]{0,200}\n", text)
    return text[empty.start() :] if empty else b""


def _block(lines: list[bytes], trailers: int, others: int, *, has_gits_own: bool) -> bytes:
    is_block = trailers * _TRAILERS_PER_OTHER >= others if has_gits_own else not others
    return b"\n".join(lines) if trailers and is_block else b""
