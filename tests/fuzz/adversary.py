# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lines made to be slow for a pattern: read from the pattern itself, not guessed."""

import re
from collections.abc import Iterator
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]  # undocumented, in every CPython
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_FAIL = "\x01"
_MOST = 300
_SAMPLES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: "-",
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def adversarial_lines(pattern: str, length: int, flags: int = 0) -> Iterator[str]:
    """Give lines of about a length: pumped repeats that then fail, and beginnings over and over."""
    seen = set()
    for before, unit in _pumps(pattern, flags & re.VERBOSE):
        # A repeat that goes on and then fails; and with its prefix, from every start.
        seen.add(_filled(before, unit, length))
        seen.add(_filled("", before + unit, length))
    # What is a space may be the end of a line, and there may be nothing but these.
    seen |= {line.replace(" ", "\n") for line in seen if " " in line}
    seen |= {_filled("", blank, length) for blank in " \t\n"}
    yield from sorted(seen)[:_MOST]


def _filled(before: str, unit: str, length: int) -> str:
    return (before + unit * (1 + length // len(unit)))[:length] + _FAIL


@cache
def _pumps(pattern: str, flags: int) -> frozenset[tuple[str, str]]:
    """What comes before a repeat, or nothing, and what is repeated."""
    tree = parser.parse(pattern, flags)
    found = set()
    for at in range(_count_repeats(tree)):
        before, pump = _Example(at).of(tree)
        found |= {(start, unit) for start in ("", before) for unit in (pump, pump[:1]) if unit}
    whole, _ = _Example(-1).of(tree)
    return frozenset(
        found | {("", one) for one in (whole, whole[:-1], whole[:1], whole[:2]) if one}
    )


def _count_repeats(tree: Any) -> int:
    """Count the repeats of a parsed pattern, those within others too."""
    found = 0
    for op, value in tree:
        if op in _REPEATS:
            found += 1 + _count_repeats(value[2])
        elif op is sre.BRANCH:
            found += sum(_count_repeats(one) for one in value[1])
        elif op is sre.SUBPATTERN:
            found += _count_repeats(value[3])
        elif op is sre.ATOMIC_GROUP:
            found += _count_repeats(value)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            found += _count_repeats(value[1])
    return found


class _Example:
    """Build a text that a pattern matches, up to the repeat that is to be pumped."""

    def __init__(self, pumped: int) -> None:
        self._pumped, self._at = pumped, -1
        self._pump: str | None = None

    def of(self, tree: Any) -> tuple[str, str]:
        """Give the text before the repeat, and what the repeat repeats."""
        text = self._text(tree)
        return text, self._pump or ""

    def _text(self, tree: Any) -> str:
        parts = []
        for op, value in tree:
            if self._pump is not None:
                break
            parts.append(self._one(op, value))
        return "".join(parts)

    def _one(self, op: Any, value: Any) -> str:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        if op is sre.ANY:
            return "a"
        if op is sre.IN:
            return _member(value)
        if op in _REPEATS:
            return self._repeat(value)
        if op is sre.BRANCH:
            return self._branch(value[1])
        if op is sre.SUBPATTERN:
            return self._text(value[3])
        if op is sre.ATOMIC_GROUP:
            return self._text(value)
        if op is sre.ASSERT:
            self._text(value[1])
        return ""

    def _repeat(self, value: Any) -> str:
        least, _, inner = value
        self._at += 1
        if self._at == self._pumped:
            self._pump = _Example(-1).of(inner)[0]
            return ""
        # What may be left out is left out, unless the pump is in it.
        text = self._text(inner)
        return text * least if self._pump is None else text

    def _branch(self, branches: Any) -> str:
        """Take the branch with the pump, else the first."""
        first = None
        for one in branches:
            text = self._text(one)
            if self._pump is not None:
                return text
            first = text if first is None else first
        return first or ""


def _member(members: Any) -> str:
    """A character of a class; of a negated one some that it does not name."""
    if members[0][0] is sre.NEGATE:
        named = re.compile(
            "|".join(f"(?:{re.escape(one)})" for one in _named(members[1:])) or "(?!)"
        )
        return next(one for one in "a1 -.,:;/<>()[]\"'\u00e9" if not named.fullmatch(one))
    return _named(members)[0]


def _named(members: Any) -> list[str]:
    found: list[str] = []
    for op, value in members:
        if op is sre.LITERAL:
            found.append(chr(value))
        elif op is sre.RANGE:
            found += [chr(one) for one in range(value[0], min(value[1], value[0] + 600) + 1)]
        elif op is sre.CATEGORY:
            found.append(_SAMPLES.get(value, "a"))
    return found or ["a"]
