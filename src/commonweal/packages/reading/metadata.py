# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a manifest states of its project, by one table of keys for each format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from commonweal.packages.model.need import Field, Stated

# By field: the keys that state it, joined by dots; `*` stands for any key.
Keys = Mapping[Field, tuple[str, ...]]
_PEOPLE = frozenset({"author", "maintainer"})
_Path = tuple[str | int, ...]
_MOST = 100
# Which key of a table is its text: `url` of a repository, `type` of a licence.
_NAMES = ("url", "name", "value", "text", "id")
_OF_LICENCES = ("type", "name", "text", "url")


def stated_in(
    keys: Keys, table: Mapping[str, Any], line_of: Callable[[_Path], int]
) -> tuple[Stated, ...]:
    """Read nested tables; entries of lists are read one by one."""
    return tuple(_stated(keys, table, line_of))


def _stated(
    keys: Keys, table: Mapping[str, Any], line_of: Callable[[_Path], int]
) -> Iterator[Stated]:
    for field, written in keys.items():
        for key in written:
            for path, value in _at(table, tuple(key.split(".")), ()):
                line = line_of(path)
                yield from (Stated(field, each, line) for each in _values(field, value))


def stated_as(keys: Keys, pairs: Iterable[tuple[str, Any, int]]) -> tuple[Stated, ...]:
    """Read pairs of keys and values, each with its line, as formats of lines have them."""
    fields = {key: field for field, written in keys.items() for key in written}
    return tuple(
        Stated(fields[key], each, line)
        for key, value, line in pairs
        if key in fields
        for each in _values(fields[key], value)
    )


def _at(value: Any, wanted: tuple[str, ...], path: _Path) -> Iterator[tuple[_Path, Any]]:
    if not wanted:
        yield path, value
    elif isinstance(value, list):
        for place, each in enumerate(value[:_MOST]):
            yield from _at(each, wanted, (*path, place))
    elif isinstance(value, dict):
        names = list(value)[:_MOST] if wanted[0] == "*" else [wanted[0]]
        for name in names:
            if name in value:
                yield from _at(value[name], wanted[1:], (*path, name))


def _values(field: Field, value: Any) -> Iterator[str | Mapping[str, Any]]:
    """The texts of a value; tables as they are where they are people."""
    listed = value[:_MOST] if isinstance(value, list) else [value]
    for each in listed:
        is_person = isinstance(each, dict) and field in _PEOPLE
        if is_person or (isinstance(each, str) and each.strip()):
            yield each
        elif isinstance(each, dict):
            names = _OF_LICENCES if field == "licence" else _NAMES
            yield from [each[name] for name in names if isinstance(each.get(name), str)][:1]
        elif isinstance(each, int | float) and not isinstance(each, bool):
            yield str(each)


def keys_of(field: Field, table: Any, line: int = 0) -> tuple[Stated, ...]:
    """The keys of a table, each as a value."""
    names = list(table)[:_MOST] if isinstance(table, dict) else []
    return tuple(Stated(field, name, line) for name in names)
