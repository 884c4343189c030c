# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Signatures by SSH keys, as OpenSSH's PROTOCOL.sshsig describes them, verified here.

Whether a key is anybody's in particular is another question, which no signature answers.
"""

import base64
import hashlib
import struct
from typing import NamedTuple

MAGIC = b"SSHSIG"
_VERSION = 1
# What git asks a key to sign for.
NAMESPACE = b"git"
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_CURVES = {b"nistp256": 32, b"nistp384": 48, b"nistp521": 66}
# Larger numbers only make a check slow.
_MOST_BITS = 16_384
_SECURITY_KEYS = {
    b"sk-ssh-ed25519@openssh.com": b"ssh-ed25519",
    b"sk-ecdsa-sha2-nistp256@openssh.com": b"ecdsa-sha2-nistp256",
}


class Broken(Exception):
    """The bytes are no signature."""


class SshSignature(NamedTuple):
    """Its parts, as they are packed; `key` is the whole public key."""

    key: bytes
    namespace: bytes
    reserved: bytes
    hash_name: bytes
    signature: bytes

    @property
    def key_text(self) -> str:
        """The key as files of keys write it, without its type."""
        return base64.b64encode(self.key).decode()


class _Packed:
    """Fields one after the other, each with its length before it."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def take(self, count: int) -> bytes:
        if count < 0 or self._at + count > len(self._content):
            raise Broken
        self._at += count
        return self._content[self._at - count : self._at]

    def number(self) -> int:
        (value,) = struct.unpack(">I", self.take(4))
        return int(value)

    def text(self) -> bytes:
        return self.take(self.number())

    def large(self) -> int:
        value = self.text()
        if len(value) * 8 > _MOST_BITS or value[:1] >= b"\x80":
            raise Broken
        return int.from_bytes(value, "big")

    def end(self) -> None:
        if self._at != len(self._content):
            raise Broken


def read_ssh(content: bytes) -> SshSignature:
    """Take a signature apart; `Broken` where it is none."""
    packed = _Packed(content)
    if packed.take(len(MAGIC)) != MAGIC or packed.number() != _VERSION:
        raise Broken
    read = SshSignature(*(packed.text() for _ in range(5)))
    packed.end()
    return read


def fits(read: SshSignature, content: bytes) -> bool | None:
    """Tell whether a signature is that of a content; None for kinds of keys not known here."""
    digest = _HASHES.get(read.hash_name)
    if digest is None:
        return None
    if read.namespace != NAMESPACE:
        return False
    signed = MAGIC + b"".join(
        struct.pack(">I", len(part)) + part
        for part in (read.namespace, read.reserved, read.hash_name, digest(content).digest())
    )
    try:
        return _fits_key(_Packed(read.key), _Packed(read.signature), signed)
    except Broken:
        return False


def _fits_key(key: _Packed, signature: _Packed, signed: bytes) -> bool | None:
    kind, form = key.text(), signature.text()
    plain = _SECURITY_KEYS.get(kind, kind)
    if kind == b"ssh-rsa":
        return _fits_rsa(key, form, signature, signed)
    if plain != b"ssh-ed25519" and not plain.startswith(b"ecdsa-sha2-"):
        return None
    if form != kind:
        return False
    curve = key.text() if plain.startswith(b"ecdsa-sha2-") else b""
    point, value = key.text(), signature.text()
    if plain != kind:
        # The key itself counts and says who touched it; the digest takes the content's place.
        application = key.text()
        counted = signature.take(5)
        signed = hashlib.sha256(application).digest() + counted + hashlib.sha256(signed).digest()
    key.end()
    signature.end()
    if plain == b"ssh-ed25519":
        return _fits_ed25519(point, value, signed)
    if plain.removeprefix(b"ecdsa-sha2-") != curve or curve not in _CURVES:
        return False
    return _fits_ecdsa(curve, point, value, signed)


def _fits_ed25519(point: bytes, value: bytes, signed: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  slow to load
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(point).verify(value, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _fits_ecdsa(curve: bytes, point: bytes, value: bytes, signed: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415

    curves: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
        b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
        b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
        b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
    }
    numbers = _Packed(value)
    pair = numbers.large(), numbers.large()
    numbers.end()
    group, digest = curves[curve]
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(group, point)
        key.verify(utils.encode_dss_signature(*pair), signed, ec.ECDSA(digest))
    except (InvalidSignature, ValueError):
        return False
    return True


def _fits_rsa(key: _Packed, form: bytes, signature: _Packed, signed: bytes) -> bool:
    """The old form over SHA-1 is not allowed, so it never fits."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: PLC0415

    digests: dict[bytes, hashes.HashAlgorithm] = {
        b"rsa-sha2-256": hashes.SHA256(),
        b"rsa-sha2-512": hashes.SHA512(),
    }
    exponent, modulus, value = key.large(), key.large(), signature.text()
    key.end()
    signature.end()
    if form not in digests:
        return False
    # A signature may be written without the zeros before it.
    value = value.rjust((modulus.bit_length() + 7) // 8, b"\0")
    try:
        public = rsa.RSAPublicNumbers(exponent, modulus).public_key()
        public.verify(value, signed, padding.PKCS1v15(), digests[form])
    except (InvalidSignature, ValueError):
        return False
    return True
