# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a page is: its address, its view, its place among the others, its forms as data.

Definitions are dataclasses and no structs, because modules hold them: an instance of a
struct there keeps the module, and with it the engine, from ever being cleaned up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any, NamedTuple

import msgspec

from commonweal.core.message import Message
from commonweal.insight.reading import Reading

Keys = tuple[str | int, ...]
_USUAL: Mapping[str, str | int] = {"order": "", "number": 1}


class Location(NamedTuple):
    """A page of the registry with the values of its keys, such as a subject's id.

    `group` is the group of projects that it is about, "" for the whole portfolio.
    """

    page: str
    keys: Keys = ()
    group: str = ""


def only_one(reading: Reading) -> Iterable[Keys]:
    """The keys of a page that is there once."""
    del reading
    return ((),)


@dataclass(frozen=True)
class Column:
    """A column of a table as data: its name, what it says, and its value in a row."""

    name: str
    help: Message
    value: Callable[[Any], object]


@dataclass(frozen=True)
class Table:
    """The table of a page. `all_rows` gives those of every page of a table in several pages."""

    columns: Callable[[Any], tuple[Column, ...]]
    rows: Callable[[Any], Iterable[Any]]
    all_rows: Callable[[Reading], Iterable[Any]] | None = None


@dataclass(frozen=True)
class Definition:
    """A page.

    `address` names its keys in braces: `{subject}`, `{subject:folder}`, `{metric}`,
    `{standard}`, `{advisory}`, `{package}`, `{organisation}`, `{order}` and `{number}`.
    `view` and all other functions take the reading and the values of the keys in that order; a
    view that gives None says that there is no such page. `keys` lists the pages there are.

    `title` is the last of the breadcrumbs, `above` the page before it: an id, which is given
    the keys of the same names, or a function that gives a location. `navigation` is its place
    in the main navigation. `whole` is the page that stands for the portfolio as a whole. A page
    with `has_groups` is also there for each group of projects, below `groups/`: its functions
    are given a reading of that group alone. A page that `is_alone` is one file, to be sent: its
    sheet is in it, and it leads nowhere.

    `table` is what CSV holds. JSON holds the view, or with `is_table_alone` the rows of the
    table. `evidence` are tables: where a page depends on nothing of a subject but its rows
    there, and on steps and packages, it is not even read while these stay the same.
    `inputs` gives all that a page of several subjects is made of besides the definitions,
    where that is quicker told than the page is read.
    """

    id: str
    address: str
    title: Message | Callable[..., str]
    view: Callable[..., msgspec.Struct | None]
    keys: Callable[[Reading], Iterable[Keys]] = only_one
    above: str | Callable[..., Location] = "overview"
    navigation: int | None = None
    whole: str = ""
    has_groups: bool = False
    is_alone: bool = False
    template: str = ""
    table: Table | None = None
    is_table_alone: bool = False
    has_data: bool = True
    evidence: tuple[str, ...] = ()
    inputs: Callable[..., object] | None = None

    @cached_property
    def key_names(self) -> tuple[str, ...]:
        """The names of its keys, in the order of the address."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.address) if name)

    @property
    def template_name(self) -> str:
        """The file that formats it, in the folder of templates."""
        return self.template or f"{self.id}.html"

    @property
    def is_always_there(self) -> bool:
        """Whether a generation has it whatever is in it, in its usual order and first part."""
        return self.keys is only_one or (
            bool(self.key_names) and _USUAL.keys() >= set(self.key_names)
        )

    def complete(self, keys: Sequence[str | int]) -> Keys:
        """Fill up its keys: the usual order and the first page need not be named."""
        return (*keys, *(_USUAL[name] for name in self.key_names[len(keys) :]))

    def usual(self, keys: Keys) -> Keys:
        """Its keys in the usual order: pages in another order hold the same data."""
        return tuple(
            "" if name == "order" else key for name, key in zip(self.key_names, keys, strict=True)
        )


def columns(*found: Column) -> Callable[[object], tuple[Column, ...]]:
    """Columns that are the same on every page."""
    return lambda _: found
