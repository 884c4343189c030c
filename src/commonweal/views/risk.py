# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The risk page: what to do about packages and people first, and what stops with what."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice

import msgspec

from commonweal.core.message import message
from commonweal.insight.coverage import Coverage, coverage_of
from commonweal.insight.impact import graph_impact
from commonweal.insight.maintainers import Carried, carried_by_few
from commonweal.insight.names import Named, named
from commonweal.insight.priorities import Step, listing
from commonweal.insight.reading import Reading
from commonweal.insight.reuse import (
    Copies,
    Edge,
    Gateway,
    copies_of,
    edges_of,
    forks_of,
    gateways_of,
)
from commonweal.insight.risk import (
    PeopleGone,
    Shared,
    SinglePoint,
    Summary,
    people_gone,
    shared_of,
    single_points,
    summary,
)
from commonweal.resilience.graph import Node
from commonweal.views.definition import Column, Definition, Table, columns

FIRST = 10
_EDGES = 20
_SHARED = 8
_NODES = 7
_ENTRIES = 12


class Line(msgspec.Struct, frozen=True):
    """A line of the picture: from the place of a node to the place of an entry."""

    node: int
    entry: int


class PictureNode(msgspec.Struct, frozen=True):
    """A package or project of the picture."""

    name: str


class Picture(msgspec.Struct, frozen=True):
    """The few things that most depends on, and the projects that stop with them."""

    nodes: tuple[PictureNode, ...]
    entries: tuple[Named, ...]
    lines: tuple[Line, ...]
    more_entries: int


class Page(msgspec.Struct, frozen=True):
    """Everything about what the portfolio depends on."""

    surveyed_at: datetime | None
    summary: Summary
    steps: tuple[Step, ...]
    more_steps: int
    picture: Picture
    carried: tuple[Carried, ...]
    single_points: tuple[SinglePoint, ...]
    people_gone: tuple[PeopleGone, ...]
    shared: tuple[Shared, ...]
    gateways: tuple[Gateway, ...]
    edges: tuple[Edge, ...]
    more_edges: int
    reused: int
    copies: tuple[Copies, ...]
    forks: tuple[tuple[Named, ...], ...]
    coverage: tuple[Coverage, ...]


def page(reading: Reading, *, limit: int = FIRST) -> Page:
    """Read the risk page of the portfolio, with so many steps."""
    steps = listing(reading, topics=("packages", "people"), limit=max(limit, FIRST))
    edges = edges_of(reading)
    return Page(
        surveyed_at=reading.surveyed_at,
        summary=summary(reading),
        steps=steps.steps[:limit],
        more_steps=max(0, steps.total - limit),
        picture=_picture(reading, steps.steps),
        carried=carried_by_few(reading),
        single_points=tuple(single_points(reading)),
        people_gone=tuple(people_gone(reading)),
        shared=tuple(islice(shared_of(reading), _SHARED)),
        gateways=gateways_of(reading),
        edges=edges[:_EDGES],
        more_edges=max(0, len(edges) - _EDGES),
        reused=len({edge.providing.id for edge in edges}),
        copies=copies_of(reading),
        forks=forks_of(reading),
        coverage=coverage_of(reading),
    )


def _picture(reading: Reading, steps: tuple[Step, ...]) -> Picture:
    """A few nodes and a few entries: a picture of everything would show nothing."""
    nodes = dict(list(_nodes(reading, steps).items())[:_NODES])
    touched: dict[str, int] = {}
    for impact in nodes.values():
        for entry in impact:
            touched[entry] = touched.get(entry, 0) + 1
    weights = reading.dependency_graph.weights
    order = sorted(
        touched,
        key=lambda entry: (-touched[entry], -weights[entry], named(reading, entry).name),
    )
    shown = order[:_ENTRIES]
    return Picture(
        nodes=tuple(PictureNode(name) for name in nodes),
        entries=tuple(named(reading, entry) for entry in shown),
        lines=tuple(
            Line(place, shown.index(entry))
            for place, impact in enumerate(nodes.values())
            for entry in sorted(impact)
            if entry in shown
        ),
        more_entries=len(order) - len(shown),
    )


def _nodes(reading: Reading, steps: tuple[Step, ...]) -> Mapping[str, frozenset[str]]:
    """What the first steps are about, with the projects that stop with it, in their order.

    A line from a project to itself would say nothing.
    """
    found: dict[str, frozenset[str]] = {}
    for name, entries in _stopping(reading, steps):
        if entries:
            found.setdefault(name, entries)
        if len(found) >= _NODES:
            break
    return found


def _stopping(reading: Reading, steps: tuple[Step, ...]) -> Iterator[tuple[str, frozenset[str]]]:
    impact = graph_impact(reading)
    for step in steps:
        if step.target.startswith("pkg:"):
            name = reading.package_names.get(step.target, step.target)
            yield name, impact.entries([Node("package", step.target)])
        elif step.topic == "people":
            for project in step.projects:
                nodes = [
                    Node("repository", id_) for id_ in reading.subjects[project.id].repository_ids
                ]
                yield project.name, impact.entries(nodes) - {project.id}


SINGLE_POINTS = Table(
    columns(
        Column("kind", message("package, person, organisation or forge"), lambda row: row.kind),
        Column(
            "name", message("Its name; people have a number"), lambda row: row.number or row.name
        ),
        Column("projects", message("How many projects stop"), lambda row: row.impact.count),
    ),
    lambda found: found.single_points,
)
WITHOUT = Table(
    columns(
        Column("project", message("Id of the project"), lambda row: row.entry.id),
        Column("name", message("Name of the project"), lambda row: row.entry.name),
        Column("repository", message("Name of the repository"), lambda row: row.repository),
        Column("why", message("Why it stops"), lambda row: row.why),
        Column("through", message("Through what it stops"), lambda row: row.through),
    ),
    lambda found: found.repositories,
)
PAGES = (
    Definition(
        "risk",
        "risk.html",
        message("Risk"),
        page,
        navigation=5,
        has_groups=True,
        table=SINGLE_POINTS,
        is_table_alone=True,
    ),
)
