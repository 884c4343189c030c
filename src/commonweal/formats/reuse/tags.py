# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Copyright and licence tags in the text of a file."""

import re
from typing import NamedTuple

from commonweal.formats.reuse.encoding import as_utf8

# Put together so that these lines are no tags themselves. What stands before a tag
# may come again, mirrored, after its value: a frame of comment signs.
_LICENCE = re.compile(r"([^\r\n]{0,40}?)SPDX-License-" r"Identifier:[ \t]*([^\s\"'][^\r\n]{0,999})")
_COPYRIGHT = re.compile(
    r"(?:SPDX-(?:File|Snippet)Copyright"
    r"Text:\s*"
    r"|Copyright(?:[ \t]*(?:\([Cc]\)|©))?[ \t]+|©[ \t]*)"
    r"([^\s][^\r\n]{0,999})"
)
IGNORE_START, IGNORE_END = "REUSE-IgnoreStart", "REUSE-IgnoreEnd"
_CLOSING = re.compile(r"(?:\*/|\*\)|-->|#\}|[\"'][ \t]*/?>|\][ \t]*::)[ \t]*$")
# As git has it: such a file is no text.
# The signs that REUSE reads in a file: the first notice, the licence expressions, or no text.
REUSE_COPYRIGHT = "reuse_copyright"
REUSE_LICENCE = "reuse_licence"
NOT_TEXT = "not_text"
BINARY_READ = 8000


class Tags(NamedTuple):
    """Copyright notices and licence expressions, in the order in which they stand."""

    copyrights: tuple[str, ...] = ()
    expressions: tuple[str, ...] = ()


NO_TAGS = Tags()


def read_tags(content: bytes) -> Tags:
    """Read the tags of a file; blocks marked to be ignored are left out, binary files have none."""
    content = as_utf8(content)
    if b"\0" in content[:BINARY_READ]:
        return NO_TAGS
    if not any(word in content for word in (b"SPDX-", b"Copyright", "©".encode())):
        return NO_TAGS
    text = _without_ignored(content.decode("utf-8", "replace"))
    copyrights = (_cut(match[1], "") for match in _COPYRIGHT.finditer(text))
    expressions = (_cut(match[2], match[1].strip()) for match in _LICENCE.finditer(text))
    return Tags(
        tuple(dict.fromkeys(copyright_ for copyright_ in copyrights if copyright_)),
        tuple(dict.fromkeys(expression for expression in expressions if expression)),
    )


def _without_ignored(text: str) -> str:
    if IGNORE_START not in text:
        return text
    kept, place = [], 0
    while (start := text.find(IGNORE_START, place)) >= 0:
        kept.append(text[place:start])
        end = text.find(IGNORE_END, start)
        if end < 0:
            return "".join(kept)
        place = end + len(IGNORE_END)
    return "".join([*kept, text[place:]])


def _cut(value: str, frame: str) -> str:
    """Cut off the end of a comment, or of a frame around it."""
    text = value.rstrip()
    if frame and not frame[-1].isalnum() and text.endswith(frame[::-1]):
        text = text[: -len(frame)].rstrip()
    if closing := _CLOSING.search(text[-80:]):
        text = text[: len(text) - len(closing[0])].rstrip().rstrip("*")
    return text.rstrip()
