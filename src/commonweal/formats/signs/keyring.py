# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""See that a file is a private key of OpenPGP in its binary form (RFC 9580, section 4.2)."""

_SECRET_KEY = 5
_VERSIONS = frozenset({3, 4, 5, 6})
_LONGEST_HEADER = 6
# How many bytes the length takes in the old form, by its last two bits.
_OLD_LENGTHS = (1, 2, 4)


def is_secret_keyring(content: bytes) -> bool:
    """Tell by the first packet: its tag is that of a secret key, and a version follows."""
    head = content[: _LONGEST_HEADER + 1]
    if len(head) <= _LONGEST_HEADER or not head[0] & 0x80:
        return False
    if head[0] & 0x40:
        tag, length = head[0] & 0x3F, _new_length(head[1])
    else:
        tag, kind = (head[0] >> 2) & 0x0F, head[0] & 0x03
        length = _OLD_LENGTHS[kind] if kind < len(_OLD_LENGTHS) else 0
    return tag == _SECRET_KEY and length > 0 and head[1 + length] in _VERSIONS


def _new_length(first: int) -> int:
    if first < 192:  # noqa: PLR2004  as the standard has it
        return 1
    if first < 224:  # noqa: PLR2004  as the standard has it
        return 2
    return 5 if first == 255 else 0  # noqa: PLR2004  as the standard has it
