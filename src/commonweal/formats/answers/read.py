# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read a file of answers; every mistake is told with its line."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

MARK = "commonweal-answers"
VERSION = "1"
VERDICTS = ("met", "not_met", "unknown", "not_applicable")
# An answer on `advisory/ID` says what VEX says.
ADVISORY = "advisory/"
STATUSES = ("not_affected", "affected", "fixed", "under_investigation")
_NEEDED = ("subject", "control", "verdict", "because", "author", "date")
_KNOWN = frozenset((*_NEEDED, "link", "until"))
_LONGEST = 4_000
_LINK = re.compile(r"https?://[^\s/?#]+(?:[/?#]\S*)?")


class Statement(NamedTuple):
    """One answer: `subject` is a project or `portfolio`, `control` is `standard/control`."""

    subject: str
    control: str
    verdict: str
    because: str
    author: str
    stated_at: datetime
    link: str | None = None
    until: datetime | None = None


class Fault(NamedTuple):
    """A mistake, with its line and column from 1; 0 where unknown."""

    path: str
    message: str
    line: int
    column: int


def read_statements(content: bytes) -> tuple[tuple[Statement, ...], tuple[Fault, ...]]:
    """Give the answers that can be understood, and what is wrong with the others."""
    try:
        document = read_yaml(content)
    except YamlRefused as refused:
        return (), (Fault("", refused.what, refused.line, refused.column),)
    value = document.value
    if not isinstance(value, Mapping) or MARK not in value:
        return (), (Fault("", f"the file does not begin with `{MARK}: {VERSION}`", 1, 1),)
    if str(value[MARK]) != VERSION:
        return (), (_fault(document, (MARK,), f"only version {VERSION} is understood"),)
    entries = value.get("answers")
    if not isinstance(entries, list):
        return (), (_fault(document, (), "`answers` must be a list"),)
    statements: list[Statement] = []
    faults: list[Fault] = []
    for number, entry in enumerate(entries):
        wrong = list(_faults_of(document, number, entry))
        faults += wrong
        if not wrong:
            statements.append(_statement(entry))
    return tuple(statements), tuple(faults)


def _fault(document: Document, path: tuple[str | int, ...], message: str) -> Fault:
    place = document.nearest(path)
    return Fault(".".join(str(part) for part in path), message, place.line, place.column)


def _faults_of(document: Document, number: int, entry: Any) -> Iterator[Fault]:
    here: tuple[str | int, ...] = ("answers", number)
    if not isinstance(entry, Mapping):
        yield _fault(document, here, "an answer must be a mapping")
        return
    for key in entry.keys() - _KNOWN:
        yield _fault(document, (*here, key), f"there is no key `{key}` in an answer")
    texts = {key: str(entry.get(key) or "").strip() for key in _KNOWN}
    verdicts = verdicts_on(texts["control"])
    for key in _NEEDED:
        if not texts[key]:
            yield _fault(document, here, f"`{key}` is missing")
    for key, text in sorted(texts.items()):
        if text and (wrong := _wrong(key, text, verdicts)):
            yield _fault(document, (*here, key), wrong)


def verdicts_on(control: str) -> tuple[str, ...]:
    """The words that an answer on a control may be."""
    return STATUSES if control.startswith(ADVISORY) else VERDICTS


def _wrong(key: str, text: str, verdicts: tuple[str, ...]) -> str:
    """What is wrong with the value of a key; empty where nothing is."""
    if len(text) > _LONGEST:
        return f"`{key}` is longer than {_LONGEST:,} characters"
    match key:
        case "verdict" if text not in verdicts:
            return f"`{text}` is no verdict; there are {', '.join(verdicts)}"
        case "control" if "/" not in text:
            return "a control is written as standard/control"
        case "date" | "until" if _moment(text, time.min) is None:
            return "a day is written as 2027-01-31"
        case "link" if not (_LINK.fullmatch(text) and text.isprintable()):
            return "a link begins with https:// or http://"
    return ""


def _statement(entry: Mapping[str, Any]) -> Statement:
    stated = _moment(str(entry["date"]), time.min)
    until = entry.get("until")
    return Statement(
        subject=str(entry["subject"]).strip(),
        control=str(entry["control"]).strip(),
        verdict=str(entry["verdict"]),
        because=str(entry["because"]).strip(),
        author=str(entry["author"]).strip(),
        stated_at=stated or datetime.min.replace(tzinfo=UTC),
        link=str(entry["link"]) if entry.get("link") else None,
        until=_moment(str(until), time.max) if until else None,
    )


def _moment(text: str, of_day: time) -> datetime | None:
    """A day or a moment; of a day without a time the one given is taken, UTC."""
    try:
        if len(text) <= len("2027-01-31"):
            return datetime.combine(date.fromisoformat(text), of_day, tzinfo=UTC)
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
