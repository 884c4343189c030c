# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One entrance for signatures of all kinds; it never raises."""

from typing import NamedTuple

from commonweal.formats.signature.armour import bytes_of, kind_of, start_of
from commonweal.formats.signature.openpgp import issuer_of
from commonweal.formats.signature.ssh import Broken, fits, read_ssh


class Signature(NamedTuple):
    """What a signature tells.

    `key` is the public key of an SSH signature (base64, as files of keys write
    it), the fingerprint or id of an OpenPGP key, and empty otherwise. `is_verified`
    says whether the signature fits the content by that very key; None where that
    takes a key or a certificate that is not in it.
    """

    kind: str
    key: str
    is_verified: bool | None


def signed_parts(content: bytes) -> tuple[bytes, bytes] | None:
    """Split a raw tag into what was signed and the signature; None where it has none."""
    at = start_of(content)
    return None if at is None else (content[:at], content[at:])


def signed_commit_parts(content: bytes) -> tuple[bytes, bytes]:
    """Split a raw commit into what was signed and the signature.

    Git signs the object without its signature headers; a header goes on in lines that
    begin with a space.
    """
    head, gap, message = content.partition(b"\n\n")
    kept: list[bytes] = []
    signature: list[bytes] = []
    is_signature = False
    for line in head.split(b"\n"):
        if line.startswith(b" ") and is_signature:
            signature.append(line[1:])
            continue
        name, _, value = line.partition(b" ")
        is_signature = name in (b"gpgsig", b"gpgsig-sha256")
        if is_signature and not signature:
            signature.append(value)
        elif not is_signature:
            kept.append(line)
    return b"\n".join(kept) + gap + message, b"\n".join(signature)


def read_signature(signed: bytes, text: bytes) -> Signature:
    """Read a signature with its first and last line, over the bytes that it should sign."""
    kind = kind_of(text)
    if kind == "openpgp":
        content = bytes_of(text)
        return Signature(kind, issuer_of(content) if content else "", None)
    if kind == "ssh":
        content = bytes_of(text)
        try:
            read = read_ssh(content or b"")
        except Broken:
            return Signature(kind, "", is_verified=False)
        return Signature(kind, read.key_text, fits(read, signed))
    return Signature(kind, "", None)
