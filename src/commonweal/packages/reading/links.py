# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How packages of one file name each other; what is odd there costs a link, never the file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any


def label_of(name: str, version: str) -> str:
    """How `requires` names a package, with its version where there is one."""
    return f"{name}@{version}" if version else name


class Names:
    """Finds the packages of a file by name; `spelled` tells which names are the same."""

    def __init__(
        self, packages: Iterable[tuple[str, str]], spelled: Callable[[str], str] = str
    ) -> None:
        self._spelled = spelled
        self._by_name: dict[str, str] = {}
        self._by_version: dict[tuple[str, str], str] = {}
        for name, version in packages:
            key, label = spelled(name), label_of(name, version)
            known = self._by_name.setdefault(key, label)
            if known != label:
                self._by_name[key] = name
            self._by_version[key, version] = label

    def of(self, name: str, version: str = "") -> str:
        """The label of a package, its bare name where several versions may be meant.

        Empty where the file has none of that name.
        """
        key = self._spelled(name)
        return self._by_version.get((key, version)) or self._by_name.get(key, "")

    def all_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """The labels of several packages."""
        return unique(self.of(name) for name in names)


def unique(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels in their order, each once, without those that were not found."""
    return tuple(dict.fromkeys(label for label in labels if label))


def entries(value: Any) -> Mapping[str, Any]:
    """A table; empty where the value is none."""
    return value if isinstance(value, dict) else {}


def wanted(entry: Any, *keys: str) -> Iterator[tuple[str, Any]]:
    """What stands in the tables at some keys of a table."""
    for key in keys:
        yield from entries(entries(entry).get(key)).items()


def texts(value: Any) -> list[str]:
    """The texts of a list; none where the value is no list."""
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def tables(value: Any) -> list[dict[str, Any]]:
    """The tables of a list; none where the value is no list."""
    return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []


def word(value: Any) -> str:
    """A text; empty where the value is none."""
    return value if isinstance(value, str) else ""
