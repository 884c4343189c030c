# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The groups of projects side by side; each of them has pages of its own."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from commonweal.core.message import defined, message
from commonweal.insight.groups import Group, Kind, kinds
from commonweal.insight.reading import Reading
from commonweal.views.definition import Column, Definition, Keys, Table


class Page(msgspec.Struct, frozen=True):
    """All groups, by kind."""

    kinds: tuple[Kind, ...]


def page(reading: Reading) -> Page:
    """Read the page of groups."""
    return Page(kinds(reading))


def _keys(reading: Reading) -> Iterable[Keys]:
    return ((),) if reading.groups else ()


def _rows(found: Page) -> Iterator[Group]:
    for kind in found.kinds:
        yield from kind.groups


def _columns(found: Page) -> tuple[Column, ...]:
    first = next(_rows(found))
    return (
        Column("kind", message("Kind of group"), lambda group: group.kind),
        Column("group", message("Name of the group"), lambda group: group.name),
        Column("projects", message("Projects"), lambda group: group.projects),
        Column(
            "serious",
            message("Projects with steps of the first three classes of the priority list"),
            lambda group: group.serious,
        ),
        *(
            Column(share.id, defined(f"share.{share.id}.title", share.title), _met(place))
            for place, share in enumerate(first.shares)
        ),
        *(
            Column(
                figure.metric.id,
                defined(f"{figure.metric.id}.title", figure.metric.title),
                _value(place),
            )
            for place, figure in enumerate(first.figures)
        ),
    )


def _met(place: int) -> Callable[[Group], int | None]:
    def met(group: Group) -> int | None:
        share = group.shares[place]
        return None if share.unknown == share.all else share.met

    return met


def _value(place: int) -> Callable[[Group], float | None]:
    return lambda group: group.figures[place].value


PAGES = (
    Definition(
        "groups",
        "groups.html",
        message("Groups"),
        page,
        keys=_keys,
        table=Table(_columns, _rows),
    ),
)
