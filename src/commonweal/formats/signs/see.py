# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""See signs in a file; the list of them is `signs.toml`."""

import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

import msgspec

from commonweal.formats.reuse.places import tags_seen
from commonweal.formats.reuse.tags import (
    BINARY_READ,
    NOT_TEXT,
    REUSE_COPYRIGHT,
    REUSE_LICENCE,
)
from commonweal.formats.signs.binary import binary_type
from commonweal.formats.signs.keyring import is_secret_keyring
from commonweal.formats.signs.passwords import CONFIG_PASSWORD, passwords_in
from commonweal.formats.signs.scripts import script_uses

# Signs that take more than a pattern to see.
BINARY = "binary_artifact"
SCRIPT_USE = "script_use"
PRIVATE_KEY = "private_key"
_KEYRINGS = frozenset({"gpg", "pgp", "key"})
_LONGEST_EXPRESSION = 400

# A pattern is tried on one line at a time, and only on lines that hold its needle.
_LONGEST_LINE = 2_000
_MOST_LINES = 20_000


class SignDefinition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a sign is seen; see the comments in `signs.toml`."""

    needles: tuple[str, ...]
    pattern: str = ""
    endings: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    keeps_value: bool = False
    most: int = 1


class FoundSign(NamedTuple):
    """A sign with its line, from 1, and what the pattern's group `value` held."""

    sign: str
    line: int
    value: str | None


class _Ready(NamedTuple):
    name: str
    definition: SignDefinition
    needles: tuple[bytes, ...]
    pattern: re.Pattern[bytes]


@functools.cache
def definitions() -> dict[str, SignDefinition]:
    """Read the list, once."""
    content = resources.files(__package__).joinpath("signs.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, SignDefinition])


@functools.cache
def _ready(ending: str) -> tuple[_Ready, ...]:
    """The signs to look for in files of an ending."""
    return tuple(
        _Ready(
            name,
            sign,
            tuple(needle.encode() for needle in sign.needles),
            re.compile(sign.pattern.encode()),
        )
        for name, sign in definitions().items()
        if (not sign.endings or ending in sign.endings) and ending not in sign.not_in
    )


def signs_in(path: str, content: bytes) -> Iterator[FoundSign]:
    """Give the signs in a file's content, at most `most` of each; linear in its size."""
    name = path.rpartition("/")[2].lower()
    ending = name.rpartition(".")[2] if "." in name else ""
    for sign in _ready(ending):
        if any(needle in content for needle in sign.needles):
            yield from _seen(sign, content)
    if ending in _KEYRINGS and is_secret_keyring(content):
        yield FoundSign(PRIVATE_KEY, 1, None)
    if type_ := binary_type(path, content):
        yield FoundSign(BINARY, 1, type_)
    for line, use in script_uses(path, content):
        yield FoundSign(SCRIPT_USE, line, use)
    for line in passwords_in(path, content):
        yield FoundSign(CONFIG_PASSWORD, line, None)
    yield from _reuse_signs(content)


def _reuse_signs(content: bytes) -> Iterator[FoundSign]:
    if b"\0" in content[:BINARY_READ]:
        yield FoundSign(NOT_TEXT, 1, None)
    for line, expression in tags_seen(content):
        if expression is None:
            yield FoundSign(REUSE_COPYRIGHT, line, None)
        else:
            yield FoundSign(REUSE_LICENCE, line, expression[:_LONGEST_EXPRESSION])


def _seen(sign: _Ready, content: bytes) -> Iterator[FoundSign]:
    """Look at the lines that hold a needle, in their order."""
    left, tried, line, start = sign.definition.most, 0, 1, 0
    # Where each needle is next; one that is found no more is never looked for again.
    ahead = {needle: content.find(needle) for needle in sign.needles}
    while left and tried < _MOST_LINES:
        ahead = {
            needle: at if at >= start else content.find(needle, start)
            for needle, at in ahead.items()
            if at >= 0
        }
        hits = [at for at in ahead.values() if at >= 0]
        if not hits:
            return
        begin = content.rfind(b"\n", start, min(hits)) + 1 or start
        end = content.find(b"\n", min(hits))
        end = len(content) if end < 0 else end
        line += content.count(b"\n", start, begin)
        if end - begin <= _LONGEST_LINE and (match := sign.pattern.search(content[begin:end])):
            yield FoundSign(sign.name, line, _value(sign, match))
            left -= 1
        tried, line, start = tried + 1, line + 1, end + 1


def _value(sign: _Ready, match: re.Match[bytes]) -> str | None:
    if not sign.definition.keeps_value:
        return None
    value: bytes = match["value"]
    return value[:200].decode("utf-8", "replace")
