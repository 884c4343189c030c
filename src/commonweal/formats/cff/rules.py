# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rules over plain values, put together like bricks; each gives the errors of a value.

The names of the rules are those of JSON Schema, which users of the format know.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

Path = tuple[str | int, ...]


class Wrong(msgspec.Struct, frozen=True):
    """One rule that a value breaks; `path` is written with slashes."""

    path: str
    rule: str
    message: str


Rule = Callable[[Any, Path], list[Wrong]]

_LONGEST_SHOWN = 60
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Longer texts are no DOI, date or address; searching them would only cost time.
_LONGEST_MATCHED = 4000


def wrong(path: Path, rule: str, message: str) -> Wrong:
    """Write a broken rule down."""
    return Wrong("/".join(str(part) for part in path), rule, message)


def shown(value: object) -> str:
    """Show a value in a message, cut where it is long."""
    text = repr(value) if isinstance(value, str | int | float | bool | None) else "this value"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def text(*, pattern: str = "", like: str = "", least: int = 1) -> Rule:
    """A string; `like` says in words what the pattern asks."""
    expression = re.compile(pattern)

    def judge(value: object, path: Path) -> list[Wrong]:
        if not isinstance(value, str):
            return [wrong(path, "type", f"{shown(value)} must be text; quote it")]
        if not pattern:
            is_short = len(value) < least
            return [wrong(path, "minLength", "must not be empty")] if is_short else []
        if len(value) > _LONGEST_MATCHED or not expression.search(value):
            return [wrong(path, "pattern", f"{shown(value)} must be {like}")]
        return []

    return judge


def day(value: object, path: Path) -> list[Wrong]:
    """A day of the calendar, written YYYY-MM-DD."""
    written = text(
        pattern=r"^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$", like="a date as YYYY-MM-DD"
    )(value, path)
    if isinstance(value, str) and not _is_day(value):
        written.append(wrong(path, "format", f"{shown(value)} is no day of the calendar"))
    return written


def _is_day(value: str) -> bool:
    try:
        return bool(_DATE.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def whole_number(value: object, path: Path) -> list[Wrong]:
    """An integer; as JSON Schema has it, 3.0 is one."""
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not is_whole:
        return [wrong(path, "type", f"{shown(value)} must be a whole number")]
    return []


def number(value: object, path: Path) -> list[Wrong]:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return [wrong(path, "type", f"{shown(value)} must be a number")]
    return []


def one_of(ids: Iterable[str]) -> Rule:
    """A string out of a list."""
    known = frozenset(ids)

    def judge(value: object, path: Path) -> list[Wrong]:
        found = []
        if not isinstance(value, str) or value not in known:
            listed = ", ".join(sorted(known)) if len(known) <= 8 else "one of the listed ids"  # noqa: PLR2004
            found.append(wrong(path, "enum", f"{shown(value)} must be {listed}"))
        if not isinstance(value, str):
            found.append(wrong(path, "type", f"{shown(value)} must be text; quote it"))
        return found

    return judge


def either(*rules: Rule, rule: str = "anyOf", what: str) -> Rule:
    """At least one of several rules; what exactly fails below is not told, as it depends."""

    def judge(value: object, path: Path) -> list[Wrong]:
        if any(not alternative(value, path) for alternative in rules):
            return []
        return [wrong(path, rule, f"{shown(value)} must be {what}")]

    return judge


def several(rule: Rule) -> Rule:
    """A list of at least one entry, none twice."""

    def judge(value: object, path: Path) -> list[Wrong]:
        if not isinstance(value, list):
            return [wrong(path, "type", "must be a list")]
        found = [] if value else [wrong(path, "minItems", "must hold at least one entry")]
        for index, entry in enumerate(value):
            found.extend(rule(entry, (*path, index)))
        if len({msgspec.json.encode(entry, order="deterministic") for entry in value}) < len(value):
            found.append(wrong(path, "uniqueItems", "holds an entry twice"))
        return found

    return judge


def record(rules: Callable[[], Mapping[str, Rule]], *, required: tuple[str, ...] = ()) -> Rule:
    """A mapping with known keys only."""

    def judge(value: object, path: Path) -> list[Wrong]:
        if not isinstance(value, dict):
            return [wrong(path, "type", "must be a mapping of keys and values")]
        known = rules()
        found = [
            wrong(path, "required", f"'{name}' is missing")
            for name in required
            if name not in value
        ]
        extra = [name for name in value if name not in known]
        if extra:
            names = ", ".join(shown(name) for name in extra[:10])
            found.append(wrong(path, "additionalProperties", f"unknown: {names}"))
        for name, entry in value.items():
            if name in known:
                found.extend(known[name](entry, (*path, name)))
        return found

    return judge
