# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Impact analysis: which repositories stop when a node of the graph is lost, and why."""

import functools
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from commonweal.resilience.graph import DependencyGraph, Node, Repository
from commonweal.resilience.reach import masks, reached, weighed

Why = Literal["package", "people", "forge", "itself", "provider"]


class Stop(NamedTuple):
    """A repository that stops: the reason, and the package or repository that caused it."""

    repository_id: str
    why: Why
    through: str


class Loss(NamedTuple):
    """How many repositories and entries stop, and the share of the weight of these entries."""

    repositories: int
    entries: int
    weight: float


class ImpactAnalysis:
    """Answers what stops in a graph; it works out once what depends on what.

    A repository stops when it is gone itself, when its forge is, when all of its core
    people are and nobody else was active, when a package that it needs is, or when a
    repository that provides one stops. An organisation is gone with all core people who act for it.
    """

    def __init__(self, graph: DependencyGraph) -> None:
        self.graph = graph
        self._by_id = {repository.id: repository for repository in graph.repositories}
        self._users: dict[str, list[str]] = defaultdict(list)
        self._by_person: dict[str, list[str]] = defaultdict(list)
        self._acting: dict[str, list[str]] = defaultdict(list)
        for repository in graph.repositories:
            for purl in repository.needs:
                self._users[purl].append(repository.id)
            for person in repository.carried_by:
                self._by_person[person].append(repository.id)
        for who, name in graph.organisations.items():
            self._acting[name].append(who)
        # What follows from the loss of one repository, a bit for each repository and, above
        # these, for each entry: what follows from several is all of it together, and a large
        # portfolio asks for that many thousand times.
        self._size = len(graph.repositories)
        self._repositories = (1 << self._size) - 1
        self._entry_ids = graph.entries()
        places = {entry_id: place for place, entry_id in enumerate(self._entry_ids, self._size)}
        self._bits = {
            repository.id: 1 << place | 1 << places[repository.entry_id]
            for place, repository in enumerate(graph.repositories)
        }
        self._weighing = masks(graph.weights[entry_id] for entry_id in self._entry_ids)
        self._whole = self._weigh((1 << len(self._entry_ids)) - 1)

    def repository(self, repository_id: str) -> Repository:
        """Give a repository of the graph by its id."""
        return self._by_id[repository_id]

    def stops(self, gone: Iterable[Node]) -> tuple[Stop, ...]:
        """Give the repositories that stop, each with the first reason found, sorted."""
        stopped: dict[str, Stop] = {}
        waiting = deque(self._stop_first(frozenset(gone)))
        while waiting:
            stop = waiting.popleft()
            if stop.repository_id not in stopped:
                stopped[stop.repository_id] = stop
                waiting += self._stop_next(self._by_id[stop.repository_id])
        return tuple(stopped[repository_id] for repository_id in sorted(stopped))

    def _stop_first(self, removed: frozenset[Node]) -> Iterator[Stop]:
        for node in sorted(removed):
            for repository_id in self._stopped_by(node):
                yield Stop(repository_id, _WHY[node.kind], node.id)
        people = self._people(removed)
        for person in sorted(people):
            for repository_id in self._by_person.get(person, ()):
                if self._by_id[repository_id].carried_by <= people:
                    yield Stop(repository_id, "people", "")

    def _stop_next(self, provider: Repository) -> Iterator[Stop]:
        for purl in sorted(provider.provides):
            for user in self._users.get(purl, ()):
                if purl not in self._by_id[user].provides:
                    yield Stop(user, "provider", provider.id)

    def entries(self, gone: Iterable[Node]) -> frozenset[str]:
        """Give the entries of the portfolio of which something stops."""
        return frozenset(self._entry_ids[place] for place in _places(self._stopped_entries(gone)))

    def weight(self, gone: Iterable[Node]) -> float:
        """The share of the weight of entries of which something stops; 1.0 is all of it."""
        return self._share(self._stopped_entries(gone))

    def loss(self, gone: Iterable[Node]) -> Loss:
        """Count what stops."""
        stopped = self._stopped(gone)
        entries = stopped >> self._size
        return Loss(
            (stopped & self._repositories).bit_count(),
            entries.bit_count(),
            self._share(entries),
        )

    def _share(self, entries: int) -> float:
        return self._weigh(entries) / self._whole if self._whole else 0.0

    def _stopped_entries(self, gone: Iterable[Node]) -> int:
        return self._stopped(gone) >> self._size

    def _weigh(self, entries: int) -> float:
        return weighed(entries, self._weighing)

    def _stopped(self, gone: Iterable[Node]) -> int:
        """The repositories that stop, and their entries, a bit each."""
        nodes = frozenset(gone)
        stopped = 0
        if all(node.kind == "package" for node in nodes):
            for node in nodes:
                stopped |= self._stopped_by_package.get(node.id, 0)
            return stopped
        for stop in self._stop_first(nodes):
            stopped |= self._reached[stop.repository_id]
        return stopped

    @functools.cached_property
    def _reached(self) -> Mapping[str, int]:
        """What follows from the loss of each repository, a bit each."""
        return reached(
            {
                repository.id: [stop.repository_id for stop in self._stop_next(repository)]
                for repository in self.graph.repositories
            },
            self._bits,
        )

    @functools.cached_property
    def _stopped_by_package(self) -> Mapping[str, int]:
        """The repositories that stop without a package, worked out for all of them at once."""
        found: dict[str, int] = defaultdict(int)
        for repository in self.graph.repositories:
            stopped = self._reached[repository.id]
            for purl in repository.needs:
                found[purl] |= stopped
        return found

    def _people(self, removed: Collection[Node]) -> frozenset[str]:
        gone = {node.id for node in removed if node.kind == "person"}
        organisations = [node.id for node in removed if node.kind == "organisation"]
        acting = (who for name in organisations for who in self._acting.get(name, ()))
        return frozenset([*gone, *acting])

    def _stopped_by(self, node: Node) -> Iterable[str]:
        match node.kind:
            case "package":
                return self._users.get(node.id, ())
            case "repository":
                return (node.id,) if node.id in self._by_id else ()
            case "forge":
                return [
                    repository.id
                    for repository in self.graph.repositories
                    if repository.forge == node.id
                ]
            case _:
                return ()


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set: as many steps as there are of them."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


_WHY: Mapping[str, Why] = {"package": "package", "repository": "itself", "forge": "forge"}


def shared_dependencies(graph: DependencyGraph) -> tuple[tuple[Node, frozenset[str]], ...]:
    """Give what several entries share and would lose together, the largest group first.

    A person or an organisation counts only where nobody else was active in a repository.
    """
    found: dict[Node, set[str]] = defaultdict(set)
    for repository in graph.repositories:
        for node in _dependencies_of(repository, graph):
            found[node].add(repository.entry_id)
    groups = [(node, frozenset(entries)) for node, entries in found.items() if len(entries) > 1]
    groups.sort(key=lambda group: (-graph.weight_of(group[1]), group[0]))
    return tuple(groups)


def _dependencies_of(repository: Repository, graph: DependencyGraph) -> Iterable[Node]:
    if repository.forge:
        yield Node("forge", repository.forge)
    if len(repository.carried_by) == 1:
        yield Node("person", next(iter(repository.carried_by)))
    organisations = {graph.organisations.get(who, "") for who in repository.carried_by}
    if len(organisations) == 1 and "" not in organisations:
        yield Node("organisation", next(iter(organisations)))
