# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the portfolio rests on: what to look after first, and what stops when something is gone."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from commonweal.core.problem import InputMissing
from commonweal.insight.care import Care, Hit, cared_for, hit_of
from commonweal.insight.reading import Reading
from commonweal.insight.reuse import (
    Copies,
    Edge,
    Gate,
    Named,
    copies_of,
    edges_of,
    forks_of,
    gates_of,
    named,
)
from commonweal.insight.supply import NONE, Coverage
from commonweal.resilience.cover import greedy, groups_of_people
from commonweal.resilience.loss import Loss, shared_fates
from commonweal.resilience.world import Node, NodeKind, Repository, World, read_world

FIRST = 10
_LOSSES: Mapping[NodeKind, int] = {"package": 8, "person": 6, "organisation": 6, "forge": 4}
_MOST_PEOPLE = 6
_EDGES = 20
_FATES = 8
_NODES = 7
_ENTRIES = 12


class LossRow(msgspec.Struct, frozen=True):
    """What stops when one thing is gone. Of people `number` stands for the name."""

    kind: NodeKind
    id: str
    name: str
    number: int
    hit: Hit
    repositories: int


class SetStep(msgspec.Struct, frozen=True):
    """So many people gone, and what has stopped by then."""

    people: int
    hit: Hit


class Fate(msgspec.Struct, frozen=True):
    """What entries share and would lose together."""

    kind: NodeKind
    name: str
    number: int
    hit: Hit


class Line(msgspec.Struct, frozen=True):
    """A line of the picture: from the place of a node to the place of an entry."""

    node: int
    entry: int


class Picture(msgspec.Struct, frozen=True):
    """The few nodes that most rests on, and the entries that rest on them."""

    nodes: tuple[Care, ...]
    entries: tuple[Named, ...]
    lines: tuple[Line, ...]
    more_entries: int


class Page(msgspec.Struct, frozen=True):
    """Everything about what the portfolio rests on."""

    entries: int
    one_person: int
    left: int
    core_unknown: int
    first: tuple[Care, ...]
    more: int
    picture: Picture
    losses: tuple[LossRow, ...]
    people: tuple[SetStep, ...]
    fates: tuple[Fate, ...]
    gates: tuple[Gate, ...]
    edges: tuple[Edge, ...]
    more_edges: int
    reused: int
    copies: tuple[Copies, ...]
    forks: tuple[tuple[Named, ...], ...]
    coverage: tuple[Coverage, ...]


class Summary(msgspec.Struct, frozen=True):
    """What the portfolio rests on, in a few numbers; `not_looked_up` names ecosystems."""

    entries: int
    packages: int
    advisories: int
    urgent: int
    one_person: int
    left: int
    not_looked_up: tuple[str, ...]


class Stopped(msgspec.Struct, frozen=True):
    """A repository that stops, and why."""

    repository: str
    entry: Named
    why: str
    through: str


class WithoutPage(msgspec.Struct, frozen=True):
    """What stops when some things are gone; `development` goes on, but not its making."""

    gone: tuple[Node, ...]
    hit: Hit
    development: Hit
    repositories: tuple[Stopped, ...]
    entries: int


def page(reading: Reading, *, limit: int = FIRST) -> Page:
    """Read the risk page of the portfolio, with so many things to look after."""
    world = reading.once(_world)
    loss = Loss(world)
    cared = cared_for(reading, loss)
    people = _numbers(world, loss)
    edges, copies = edges_of(reading), copies_of(reading)
    return Page(
        entries=len(world.weights),
        one_person=_count(world, lambda one: len(one.core) == 1),
        left=_count(world, lambda one: one.core_size > 0 and not one.core),
        core_unknown=_count(world, lambda one: not one.core_size),
        first=cared[:limit],
        more=max(0, len(cared) - limit),
        picture=_picture(reading, world, loss, cared),
        losses=tuple(_losses(reading, world, loss, people)),
        people=tuple(_sets(reading, loss)),
        fates=tuple(_fates(reading, world, people))[:_FATES],
        gates=gates_of(reading),
        edges=edges[:_EDGES],
        more_edges=max(0, len(edges) - _EDGES),
        reused=len({edge.providing.id for edge in edges}),
        copies=copies,
        forks=forks_of(reading),
        coverage=reading.supply.coverage,
    )


def summary(reading: Reading) -> Summary:
    """Say in a few numbers what the portfolio rests on."""
    world, supply = reading.once(_world), reading.supply
    open_ones = [
        advisory for advisory in supply.advisories.get("portfolio", ()) if advisory.is_open
    ]
    return Summary(
        entries=len(world.weights),
        packages=supply.counts.get("portfolio", NONE).packages,
        advisories=len(open_ones),
        urgent=sum(1 for open_one in open_ones if open_one.severity in ("critical", "high")),
        one_person=_count(world, lambda one: len(one.core) == 1),
        left=_count(world, lambda one: one.core_size > 0 and not one.core),
        not_looked_up=tuple(
            one.ecosystem for one in supply.coverage if one.packages and not one.is_looked_up
        ),
    )


def _world(reading: Reading) -> World:
    return read_world(reading.engine)


def _count(world: World, holds: Callable[[Repository], bool]) -> int:
    """Count entries of which a repository is like this."""
    return len({repository.entry_id for repository in world.repositories if holds(repository)})


_SPELLINGS: Mapping[NodeKind, str] = {
    "package": "Write its name or package URL without version, as pkg:pypi/requests.",
    "repository": "Write the name of a project or repository; see `commonweal status`.",
    "person": "Write the whole name, as git has it.",
    "organisation": "Write it as the portfolio or the mail domain has it.",
    "forge": "Write its host, as github.com. Of clones without an origin it is not known.",
}
_THERE: Mapping[NodeKind, str] = {
    "package": "select 1 from package_needed where purl = $id limit 1",
    "repository": "select 1 from repository where repository_id = $id limit 1",
    "person": "select 1 from person where person_id = $id limit 1",
    "organisation": "select 1 from affiliation where organisation = $id limit 1",
}


def without(reading: Reading, gone: Sequence[Node]) -> WithoutPage:
    """Say what stops when some things are gone; what is not known here is refused."""
    world = reading.once(_world)
    loss = Loss(world)
    for node in gone:
        if node.kind == "forge":
            is_there = node in world.nodes("forge")
        else:
            is_there = bool(reading.engine.rows(_THERE[node.kind], id=node.id))
        if not is_there:
            raise InputMissing(f"no {node.kind} {node.id} is known here", fix=_SPELLINGS[node.kind])
    stops = loss.stops(gone)
    names = {repository.id: repository.entry_id for repository in world.repositories}
    entries = frozenset(names[stop.repository_id] for stop in stops)
    packages = {node.id for node in gone if node.kind == "package"}
    tools = {
        repository.entry_id for repository in world.repositories if repository.tools & packages
    }
    return WithoutPage(
        gone=tuple(gone),
        hit=hit_of(reading, world, entries, most=10_000),
        development=hit_of(reading, world, tools - entries, most=10_000),
        repositories=tuple(
            Stopped(
                repository=stop.repository_id,
                entry=named(reading, names[stop.repository_id]),
                why=stop.why,
                through="" if stop.why == "people" else stop.through,
            )
            for stop in stops
        ),
        entries=len(world.weights),
    )


def resolved(reading: Reading, node: Node) -> Node:
    """Understand a name as people write it: a project for its repository, a person by name."""
    match node.kind:
        case "repository":
            subjects = (reading.subjects.get(one) for one in (node.id, f"project:{node.id}"))
            found = next(
                (subject for subject in subjects if subject and len(subject.repository_ids) == 1),
                None,
            )
            return Node("repository", found.repository_ids[0]) if found else node
        case "person":
            query = "select distinct person_id from person where name = $name"
        case "package" if not node.id.startswith("pkg:"):
            query = "select distinct purl from package_needed where name = $name"
        case _:
            return node
    rows = reading.engine.rows(query, name=node.id)
    return Node(node.kind, rows[0][0]) if len(rows) == 1 else node


def _numbers(world: World, loss: Loss) -> Mapping[str, int]:
    """Give people numbers instead of names: those first without whom most stops."""
    people = world.nodes("person")
    weights = {node: loss.weight([node]) for node in people}
    by_weight = sorted(people, key=lambda node: (-weights[node], node.id))
    return {node.id: number for number, node in enumerate(by_weight, 1)}


def _losses(
    reading: Reading, world: World, loss: Loss, people: Mapping[str, int]
) -> Iterator[LossRow]:
    names = reading.supply.names
    indirect = frozenset(
        purl
        for (purl,) in reading.engine.rows(
            "select purl from needs where repository_id = 'portfolio' "
            "group by purl having not coalesce(bool_or(is_direct), false)"
        )
    )
    for kind, most in _LOSSES.items():
        rows = []
        for node in world.nodes(kind):
            entries = loss.entries([node])
            if len(entries) > 1 or (kind == "person" and entries):
                rows.append((loss.weight([node]), loss.count([node]), entries, node))
        rows.sort(key=lambda row: (-row[0], row[3].id in indirect, -row[1], row[3]))
        for _, repositories, entries, node in rows[:most]:
            is_person = kind == "person"
            yield LossRow(
                kind=kind,
                id="" if is_person else node.id,
                name="" if is_person else names.get(node.id, node.id),
                number=people[node.id] if is_person else 0,
                hit=hit_of(reading, world, entries),
                repositories=repositories,
            )


def _sets(reading: Reading, loss: Loss) -> Iterator[SetStep]:
    gone = 0
    for taken in greedy(loss, groups_of_people(loss), most=_MOST_PEOPLE):
        gone += len(taken.nodes)
        yield SetStep(gone, hit_of(reading, loss.world, taken.entries))


def _fates(reading: Reading, world: World, people: Mapping[str, int]) -> Iterator[Fate]:
    for node, entries in shared_fates(world):
        is_person = node.kind == "person"
        yield Fate(
            node.kind,
            "" if is_person else node.id,
            people[node.id] if is_person else 0,
            hit_of(reading, world, entries),
        )


def _picture(reading: Reading, world: World, loss: Loss, cared: Sequence[Care]) -> Picture:
    """A few nodes and a few entries: a picture of everything would show nothing."""
    nodes = tuple(cared[:_NODES])
    hits = [loss.entries([Node(node.kind, node.id)]) for node in nodes]
    touched = {entry: sum(entry in hit for hit in hits) for hit in hits for entry in hit}
    order = sorted(
        touched, key=lambda one: (-touched[one], -world.weights[one], named(reading, one).name)
    )
    shown = order[:_ENTRIES]
    return Picture(
        nodes=nodes,
        entries=tuple(named(reading, one) for one in shown),
        lines=tuple(
            Line(place, shown.index(entry))
            for place, hit in enumerate(hits)
            for entry in sorted(hit)
            if entry in shown
        ),
        more_entries=len(order) - len(shown),
    )
