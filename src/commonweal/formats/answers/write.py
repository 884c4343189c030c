# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Write answers as YAML that a person can review line by line."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from commonweal.formats.answers.read import MARK, VERSION, Statement


def written(statements: Iterable[Statement]) -> str:
    """Give the file's text; reading it back gives the same answers."""
    return "".join(_lines(statements))


def _lines(statements: Iterable[Statement]) -> Iterator[str]:
    yield "# Answers of an open source programme office. Review them as you review code.\n"
    yield f"{MARK}: {VERSION}\nanswers:"
    is_empty = True
    for statement in sorted(statements, key=_place):
        is_empty = False
        yield f"\n  - subject: {_quoted(statement.subject)}\n"
        yield f"    control: {_quoted(statement.control)}\n"
        yield f"    verdict: {statement.verdict}\n"
        yield f"    because: {_quoted(statement.because)}\n"
        yield f"    author: {_quoted(statement.author)}\n"
        yield f"    date: {_quoted(_spelled(statement.stated_at))}\n"
        if statement.link:
            yield f"    link: {_quoted(statement.link)}\n"
        if statement.until:
            yield f"    until: {_quoted(_spelled(statement.until))}\n"
    if is_empty:
        yield " []\n"


def _place(statement: Statement) -> tuple[str, str, datetime, str]:
    """In the order of subjects and controls; what may be missing is compared as text."""
    return statement.subject, statement.control, statement.stated_at, repr(statement)


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    """YAML's own escapes: JSON writes what lies beyond 16 bits in two halves, YAML does not."""
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08X}"


def _spelled(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
