# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Foreign bytes as text that can be stored, shown and compared."""

import re
import unicodedata
from functools import cache

_MOST_MARKS = 30
_JOINER = "\u034f"  # combining grapheme joiner: it is no mark that is sorted
LATIN = 0xFF  # the last character that \xNN can spell
_INVALID = re.compile("[\udc80-\udcff]")


def text_of_bytes(raw: bytes) -> str:
    """Decode foreign bytes as UTF-8 in NFC, wrong bytes replaced, NUL removed."""
    text = raw.decode("utf-8", "replace")
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return composed(text).replace("\0", "")


def composed(text: str) -> str:
    """Give a text in NFC, in time that grows with its length.

    Marks of one character are sorted for that, which takes long where thousands are
    stacked. As in the stream-safe form of Unicode (UAX 15) 30 of them are together, and
    what nobody can see parts them from the next.
    """
    if len(text) > _MOST_MARKS:
        text = _stacked().sub(lambda marks: marks[0] + _JOINER, text)
    return unicodedata.normalize("NFC", text)


@cache
def _stacked() -> "re.Pattern[str]":
    """As many marks as are together, where still more come."""
    marks = (chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    ranges: list[list[str]] = []
    for mark in marks:
        if ranges and ord(ranges[-1][1]) == ord(mark) - 1:
            ranges[-1][1] = mark
        else:
            ranges.append([mark, mark])
    named = "".join(f"{first}-{last}" for first, last in ranges)
    return re.compile(f"[{named}]{{{_MOST_MARKS}}}(?=[{named}])")


def path_text(raw: bytes) -> str:
    """Write a path so that its bytes can be had back: see `path_bytes`.

    Paths are not normalised: two files may differ in nothing but NFC and NFD.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        escaped = raw.replace(b"\\", b"\\\\").decode("utf-8", "surrogateescape")
        return _INVALID.sub(lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", escaped)
    return text.replace("\\", "\\\\") if "\\" in text else text


def path_bytes(text: str) -> bytes:
    """Give the bytes that `path_text` was made from."""
    if "\\" not in text:
        return text.encode()
    parts = re.split(r"(\\\\|\\x[0-9a-f]{2})", text)
    return b"".join(_unescape(part) for part in parts)


def _unescape(part: str) -> bytes:
    if part == "\\\\":
        return b"\\"
    if part.startswith("\\x"):
        return bytes([int(part[2:], 16)])
    return part.encode()


def printable(text: str) -> str:
    """Show control and direction characters as escapes, so that a name cannot steer a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        code = ord(character)
        return f"\\x{code:02x}" if code <= LATIN else ascii(character)[1:-1]
    return character
