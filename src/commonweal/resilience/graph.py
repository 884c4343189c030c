# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The dependency graph of a portfolio, read from the evidence once."""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

import msgspec

from commonweal.core.privacy import FEWEST_PEOPLE
from commonweal.evidence import Engine
from commonweal.resilience.queries import query

NodeKind = Literal["package", "repository", "person", "organisation", "forge"]
KINDS: tuple[NodeKind, ...] = ("package", "repository", "person", "organisation", "forge")


_YEAR = timedelta(days=365)


class Node(NamedTuple):
    """Something that can be lost: a package URL, a repository's or person's id, a name, a host."""

    kind: NodeKind
    id: str


class Repository(msgspec.Struct, frozen=True):
    """A repository of the portfolio and what it depends on.

    `needs` are packages without which it does not run or cannot be built, `tools` those that
    development and CI need. `core` are the people of its truck factor who committed in the
    last twelve months, out of `core_size`, which is 0 where the core is not known. With
    `has_others` somebody outside of the core was active too, so that it goes on without it.
    """

    id: str
    entry_id: str
    needs: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()
    provides: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    core_size: int = 0
    has_others: bool = False
    forge: str = ""

    @property
    def carried_by(self) -> frozenset[str]:
        """The people without whom nobody who is known here is left; empty where others are."""
        return frozenset() if self.has_others else self.core


class DependencyGraph(msgspec.Struct, frozen=True, dict=True):
    """All repositories, the weight of each entry, and the organisation of each person."""

    repositories: tuple[Repository, ...]
    weights: Mapping[str, float]
    organisations: Mapping[str, str]

    def entries(self) -> tuple[str, ...]:
        """The entries of the portfolio, sorted."""
        return tuple(sorted(self.weights))

    def weight_of(self, entries: Iterable[str]) -> float:
        """The share of the weight that some entries have together; 1.0 is the whole portfolio."""
        whole = self._whole
        return sum(self.weights[entry] for entry in entries) / whole if whole else 0.0

    @functools.cached_property
    def _whole(self) -> float:
        return sum(self.weights.values())

    def nodes(self, kind: NodeKind) -> tuple[Node, ...]:
        """The nodes of a kind that a repository depends on, sorted."""
        found: set[str] = set()
        for repository in self.repositories:
            match kind:
                case "package":
                    found |= repository.needs
                case "repository":
                    found.add(repository.id)
                case "person":
                    found |= repository.core
                case "organisation":
                    found |= {
                        self.organisations[who]
                        for who in repository.core & self.organisations.keys()
                    }
                case "forge" if repository.forge:
                    found.add(repository.forge)
        return tuple(Node(kind, name) for name in sorted(found))


def read_dependency_graph(engine: Engine) -> DependencyGraph:
    """Read the graph of a generation."""
    packages: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for repository_id, purl, is_needed in engine.rows(query("needs")):
        packages[repository_id][0 if is_needed else 1].add(purl)
    provided: dict[str, set[str]] = defaultdict(set)
    for repository_id, purl in engine.rows(query("provided")):
        provided[repository_id].add(purl)
    core: dict[str, set[str]] = defaultdict(set)
    sizes: Counter[str] = Counter()
    others: set[str] = set()
    for repository_id, person_id, is_active, has_others in engine.rows(
        query("core"), since=_a_year_ago(engine)
    ):
        sizes[repository_id] += 1
        if has_others:
            others.add(repository_id)
        if is_active:
            core[repository_id].add(person_id)
    rows = engine.rows(query("repositories"))
    return DependencyGraph(
        repositories=tuple(
            Repository(
                id=repository_id,
                entry_id=entry_id,
                needs=frozenset(packages[repository_id][0]),
                tools=frozenset(packages[repository_id][1] - packages[repository_id][0]),
                provides=frozenset(provided[repository_id]),
                core=frozenset(core[repository_id]),
                core_size=sizes[repository_id],
                has_others=repository_id in others,
                forge=forge_of(origin),
            )
            for repository_id, entry_id, origin, _ in rows
        ),
        weights={entry_id: float(weight) for _, entry_id, _, weight in rows},
        organisations=dict(engine.rows(query("organisations"), fewest=FEWEST_PEOPLE)),
    )


def offer_core(engine: Engine) -> None:
    """Offer the relation `core`: who of each core is active, and whether others are."""
    engine.offer("core", query("core"), since=_a_year_ago(engine))


def _a_year_ago(engine: Engine) -> datetime:
    surveyed_at = engine.manifest.surveyed_at if engine.manifest else datetime.now(tz=UTC)
    return (surveyed_at - _YEAR).astimezone(UTC).replace(tzinfo=None)


def forge_of(origin: str | None) -> str:
    """The host of a repository; empty where it is not known."""
    if not origin:
        return ""
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
