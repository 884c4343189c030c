# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the portfolio rests on: what to look after first, and what stops when something is gone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from commonweal.core.problem import InputMissing
from commonweal.formats.advisories.severity import Level
from commonweal.formats.funding import funding_links
from commonweal.resilience.care import Candidate, Concern, concerns_of_advisories, ranked
from commonweal.resilience.cover import greedy, groups_of_people
from commonweal.resilience.loss import Loss, shared_fates
from commonweal.resilience.world import Node, NodeKind, Repository, World, read_world
from commonweal.views.attention import is_quiet
from commonweal.views.packages import Raise, raises_of
from commonweal.views.places import is_web_address
from commonweal.views.reading import Reading
from commonweal.views.reuse import (
    Copies,
    Edge,
    Gate,
    Named,
    copies_of,
    edges_of,
    forks_of,
    gates_of,
    named,
    through,
)
from commonweal.views.supply import NONE, Coverage, PackageRow, aware

FIRST = 10
_LOSSES: Mapping[NodeKind, int] = {"package": 8, "person": 6, "organisation": 6, "forge": 4}
_MOST_PEOPLE = 6
_NAMES = 4
_EDGES = 20
_FATES = 8
_NODES = 7
_ENTRIES = 12
# A year without a version, for a project that had some.
_LATE_RELEASE = 365.0

StepKind = Literal[
    "remove", "replace", "raise", "judge", "find_keeper", "ask", "second_person", "release"
]


class Hit(msgspec.Struct, frozen=True):
    """Entries that stop, the heaviest first; `share` of the portfolio's weight, 0 to 1."""

    count: int
    share: float
    names: tuple[Named, ...]
    more: int


class Care(msgspec.Struct, frozen=True):
    """Something to look after: why, what is known of it, and the step to take.

    `maintainers` are the people of its truck factor who are still active, of `core_size`;
    None where its repository was not surveyed. `funding` tells whether it says how to fund it.
    """

    kind: NodeKind
    id: str
    name: str
    ecosystem: str
    hit: Hit
    concerns: tuple[Concern, ...]
    advisories: int
    severity: str
    versions: tuple[str, ...]
    maintainers: int | None
    core_size: int
    last_release: datetime | None
    funding: bool | None
    funding_link: str
    step: StepKind
    target: str
    through: str
    subject_id: str
    rank: float


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
    """What stops when some things are gone."""

    gone: tuple[Node, ...]
    hit: Hit
    repositories: tuple[Stopped, ...]
    entries: int


class _Known(NamedTuple):
    """What a page knows of repositories and packages, by id."""

    releases: Mapping[str, datetime]
    funded: Mapping[str, bool]
    links: Mapping[str, str]
    threats: Mapping[str, tuple[tuple[Level, ...], tuple[str, ...]]]
    packages: Mapping[str, PackageRow]
    raises: Mapping[str, Raise]


def page(reading: Reading, *, limit: int = FIRST) -> Page:
    """Read the risk page of the portfolio, with so many things to look after."""
    world = reading.once(_world)
    loss = Loss(world)
    known = _known(reading)
    cared = _first(reading, loss, known)
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
        reused=len({one.providing.id for one in edges}),
        copies=copies,
        forks=forks_of(reading),
        coverage=reading.supply.coverage,
    )


def summary(reading: Reading) -> Summary:
    """Say in a few numbers what the portfolio rests on."""
    world, supply = reading.once(_world), reading.supply
    open_ones = [one for one in supply.advisories.get("portfolio", ()) if one.is_open]
    return Summary(
        entries=len(world.weights),
        packages=supply.counts.get("portfolio", NONE).packages,
        advisories=len(open_ones),
        urgent=sum(1 for one in open_ones if one.severity in ("critical", "high")),
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
    return len({one.entry_id for one in world.repositories if holds(one)})


_SPELLINGS: Mapping[NodeKind, str] = {
    "package": "Write its name or package URL without version, as pkg:pypi/requests.",
    "repository": "Write the name of a project or repository; see `commonweal status`.",
    "person": "Only people at the core of a repository count; write the whole name.",
    "organisation": "Write it as the portfolio or the mail domain has it.",
    "forge": "Write its host, as github.com.",
}


def without(reading: Reading, gone: Sequence[Node]) -> WithoutPage:
    """Say what stops when some things are gone; a name that nothing rests on is refused."""
    world = reading.once(_world)
    loss = Loss(world)
    for node in gone:
        if node not in world.nodes(node.kind):
            raise InputMissing(
                f"nothing rests on the {node.kind} {node.id}",
                fix=_SPELLINGS[node.kind],
            )
    stops = loss.stops(gone)
    names = {one.id: one.entry_id for one in world.repositories}
    entries = frozenset(names[one.repository_id] for one in stops)
    return WithoutPage(
        gone=tuple(gone),
        hit=_hit(reading, world, entries, most=10_000),
        repositories=tuple(
            Stopped(
                one.repository_id, named(reading, names[one.repository_id]), one.why, one.through
            )
            for one in stops
        ),
        entries=len(world.weights),
    )


def resolved(reading: Reading, node: Node) -> Node:
    """Understand a name as people write it: a project for its repository, a person by name."""
    match node.kind:
        case "repository":
            subjects = (reading.subjects.get(one) for one in (node.id, f"project:{node.id}"))
            found = next((one for one in subjects if one and len(one.repository_ids) == 1), None)
            return Node("repository", found.repository_ids[0]) if found else node
        case "person":
            query = "select distinct person_id from person where name = $name"
        case "package" if not node.id.startswith("pkg:"):
            query = "select distinct purl from package_needed where name = $name"
        case _:
            return node
    rows = reading.engine.rows(query, name=node.id)
    return Node(node.kind, rows[0][0]) if len(rows) == 1 else node


def _hit(reading: Reading, world: World, entries: Iterable[str], *, most: int = _NAMES) -> Hit:
    listed = sorted(entries, key=lambda one: (-world.weights[one], named(reading, one).name))
    return Hit(
        count=len(listed),
        share=world.weight_of(listed),
        names=tuple(named(reading, one) for one in listed[:most]),
        more=max(0, len(listed) - most),
    )


def _known(reading: Reading) -> _Known:
    engine = reading.engine
    packages = reading.supply.packages.get("portfolio", ())
    advisories = reading.supply.advisories.get("portfolio", ())
    released = engine.rows(
        "select repository_id, max(released_at) from releases "
        "where released_at is not null group by repository_id"
    )
    return _Known(
        releases={id_: moment for id_, at in released if (moment := aware(at))},
        funded={
            id_: outcome == "true"
            for id_, outcome in engine.rows(
                "select repository_id, outcome from finding "
                "where probe_id = 'funding_declared' and outcome in ('true', 'false')"
            )
        },
        links=_funding_links(reading),
        threats={
            purl: (tuple(levels or ()), tuple(kinds))
            for purl, levels, kinds in engine.rows(
                "select purl, list(distinct level) filter (where kind = 'vulnerability'), "
                "list(distinct kind) from exposures "
                "where repository_id = 'portfolio' and is_open group by purl"
            )
        },
        packages={one.purl: one for one in packages},
        raises={one.purl: one for one in raises_of(advisories, packages, through(reading))},
    )


def _funding_links(reading: Reading) -> Mapping[str, str]:
    """Where one can give for a repository: the first address of its FUNDING.yml."""
    rows = reading.engine.rows(
        "select repository_id, text from document "
        "where kind = 'funding' and lower(path) like '%funding.y%ml' order by repository_id, path"
    )
    return {
        repository_id: link
        for repository_id, text in reversed(rows)
        if (link := next(filter(is_web_address, funding_links(text)), ""))
    }


def _first(reading: Reading, loss: Loss, known: _Known) -> tuple[Care, ...]:
    """Packages from elsewhere and repositories of the portfolio, what wants care first."""
    world = loss.world
    provided = {purl for one in world.repositories for purl in one.provides}
    candidates = [
        _package_candidate(loss, known, node)
        for node in world.nodes("package")
        # Only what is known of a package can put it on the list.
        if node.id in known.threats and node.id not in provided
    ]
    candidates += [
        _repository_candidate(reading, loss, known, node) for node in world.nodes("repository")
    ]
    return tuple(_care(reading, loss, known, one) for one in ranked(candidates))


def _package_candidate(loss: Loss, known: _Known, node: Node) -> Candidate:
    entries = loss.entries([node])
    concerns = concerns_of_advisories(*known.threats.get(node.id, ((), ())))
    row = known.packages.get(node.id)
    advisories = row.advisories if row else 0
    return Candidate(node, entries, loss.weight([node]), concerns, advisories)


def _repository_candidate(reading: Reading, loss: Loss, known: _Known, node: Node) -> Candidate:
    entries = loss.entries([node])
    repository = loss.repository(node.id)
    subject = reading.subjects[node.id]
    concerns: list[Concern] = []
    if repository.core_size and not repository.core:
        concerns.append("core_left")
    elif len(repository.core) == 1:
        concerns.append("one_person" if repository.core_size == 1 else "one_left")
    if is_quiet(reading, subject):
        concerns.append("quiet")
    age = reading.value(subject, "release_age")
    if age is not None and age > _LATE_RELEASE:
        concerns.append("no_release")
    if concerns and known.funded.get(node.id) is False:
        concerns.append("unfunded")
    return Candidate(node, entries, loss.weight([node]), tuple(concerns))


def _care(reading: Reading, loss: Loss, known: _Known, one: Candidate) -> Care:
    hit = _hit(reading, loss.world, one.entries)
    if one.node.kind == "repository":
        return _care_of_repository(reading, loss.repository(one.node.id), known, one, hit)
    row, raised = known.packages.get(one.node.id), known.raises.get(one.node.id)
    return Care(
        kind="package",
        id=one.node.id,
        name=row.name if row else one.node.id,
        ecosystem=row.ecosystem if row else "",
        hit=hit,
        concerns=one.concerns,
        advisories=row.advisories if row else 0,
        severity=row.severity if row else "",
        versions=row.versions if row else (),
        maintainers=None,
        core_size=0,
        last_release=None,
        funding=None,
        funding_link="",
        step=_step_for_package(one.concerns, raised),
        target=raised.version if raised else "",
        through=raised.through if raised else "",
        subject_id="",
        rank=one.rank,
    )


def _step_for_package(concerns: Sequence[Concern], raised: Raise | None) -> StepKind:
    if "malicious" in concerns:
        return "remove"
    if raised and raised.version:
        return "raise"
    if "unmaintained" in concerns:
        return "replace"
    return "judge"


def _care_of_repository(
    reading: Reading, repository: Repository, known: _Known, one: Candidate, hit: Hit
) -> Care:
    return Care(
        kind="repository",
        id=one.node.id,
        name=_name_of(reading, repository),
        ecosystem="",
        hit=hit,
        concerns=one.concerns,
        advisories=0,
        severity="",
        versions=(),
        maintainers=len(repository.core) if repository.core_size else None,
        core_size=repository.core_size,
        last_release=known.releases.get(one.node.id),
        funding=known.funded.get(one.node.id),
        funding_link=known.links.get(one.node.id, ""),
        step=_step_for_repository(one.concerns),
        target="",
        through="",
        subject_id=repository.entry_id,
        rank=one.rank,
    )


def _name_of(reading: Reading, repository: Repository) -> str:
    """A project of one repository is known by its own name."""
    entry = reading.subjects.get(repository.entry_id)
    if entry and len(entry.repository_ids) == 1:
        return entry.name
    return reading.subjects[repository.id].name


def _step_for_repository(concerns: Sequence[Concern]) -> StepKind:
    if "core_left" in concerns:
        return "find_keeper"
    if "one_person" in concerns or "one_left" in concerns:
        return "second_person"
    return "ask" if "quiet" in concerns else "release"


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
                hit=_hit(reading, world, entries),
                repositories=repositories,
            )


def _sets(reading: Reading, loss: Loss) -> Iterator[SetStep]:
    gone = 0
    for taken in greedy(loss, groups_of_people(loss), most=_MOST_PEOPLE):
        gone += len(taken.nodes)
        yield SetStep(gone, _hit(reading, loss.world, taken.entries))


def _fates(reading: Reading, world: World, people: Mapping[str, int]) -> Iterator[Fate]:
    for node, entries in shared_fates(world):
        is_person = node.kind == "person"
        yield Fate(
            node.kind,
            "" if is_person else node.id,
            people[node.id] if is_person else 0,
            _hit(reading, world, entries),
        )


def _picture(reading: Reading, world: World, loss: Loss, cared: Sequence[Care]) -> Picture:
    """A few nodes and a few entries: a picture of everything would show nothing."""
    nodes = tuple(cared[:_NODES])
    hits = [loss.entries([Node(one.kind, one.id)]) for one in nodes]
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
