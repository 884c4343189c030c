# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Debian and its kin: epoch, upstream version, revision, as deb-version(7) orders them."""

import re
from collections.abc import Iterator

from commonweal.packages.versions.padding import Key, padded

ECOSYSTEMS = ("Debian", "Ubuntu", "Echo", "opam")
_PAIR = re.compile(r"([^0-9]{0,256})([0-9]{0,256})")
# Tildes come before the end of a text, letters after it, all else after the letters.
_TILDE, _END, _OTHERS = 0, 1, 0x200000
_NOTHING: Key = ((_END,), 0)


def key(text: str) -> Key:
    """A missing epoch or revision counts as 0."""
    text = text.strip()
    epoch, colon, rest = text.partition(":")
    if not (colon and epoch.isascii() and epoch.isdigit()):
        epoch, rest = "0", text
    upstream, dash, revision = rest.rpartition("-")
    if not dash:
        upstream, revision = rest, ""
    return (int(epoch), padded(_pairs(upstream), _NOTHING), padded(_pairs(revision), _NOTHING))


def _pairs(text: str) -> Iterator[Key]:
    """Give what is no number and the number after it, again and again."""
    for found in _PAIR.finditer(text):
        word, number = found.groups()
        if word or number:
            yield ((*map(_weight, word), _END), int(number or "0"))


def _weight(letter: str) -> int:
    if letter == "~":
        return _TILDE
    return ord(letter) + (0 if letter.isascii() and letter.isalpha() else _OTHERS)
