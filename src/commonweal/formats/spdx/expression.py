# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which licences an SPDX expression names."""

import functools
import re
from typing import Any

# Longer ones are no expressions, and parsing recurses once per bracket.
_LONGEST = 300
_MOST_BRACKETS = 32
_ID = re.compile(r"[A-Za-z0-9.+:_-]+")
_TOKEN = re.compile(r"[()]|[^\s()]+")


def licence_ids(expression: str) -> tuple[str, ...]:
    """Give the known ids of an expression in their proper spelling, sorted.

    An exception stays with its licence ("GPL-2.0-only WITH ..."); references of
    one's own ("LicenseRef-...") count as known. Empty where anything is unknown.
    """
    text = expression.strip()
    return _ids(text) if len(text) <= _LONGEST else ()


@functools.lru_cache(maxsize=4096)
def _ids(text: str) -> tuple[str, ...]:
    if text.count("(") > _MOST_BRACKETS or not _is_well_formed(text):
        return ()
    licensing, refusals = _licensing()
    try:
        parsed = licensing.parse(text, validate=False)
    except refusals:
        return ()
    if parsed is None:
        return ()
    unknown = licensing.unknown_license_keys(parsed)
    if any(not key.startswith(("LicenseRef-", "DocumentRef-")) for key in unknown):
        return ()
    return tuple(sorted({str(literal) for literal in parsed.literals}))


def _is_well_formed(text: str) -> bool:
    """Check operands, operators and brackets: the library fails oddly where they do not fit."""
    depth, is_operand_next = 0, True
    for token in _TOKEN.findall(text):
        is_operator = token.upper() in ("AND", "OR", "WITH")
        if token == "(":
            depth += 1
        elif token == ")":
            depth -= 1
        if depth < 0 or is_operand_next == (is_operator or token == ")"):
            return False
        if token not in ("(", ")"):
            is_operand_next = is_operator
    return depth == 0 and not is_operand_next


@functools.cache
def _licensing() -> tuple[Any, tuple[type[Exception], ...]]:
    """Load the list of known licences, and what the library raises; slow, so only when asked."""
    import license_expression as library  # type: ignore[import-untyped]  # noqa: PLC0415  it ships no types

    return library.get_spdx_licensing(), (library.ExpressionError, library.ExpressionParseError)


def expression_parts(expression: str) -> tuple[str, ...]:
    """Give the ids of an expression as they are written, exceptions apart and unknown ones too.

    Empty where it is no well-formed expression.
    """
    text = expression.strip()
    if len(text) > _LONGEST or text.count("(") > _MOST_BRACKETS or not _is_well_formed(text):
        return ()
    words = {word for word in _TOKEN.findall(text) if word not in ("(", ")")}
    ids = {word for word in words if word.upper() not in ("AND", "OR", "WITH")}
    return tuple(sorted(ids)) if all(map(_ID.fullmatch, ids)) else ()


@functools.cache
def library_ids() -> frozenset[str]:
    """All ids of licences and exceptions that the library knows, references of its own left out."""
    licensing, _ = _licensing()
    symbols = licensing.known_symbols.values()
    spellings = {alias for symbol in symbols for alias in (symbol.key, *symbol.aliases)}
    return frozenset(
        spelling for spelling in spellings if " " not in spelling and not spelling.startswith(_OWN)
    )


_OWN = ("LicenseRef-", "DocumentRef-")
