# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Keys as bytes whose order is that of the versions, so that a database can compare them.

The encoding is our own. Every value begins with a byte above that of an end, so that what
goes on comes after what stops, as with tuples; numbers carry their length before their
digits, texts escape the byte that ends them.
"""

import functools
from typing import Any

from commonweal.packages.versions.ordering import key_of

_END, _TUPLE, _NEGATIVE, _NUMBER, _TEXT = b"\x00", b"\x01", b"\x02", b"\x03", b"\x04"
_NUL, _ESCAPED = b"\x00", b"\x00\xff"
_MOST_BYTES = 0xFFFF


def sortable_key(ecosystem: str, version: str) -> bytes | None:
    """Give the key of a version as bytes; None where the ecosystem's order is not known.

    Keys of one ecosystem compare like `compare`; those of two never mean anything together.
    """
    key = key_of(ecosystem, version)
    return None if key is None else _encoded(key)


def _encoded(key: tuple[Any, ...]) -> bytes:
    """Walk through the tuples with a stack, for nothing here may recurse on foreign input."""
    parts: list[bytes] = []
    waiting: list[Any] = [iter(key)]
    while waiting:
        value = next(waiting[-1], _END)
        if value is _END:
            waiting.pop()
            parts.append(_END)
        elif isinstance(value, tuple):
            parts.append(_TUPLE)
            waiting.append(iter(value))
        elif isinstance(value, str):
            text = value.encode("utf-8", "surrogatepass").replace(_NUL, _ESCAPED)
            parts.append(_TEXT + text + _NUL)
        else:
            parts.append(_number(value))
    return b"".join(parts)


@functools.lru_cache(maxsize=4_096)
def _number(value: int) -> bytes:
    """Numbers of versions are few and come again and again."""
    size = min((abs(value).bit_length() + 7) // 8, _MOST_BYTES)
    digits = abs(value).to_bytes(size, "big")
    if value >= 0:
        return _NUMBER + size.to_bytes(2, "big") + digits
    # The larger the amount, the earlier: length and digits are turned over.
    turned = bytes(255 - digit for digit in digits)
    return _NEGATIVE + (_MOST_BYTES - size).to_bytes(2, "big") + turned
