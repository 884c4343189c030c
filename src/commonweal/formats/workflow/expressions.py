# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which values of the contexts can come out of an expression of a workflow.

What is only compared or searched gives true or false, and does not come out.
https://docs.github.com/actions/reference/workflows-and-actions/expressions
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LONGEST = 4_000
_DEEPEST = 50
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>[+-]?[0-9][0-9a-zA-Z.+-]*)"
    r"|(?P<name>[A-Za-z_][\w-]*)|(?P<sign>\|\||&&|[=!<>]=|[<>!()\[\].,*]))"
)
_COMPARED = frozenset({"==", "!=", "<", "<=", ">", ">="})
_SEARCHED = frozenset(
    {"always", "cancelled", "contains", "endswith", "failure", "hashfiles", "startswith", "success"}
)


class Value(NamedTuple):
    """A value of a context: small letters, `*` for any index; whole where it is written as JSON."""

    path: tuple[str, ...]
    is_whole: bool = False


class _Unreadable(Exception):
    """The text is no expression."""


def values_of(expression: str) -> tuple[Value, ...]:
    """Give the values that can come out; of what cannot be read, all that are named in it."""
    tokens = list(_tokens(expression[:_LONGEST]))
    reader = _Reader(tokens)
    try:
        found = reader.any_of(0)
    except _Unreadable:
        return tuple(_named(tokens))
    return tuple(_named(tokens)) if reader.current else found


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while match := _TOKEN.match(text, place):
        yield match[0].strip()
        place = match.end()
    if text[place:].strip():
        yield "?"


def _named(tokens: list[str]) -> Iterator[Value]:
    for start, token in enumerate(tokens):
        if token.casefold() == "github" and (not start or tokens[start - 1] != "."):
            yield Value(_Reader(tokens[start:]).path(), is_whole=True)


class _Reader:
    """Reads tokens by precedence; each method gives the values that come out of its part."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._place = tokens, 0

    @property
    def current(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _take(self, *wanted: str) -> bool:
        is_there = self.current in wanted and bool(self.current)
        self._place += is_there
        return is_there

    def any_of(self, depth: int) -> tuple[Value, ...]:
        found = self._last_of(depth)
        while self._take("||"):
            found += self._last_of(depth)
        return found

    def _last_of(self, depth: int) -> tuple[Value, ...]:
        # What is not the last comes out only where it is empty.
        found = self._compared(depth)
        while self._take("&&"):
            found = self._compared(depth)
        return found

    def _compared(self, depth: int) -> tuple[Value, ...]:
        found = self._single(depth)
        while self._take(*_COMPARED):
            self._single(depth)
            found = ()
        return found

    def _single(self, depth: int) -> tuple[Value, ...]:
        if depth > _DEEPEST:
            raise _Unreadable
        if self._take("!"):
            self._single(depth + 1)
            return ()
        if self._take("("):
            found = self.any_of(depth + 1)
            self._close(")")
            # Of what is in brackets any part may be taken.
            return tuple(Value((*value.path, *self._rest()), value.is_whole) for value in found)
        token = self.current
        if token[:1] == "'" or token[:1].isdigit() or token[:1] in ("+", "-"):
            self._place += 1
            return ()
        if token[:1].isalpha() or token[:1] == "_":
            is_call = self._place + 1 < len(self._tokens) and self._tokens[self._place + 1] == "("
            return self._called(depth) if is_call else (Value(self.path()),)
        raise _Unreadable

    def _called(self, depth: int) -> tuple[Value, ...]:
        name = self.current.casefold()
        self._place += 2
        found: tuple[Value, ...] = ()
        while not self._take(")"):
            found += self.any_of(depth + 1)
            if not self._take(",") and self.current != ")":
                raise _Unreadable
        self._rest()
        if name in _SEARCHED:
            return ()
        return (
            tuple(value._replace(is_whole=True) for value in found) if name == "tojson" else found
        )

    def path(self) -> tuple[str, ...]:
        first = self.current.casefold()
        self._place += 1
        return (first, *self._rest())

    def _rest(self) -> tuple[str, ...]:
        parts: list[str] = []
        while self.current in (".", "["):
            if self._take("."):
                parts.append(self.current.casefold())
                self._place += 1
            else:
                parts.append(self._index())
        return tuple(parts)

    def _index(self) -> str:
        self._take("[")
        key, depth = self.current, 1
        is_text = key[:1] == "'"
        # What is counted out or worked out may be any entry.
        while depth:
            if not self.current:
                raise _Unreadable
            self._place += 1
            depth += (self.current == "[") - (self.current == "]")
        self._close("]")
        return key[1:-1].casefold() if is_text else "*"

    def _close(self, token: str) -> None:
        if not self._take(token):
            raise _Unreadable
