# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Groups of projects side by side: how many projects, what is true of them, their numbers."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from commonweal.core.message import message
from commonweal.core.near import did_you_mean, id_named, near
from commonweal.core.problem import InputMissing
from commonweal.core.text import printable
from commonweal.insight.figures import Figure
from commonweal.insight.names import Named
from commonweal.insight.priorities import urgent_steps
from commonweal.insight.reading import Reading, Subject, kind_of
from commonweal.insight.shares import Share, shares_of_groups

# So many are named where a name is not known.
_NAMED = 10


class Group(msgspec.Struct, frozen=True):
    """A group; `serious` counts its projects with steps of the first three classes.

    `figures` are the numbers that mean something for several projects together.
    """

    id: str
    kind: str
    name: str
    projects: int
    serious: int
    shares: tuple[Share, ...]
    figures: tuple[Figure, ...]


class Kind(msgspec.Struct, frozen=True):
    """The groups of a kind, in the words of the office; `without` projects are in none of them."""

    name: str
    groups: tuple[Group, ...]
    without: int


class KindNames(msgspec.Struct, frozen=True):
    """The groups of a kind by name alone."""

    name: str
    groups: tuple[Named, ...]


def names_of_kinds(reading: Reading) -> tuple[KindNames, ...]:
    """Give the names of all groups, by kind."""
    return tuple(
        KindNames(name, tuple(Named(group.id, group.name) for group in groups))
        for name, groups in groupby(reading.groups, key=lambda group: kind_of(group.id))
    )


def kinds(reading: Reading) -> tuple[Kind, ...]:
    """Give all groups, by kind."""
    return tuple(_kinds(reading)) if reading.groups else ()


def _kinds(reading: Reading) -> Iterator[Kind]:
    shares, serious = shares_of_groups(reading), urgent_steps(reading)
    for name, groups in groupby(reading.groups, key=lambda group: kind_of(group.id)):
        members: set[str] = set()
        found = []
        for group in groups:
            ids = reading.entries_of(group)
            members.update(ids)
            found.append(
                Group(
                    id=group.id,
                    kind=name,
                    name=group.name,
                    projects=len(ids),
                    serious=sum(1 for id_ in ids if serious.get(id_)),
                    shares=shares[group.id],
                    figures=_figures(reading, group),
                )
            )
        yield Kind(name, tuple(found), len(reading.entries) - len(members))


def _figures(reading: Reading, group: Subject) -> tuple[Figure, ...]:
    metrics = reading.headlines_of(reading.portfolio)
    return tuple(reading.figure(group, metric) for metric in metrics)


def group_named(reading: Reading, name: str) -> str:
    """Give the id of the group that a name means: `ministry/Health`, or `Health` where one is."""
    titles = titles_of_groups(reading)
    found = id_named(name, titles)
    if found:
        return found
    named = [spelled for spelled, *_ in titles.values()]
    close = near(name, dict.fromkeys(named, ()))
    if close:
        fix = did_you_mean(close)
    elif named:
        fix = message("There are: %(known)s.", known=", ".join(map(printable, named[:_NAMED])))
    else:
        fix = message('Name groups in the portfolio: groups = { ministry = "Health" }.')
    raise InputMissing(message("there is no group %(name)s", name=printable(name)), fix=fix)


def titles_of_groups(reading: Reading) -> dict[str, tuple[str, ...]]:
    """What groups are called, by id: kind and name, and the name alone."""
    return {group.id: (group.id.removeprefix("group:"), group.name) for group in reading.groups}
