# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Groups of projects side by side: how many projects, what is true of them, their numbers."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from commonweal.insight.figures import Figure
from commonweal.insight.names import Named
from commonweal.insight.priorities import urgent_steps
from commonweal.insight.reading import Reading, Subject, kind_of
from commonweal.insight.shares import Share, shares_of_groups


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
