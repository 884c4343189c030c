# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Signatures are verified by the key that they name; a changed byte never is."""

import base64
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.formats.signature import Signature, read_signature, signed_parts
from tests.gitkit import git, init

CONTENT = b"object " + b"a" * 40 + b"\ntype commit\ntag v1\n\nFirst\n"


def packed(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def number(value: int) -> bytes:
    return value.to_bytes(value.bit_length() // 8 + 1, "big")


def armoured(content: bytes, label: str = "SSH SIGNATURE", head: bytes = b"") -> bytes:
    text = base64.encodebytes(content)
    return b"-----BEGIN %b-----\n%b%b-----END %b-----\n" % (
        *(label.encode(), head, text),
        label.encode(),
    )


def message(content: bytes, *, namespace: bytes = b"git", hash_name: str = "sha512") -> bytes:
    digest = hashes.Hash(hashes.SHA512() if hash_name == "sha512" else hashes.SHA256())
    digest.update(content)
    return b"SSHSIG" + packed(namespace, b"", hash_name.encode(), digest.finalize())


def sealed(
    key: bytes, signature: bytes, *, namespace: bytes = b"git", hash_name: str = "sha512"
) -> bytes:
    head = b"SSHSIG" + struct.pack(">I", 1)
    return head + packed(key, namespace, b"", hash_name.encode(), signature)


def by_ed25519(content: bytes, **options: bytes) -> tuple[bytes, bytes]:
    private = ed25519.Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    key = packed(b"ssh-ed25519", private.public_key().public_bytes_raw())
    value = private.sign(message(content, **options))  # type: ignore[arg-type]  # options are names
    return key, sealed(key, packed(b"ssh-ed25519", value), **options)  # type: ignore[arg-type]


def by_ecdsa(content: bytes, curve: ec.EllipticCurve, digest: hashes.HashAlgorithm) -> bytes:
    private = ec.generate_private_key(curve)
    numbers = private.public_key().public_numbers()
    width = (curve.key_size + 7) // 8
    point = b"\4" + numbers.x.to_bytes(width, "big") + numbers.y.to_bytes(width, "big")
    name = f"nistp{curve.key_size}".encode()
    kind = b"ecdsa-sha2-" + name
    pair = utils.decode_dss_signature(private.sign(message(content), ec.ECDSA(digest)))
    return sealed(packed(kind, name, point), packed(kind, packed(*(number(one) for one in pair))))


def by_rsa(content: bytes, form: bytes, digest: hashes.HashAlgorithm) -> bytes:
    private = rsa.generate_private_key(public_exponent=65_537, key_size=2048)
    numbers = private.public_key().public_numbers()
    value = private.sign(message(content), padding.PKCS1v15(), digest)
    return sealed(packed(b"ssh-rsa", number(numbers.e), number(numbers.n)), packed(form, value))


def test_an_ed25519_signature_is_verified_and_tells_its_key() -> None:
    key, content = by_ed25519(CONTENT)

    read = read_signature(CONTENT, armoured(content))

    assert read == Signature("ssh", base64.b64encode(key).decode(), is_verified=True)
    assert read_signature(CONTENT + b"\n", armoured(content)).is_verified is False


@pytest.mark.parametrize(
    ("curve", "digest"),
    [
        (ec.SECP256R1(), hashes.SHA256()),
        (ec.SECP384R1(), hashes.SHA384()),
        (ec.SECP521R1(), hashes.SHA512()),
    ],
    ids=["p256", "p384", "p521"],
)
def test_curves_are_verified(curve: ec.EllipticCurve, digest: hashes.HashAlgorithm) -> None:
    text = armoured(by_ecdsa(CONTENT, curve, digest))

    assert read_signature(CONTENT, text).is_verified is True
    assert read_signature(b"other", text).is_verified is False


@pytest.mark.parametrize(
    ("form", "digest", "fits"),
    [
        (b"rsa-sha2-256", hashes.SHA256(), True),
        (b"rsa-sha2-512", hashes.SHA512(), True),
        (b"rsa-sha2-512", hashes.SHA256(), False),
        (b"ssh-rsa", hashes.SHA256(), False),
    ],
)
def test_rsa_is_verified_in_its_newer_forms_only(
    form: bytes, digest: hashes.HashAlgorithm, *, fits: bool
) -> None:
    assert read_signature(CONTENT, armoured(by_rsa(CONTENT, form, digest))).is_verified is fits


def test_a_signature_for_another_purpose_is_none_for_git() -> None:
    _, content = by_ed25519(CONTENT, namespace=b"file")

    assert read_signature(CONTENT, armoured(content)).is_verified is False


def test_a_kind_of_key_that_is_not_known_cannot_be_tried() -> None:
    content = sealed(packed(b"ssh-new", b"k"), packed(b"ssh-new", b"s"))

    assert read_signature(CONTENT, armoured(content)).is_verified is None


@settings(max_examples=300, deadline=None)
@given(at=st.integers(0, 10_000), bit=st.integers(0, 7), of_content=st.booleans())
def test_a_flipped_bit_never_verifies(at: int, bit: int, *, of_content: bool) -> None:
    """A bit of the key, of the signature, of its frame, or of what is signed."""
    _, signature = by_ed25519(CONTENT)
    changed = bytearray(CONTENT if of_content else signature)
    changed[at % len(changed)] ^= 1 << bit
    content = bytes(changed) if of_content else CONTENT

    read = read_signature(content, armoured(signature if of_content else bytes(changed)))

    assert read.is_verified is not True


@given(
    st.binary(max_size=400), st.sampled_from(["SSH SIGNATURE", "PGP SIGNATURE", "SIGNED MESSAGE"])
)
def test_no_bytes_make_it_raise(content: bytes, label: str) -> None:
    assert read_signature(CONTENT, armoured(content, label)).is_verified is not True
    assert read_signature(CONTENT, content).is_verified is not True


def subpacket(kind: int, value: bytes) -> bytes:
    return bytes([len(value) + 1, kind]) + value


@pytest.mark.parametrize(
    "head", [b"\xc2\x3a", b"\x88\x3a", b"\x89\x00\x3a"], ids=["new", "old", "old of two bytes"]
)
def test_an_openpgp_signature_tells_its_key_and_is_not_verified(head: bytes) -> None:
    print_ = bytes(range(20))
    hashed = subpacket(2, b"\0\0\0\1") + subpacket(33, b"\4" + print_)
    body = b"\4\0\x16\x08" + struct.pack(">H", len(hashed)) + hashed
    other = subpacket(16, print_[-8:])
    body += struct.pack(">H", len(other)) + other + b"\0\0" + b"x" * 8
    body = body.ljust(0x3A, b"x")[:0x3A]

    read = read_signature(CONTENT, armoured(head + body, "PGP SIGNATURE", b"Version: 1\n\n"))

    assert read == Signature("openpgp", print_.hex().upper(), None)


def test_without_a_fingerprint_the_id_of_the_key_is_told() -> None:
    area = subpacket(16, b"\1\2\3\4\5\6\7\x08")
    body = b"\4\0\1\x08\0\0" + struct.pack(">H", len(area)) + area + b"\0\0"

    text = armoured(bytes([0xC2, len(body)]) + body, "PGP SIGNATURE", b"\n")

    assert read_signature(CONTENT, text) == Signature("openpgp", "0102030405060708", None)


def test_a_tag_is_split_before_its_last_signature() -> None:
    text = armoured(b"s")
    quoted = CONTENT + b"It quotes:\n" + armoured(b"q") + b"and goes on.\n"

    assert signed_parts(quoted + text) == (quoted, text)
    assert signed_parts(CONTENT) is None


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen")
@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_what_git_and_openssh_sign_is_verified(kind: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "ada", "-f", str(key)], check=True
    )
    repository = init(tmp_path / "r")
    tree = git(repository, "mktree").decode().strip()
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))
    }
    commit = git(repository, "commit-tree", tree, "-m", "First", stdin=b"", **who).decode().strip()
    settings_ = ["-c", "gpg.format=ssh", "-c", f"user.signingKey={key}"]
    git(repository, *settings_, "tag", "-s", "-m", "First", "v1", commit, stdin=b"", **who)
    parts = signed_parts(git(repository, "cat-file", "tag", "v1"))
    assert parts is not None

    read = read_signature(*parts)

    public = key.with_suffix(".pub").read_text().split()
    assert read == Signature("ssh", public[1], is_verified=True)
    assert read_signature(parts[0].replace(b"First", b"Forst"), parts[1]).is_verified is False
