# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""OpenPGP signatures, read as far as the key that made them; without it nothing is verified.

RFC 9580, sections 4.2 and 5.2: packets, subpackets, issuer and time.
"""

from collections.abc import Iterator

_SIGNATURE = 2
_MOST_PACKETS, _MOST_SUBPACKETS = 20, 200
_ISSUER, _FINGERPRINT = 16, 33
_KEY_ID = 8
_V3, _V4, _V6 = 3, 4, 6


def issuer_of(content: bytes) -> str:
    """Give the fingerprint of the key that a signature names, else its id; empty where none."""
    for tag, body in _packets(content):
        if tag == _SIGNATURE and (issuer := _issuer(body)):
            return issuer
    return ""


def _packets(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MOST_PACKETS):
        if at >= len(content) or not content[at] & 0x80:
            return
        head = content[at]
        if head & 0x40:
            tag, found = head & 0x3F, _new_length(content, at + 1)
        else:
            tag, found = (head >> 2) & 0x0F, _old_length(content, at + 1, head & 3)
        if found is None or found[0] + found[1] > len(content):
            return
        start, length = found
        yield tag, content[start : start + length]
        at = start + length


def _old_length(content: bytes, at: int, kind: int) -> tuple[int, int] | None:
    width = (1, 2, 4, 0)[kind]
    if not width:
        return at, len(content) - at
    if at + width > len(content):
        return None
    return at + width, int.from_bytes(content[at : at + width], "big")


def _new_length(content: bytes, at: int) -> tuple[int, int] | None:
    """Where a packet or subpacket starts, and how long it is; None for one in pieces."""
    if at >= len(content):
        return None
    first = content[at]
    if first < 0xC0:  # noqa: PLR2004  one byte
        return at + 1, first
    if first < 0xE0 and at + 1 < len(content):  # noqa: PLR2004  two bytes
        return at + 2, ((first - 0xC0) << 8) + content[at + 1] + 0xC0
    if first == 0xFF and at + 5 <= len(content):  # noqa: PLR2004  five bytes
        return at + 5, int.from_bytes(content[at + 1 : at + 5], "big")
    return None


def _issuer(body: bytes) -> str:
    if not body:
        return ""
    if body[0] == _V3:
        return body[7:15].hex().upper() if len(body) >= 15 else ""  # noqa: PLR2004  its fixed place
    if body[0] not in (_V4, _V6):
        return ""
    width = 2 if body[0] == _V4 else 4
    at, found = 4, ""
    for _ in range(2):
        length = int.from_bytes(body[at : at + width], "big")
        area = body[at + width : at + width + length]
        for kind, value in _subpackets(area):
            if kind == _FINGERPRINT and len(value) > _KEY_ID:
                return value[1:].hex().upper()
            if kind == _ISSUER and len(value) == _KEY_ID:
                found = found or value.hex().upper()
        at += width + length
    return found


def _subpackets(area: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MOST_SUBPACKETS):
        found = _subpacket_length(area, at)
        if found is None or not found[1] or found[0] + found[1] > len(area):
            return
        start, length = found
        # The highest bit says that a reader must know the kind.
        yield area[start] & 0x7F, area[start + 1 : start + length]
        at = start + length


def _subpacket_length(area: bytes, at: int) -> tuple[int, int] | None:
    """As packets of the new form, but two bytes reach further."""
    if at + 1 < len(area) and 0xE0 <= area[at] < 0xFF:  # noqa: PLR2004
        return at + 2, ((area[at] - 0xC0) << 8) + area[at + 1] + 0xC0
    return _new_length(area, at)
