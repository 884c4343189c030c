# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Maven: numbers and qualifiers, by the order that its description of a POM gives.

Maven's own comparison is no order: it finds 1.x < 1-alpha < 1 < 1.x. Here qualifiers that
come before a release always come before the others, which makes it one; all else is Maven's.
"""

import re
from typing import NamedTuple

from commonweal.packages.versions.padding import Key

ECOSYSTEMS = ("Maven",)
_TOKEN = re.compile(r"[0-9]{1,256}|[^0-9]{1,256}")
_SEPARATED = re.compile(r"([.-]?)([^.-]{0,256})")
_SPELLINGS = {"cr": "rc", "ga": "", "final": "", "release": ""}
# These are short for words only where a number follows at once.
_SHORT = {"a": "alpha", "b": "beta", "m": "milestone"}
_BEFORE = ("alpha", "beta", "milestone", "rc", "snapshot")
# What may come next, from the earliest; a version that ends stands in between.
_EARLIER, _EARLIER_AFTER_ZEROS, _END, _LATER, _DASHED, _LATER_AFTER_ZEROS, _POINTED = range(7)


class Token(NamedTuple):
    """A number or a qualifier in small letters, and whether a dash stands before it."""

    is_dashed: bool
    text: str

    @property
    def is_nothing(self) -> bool:
        """Tell whether it may be left out at an end."""
        return not self.text.strip("0")

    @property
    def is_number(self) -> bool:
        """Tell a number from a qualifier."""
        return self.text.isascii() and self.text.isdigit()


def key(text: str) -> Key:
    """See https://maven.apache.org/pom.html#version-order-specification."""
    parts: list[Key] = []
    zeros = 0
    for place, token in enumerate(_trimmed(_tokens(text.strip().lower()))):
        if place and not token.is_dashed and token.is_nothing:
            # Zeros count with what they stand before: 1.0.1 comes before 1.1.
            zeros += 1
            continue
        if token.is_number or not token.text:
            kind = _DASHED if token.is_dashed else _POINTED
            parts.append((kind, -zeros, int(token.text or "0")))
        else:
            parts.append(_qualifier(token, zeros))
        zeros = 0
    return (*parts, (_END,))


def _qualifier(token: Token, zeros: int) -> Key:
    """One after a point comes before one after a dash."""
    if token.text in _BEFORE:
        kind = _EARLIER_AFTER_ZEROS if zeros else _EARLIER
        return (kind, zeros, token.is_dashed, _BEFORE.index(token.text))
    kind = _LATER_AFTER_ZEROS if zeros else _LATER
    return (kind, zeros, token.is_dashed, token.text != "sp", token.text)


def _tokens(text: str) -> list[Token]:
    """Split at points and dashes, and with a dash where numbers and letters meet."""
    tokens: list[Token] = []
    for found in _SEPARATED.finditer(text):
        separator, piece = found.groups()
        if not separator and not piece and tokens:
            continue
        runs = _TOKEN.findall(piece) or [""]
        for place, run in enumerate(runs):
            is_last = place == len(runs) - 1
            word = _SPELLINGS.get(run, run)
            word = word if is_last else _SHORT.get(word, word)
            is_dashed = separator == "-" or place > 0
            tokens.append(
                Token(is_dashed, (word.lstrip("0") or "0") if "0" <= word[:1] <= "9" else word)
            )
    return tokens


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Leave out what is nothing before a dash and at the end."""
    kept: list[Token] = []
    for token in tokens:
        if token.is_dashed:
            _trim(kept)
        kept.append(token)
    _trim(kept)
    return kept


def _trim(tokens: list[Token]) -> None:
    while len(tokens) > 1 and tokens[-1].is_nothing:
        tokens.pop()
