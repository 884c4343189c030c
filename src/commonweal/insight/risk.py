# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What stops when something is gone: single points of failure, and what projects share."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from commonweal.core.message import marked, message
from commonweal.core.near import id_named
from commonweal.core.problem import InputMissing
from commonweal.insight.coverage import coverage_of
from commonweal.insight.impact import graph_impact
from commonweal.insight.names import Named, named
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.resilience.cover import greedy, groups_of_people
from commonweal.resilience.graph import DependencyGraph, Node, NodeKind, Repository
from commonweal.resilience.impact import shared_dependencies

NAMES = 4
_MOST: Mapping[NodeKind, int] = {"package": 8, "person": 6, "organisation": 6, "forge": 4}
_MOST_PEOPLE = 6
_URGENT = ("critical", "high")


class Impact(msgspec.Struct, frozen=True):
    """Projects that stop, the heaviest first; `share` of the portfolio's weight, 0 to 1."""

    count: int
    share: float
    names: tuple[Named, ...]
    more: int


class SinglePoint(msgspec.Struct, frozen=True):
    """What stops when one thing is gone. Of people `number` stands for the name.

    `has_page` is about packages: whether one has a page of its own.
    """

    kind: NodeKind
    id: str
    name: str
    number: int
    impact: Impact
    repositories: int
    has_page: bool


class PeopleGone(msgspec.Struct, frozen=True):
    """So many people gone, and what has stopped by then."""

    people: int
    impact: Impact


class Shared(msgspec.Struct, frozen=True):
    """What several projects share and would lose together."""

    kind: NodeKind
    name: str
    number: int
    impact: Impact


class Summary(msgspec.Struct, frozen=True):
    """The risk of the portfolio in a few numbers; `not_looked_up` names ecosystems."""

    entries: int
    packages: int
    advisories: int
    urgent: int
    one_person: int
    left: int
    core_unknown: int
    not_looked_up: tuple[str, ...]


class Stopped(msgspec.Struct, frozen=True):
    """A repository that stops, and why."""

    repository: str
    entry: Named
    why: str
    through: str


class Without(msgspec.Struct, frozen=True):
    """What stops when some things are gone; `development` goes on, but not its making."""

    gone: tuple[Node, ...]
    impact: Impact
    development: Impact
    repositories: tuple[Stopped, ...]
    entries: int


def impact_of(reading: Reading, entries: Iterable[str], *, most: int = NAMES) -> Impact:
    """Name the projects that stop, the heaviest first."""
    graph = reading.dependency_graph
    listed = sorted(entries, key=lambda entry: (-graph.weights[entry], named(reading, entry).name))
    return Impact(
        count=len(listed),
        share=graph.weight_of(listed),
        names=tuple(named(reading, entry) for entry in listed[:most]),
        more=max(0, len(listed) - most),
    )


def summary(reading: Reading) -> Summary:
    """Give the risk of the portfolio in a few numbers."""
    return reading.once(_summary)


def _summary(reading: Reading) -> Summary:
    graph = reading.dependency_graph
    levels: dict[str, int] = dict(reading.engine.rows(query("open_advisory_levels")))
    [(packages,)] = reading.engine.rows(query("package_count"))
    return Summary(
        entries=len(graph.weights),
        packages=packages,
        advisories=sum(levels.values()),
        urgent=sum(levels.get(level, 0) for level in _URGENT),
        one_person=_count(graph, lambda repository: len(repository.core) == 1),
        left=_count(graph, lambda repository: repository.core_size > 0 and not repository.core),
        core_unknown=_count(graph, lambda repository: not repository.core_size),
        not_looked_up=tuple(
            coverage.ecosystem
            for coverage in coverage_of(reading)
            if coverage.packages and not coverage.is_looked_up
        ),
    )


def _count(graph: DependencyGraph, holds: Callable[[Repository], bool]) -> int:
    """Count projects of which a repository is like this."""
    return len({repository.entry_id for repository in graph.repositories if holds(repository)})


_UNKNOWN: Mapping[NodeKind, str] = {
    "package": marked("no package %(name)s is known here"),
    "repository": marked("no repository %(name)s is known here"),
    "person": marked("no person %(name)s is known here"),
    "organisation": marked("no organisation %(name)s is known here"),
    "forge": marked("no forge %(name)s is known here"),
}
_SPELLINGS: Mapping[NodeKind, str] = {
    "package": message("Write its name or package URL without version, as pkg:pypi/requests."),
    "repository": message("Write the name of a project or repository; see `commonweal status`."),
    "person": message("Write the whole name, as git has it."),
    "organisation": message("Write it as the portfolio or the mail domain has it."),
    "forge": message(
        "Write its host, as github.com. The forge of a clone without an origin is not known."
    ),
}


def without(reading: Reading, gone: Sequence[Node]) -> Without:
    """Say what stops when some things are gone; what is not known here is refused."""
    graph, impact = reading.dependency_graph, graph_impact(reading)
    for node in gone:
        if not _is_known(reading, node):
            raise InputMissing(
                message(_UNKNOWN[node.kind], name=node.id),
                fix=_SPELLINGS[node.kind],
            )
    stops = impact.stops(gone)
    names = {repository.id: repository.entry_id for repository in graph.repositories}
    entries = frozenset(names[stop.repository_id] for stop in stops)
    packages = {node.id for node in gone if node.kind == "package"}
    tools = {
        repository.entry_id for repository in graph.repositories if repository.tools & packages
    }
    everything = len(graph.weights)
    return Without(
        gone=tuple(gone),
        impact=impact_of(reading, entries, most=everything),
        development=impact_of(reading, tools - entries, most=everything),
        repositories=tuple(
            Stopped(
                repository=stop.repository_id,
                entry=named(reading, names[stop.repository_id]),
                why=stop.why,
                through="" if stop.why == "people" else stop.through,
            )
            for stop in stops
        ),
        entries=everything,
    )


def _is_known(reading: Reading, node: Node) -> bool:
    if node.kind == "forge":
        return node in reading.dependency_graph.nodes("forge")
    return bool(reading.engine.rows(query(f"known_{node.kind}"), id=node.id))


def resolved(reading: Reading, node: Node) -> Node:
    """Understand a name as people write it: a project for its repository, a person by name."""
    match node.kind:
        case "repository":
            alone = {
                id_: (id_.removeprefix("project:"), subject.name)
                for id_, subject in reading.subjects.items()
                if len(subject.repository_ids) == 1 and id_ != reading.portfolio.id
            }
            repositories = {
                id_: names for id_, names in alone.items() if not id_.startswith("project:")
            }
            id_ = id_named(node.id, repositories) or id_named(node.id, alone)
            found = reading.subjects[id_] if id_ else None
            return Node("repository", found.repository_ids[0]) if found else node
        case "person":
            rows = reading.engine.rows(query("people_named"), name=node.id)
        case "package" if not node.id.startswith("pkg:"):
            rows = reading.engine.rows(query("packages_named"), name=node.id)
        case _:
            return node
    return Node(node.kind, rows[0][0]) if len(rows) == 1 else node


def person_numbers(reading: Reading) -> Mapping[str, int]:
    """Give people numbers instead of names: those first without whom most stops."""
    return reading.once(_person_numbers)


def _person_numbers(reading: Reading) -> Mapping[str, int]:
    people, impact = reading.dependency_graph.nodes("person"), graph_impact(reading)
    weights = {node: impact.weight([node]) for node in people}
    by_weight = sorted(people, key=lambda node: (-weights[node], node.id))
    return {node.id: number for number, node in enumerate(by_weight, 1)}


def single_points(reading: Reading) -> Iterator[SinglePoint]:
    """Give the things that most stops without, a few of each kind, the worst first."""
    indirect = frozenset(purl for (purl,) in reading.engine.rows(query("indirect_packages")))
    for kind, most in _MOST.items():
        yield from _points_of(reading, kind, most, indirect)


def _points_of(
    reading: Reading, kind: NodeKind, most: int, indirect: frozenset[str]
) -> Iterator[SinglePoint]:
    impact = graph_impact(reading)
    rows = []
    for node in reading.dependency_graph.nodes(kind):
        loss = impact.loss([node])
        if loss.entries > 1 or (kind == "person" and loss.entries):
            rows.append((loss.weight, loss.repositories, node))
    rows.sort(key=lambda row: (-row[0], row[2].id in indirect, -row[1], row[2]))
    for _, repositories, node in rows[:most]:
        is_person = kind == "person"
        yield SinglePoint(
            kind=kind,
            id="" if is_person else node.id,
            name="" if is_person else reading.package_names.get(node.id, node.id),
            number=person_numbers(reading)[node.id] if is_person else 0,
            impact=impact_of(reading, impact.entries([node])),
            repositories=repositories,
            has_page=node.id in packages_with_page(reading),
        )


def people_gone(reading: Reading) -> Iterator[PeopleGone]:
    """Say what stops when the few people are gone who carry most, one group after the other."""
    impact = graph_impact(reading)
    gone = 0
    for taken in greedy(impact, groups_of_people(impact), most=_MOST_PEOPLE):
        gone += len(taken.nodes)
        yield PeopleGone(gone, impact_of(reading, taken.entries))


def shared_of(reading: Reading) -> Iterator[Shared]:
    """Give what several projects share and would lose together, the largest group first."""
    for node, entries in shared_dependencies(reading.dependency_graph):
        is_person = node.kind == "person"
        yield Shared(
            node.kind,
            "" if is_person else node.id,
            person_numbers(reading)[node.id] if is_person else 0,
            impact_of(reading, entries),
        )
