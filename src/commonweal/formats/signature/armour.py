# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The text around a signature: lines of base64 between a first and a last line."""

import binascii
import re

MOST_BYTES = 64 * 1024
_BEGIN = re.compile(rb"^-----BEGIN ([A-Z ]{1,40})-----[ \t\r]{0,4}$", re.MULTILINE)
_END = b"-----END "
_KINDS = (("PGP", "openpgp"), ("SSH", "ssh"), ("SIGNED MESSAGE", "x509"))


def start_of(content: bytes) -> int | None:
    """Where the last signature of a text starts; None where there is none."""
    starts = [match.start() for match in _BEGIN.finditer(content)]
    return starts[-1] if starts else None


def kind_of(text: bytes) -> str:
    """Give openpgp, ssh, x509, or other."""
    match = _BEGIN.match(text)
    label = match[1].decode() if match else ""
    return next((kind for start, kind in _KINDS if label.startswith(start)), "other")


def bytes_of(text: bytes) -> bytes | None:
    """Decode what stands between the lines; None where it is no base64 or too much of it."""
    if len(text) > MOST_BYTES:
        return None
    rows = [row.strip() for row in text.split(b"\n")[1:]]
    end = next((at for at, row in enumerate(rows) if row.startswith(_END)), None)
    if end is None:
        return None
    rows = rows[:end]
    # Headers of OpenPGP end with an empty line; its check sum has a sign before it.
    if b"" in rows and any(b": " in row for row in rows[: rows.index(b"")] or [b": "]):
        rows = rows[rows.index(b"") + 1 :]
    encoded = b"".join(row for row in rows if not row.startswith(b"="))
    try:
        return binascii.a2b_base64(encoded, strict_mode=True)
    except binascii.Error:
        return None
