# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The wire form of protocol buffers, read without a schema and never past the end."""

from collections.abc import Iterator
from typing import NamedTuple

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_MOST_FIELDS = 100_000
_LONGEST_VARINT = 10


class Field(NamedTuple):
    """A field: its number, whether it is a number or bytes, and where they begin and should end.

    `end` may lie after the end of what was given: the field is cut there.
    """

    number: int
    is_number: bool
    value: int
    begin: int
    end: int


class Malformed(Exception):
    """The bytes are no fields."""


def fields(content: bytes, begin: int, end: int) -> Iterator[Field]:
    """Give the fields of a message; one that is cut off is the last."""
    at, limit, left = begin, min(end, len(content)), _MOST_FIELDS
    while at < limit:
        left -= 1
        if left < 0:
            raise Malformed
        tag, at = varint(content, at, limit)
        number, kind = tag >> 3, tag & 7
        if not number:
            raise Malformed
        value, start = 0, at
        if kind == _VARINT:
            value, at = varint(content, at, limit)
        elif kind == _BYTES:
            length, start = varint(content, at, limit)
            at = start + length
        elif kind in (_EIGHT, _FOUR):
            at += 8 if kind == _EIGHT else 4
        else:
            raise Malformed
        if at > end:
            raise Malformed
        yield Field(number, kind == _VARINT, value, start, at)


def varint(content: bytes, at: int, limit: int) -> tuple[int, int]:
    """Read a number; also give where the next byte is."""
    value = 0
    for step in range(_LONGEST_VARINT):
        if at + step >= limit:
            raise Malformed
        byte = content[at + step]
        value |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:  # noqa: PLR2004  the bit that says that more follows
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + step + 1
    raise Malformed
