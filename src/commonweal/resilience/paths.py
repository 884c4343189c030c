# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gateway dependencies: the direct dependency that alone brings in an indirect one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from commonweal.evidence import Engine
from commonweal.packages.model import with_version
from commonweal.resilience.dominators import gateways, immediate_dominators
from commonweal.resilience.queries import query

_ROOT = ""
_Row = tuple[Any, ...]


class Locked(NamedTuple):
    """A version that a lock file names, as a place in evidence."""

    repository_id: str
    path: str
    purl: str
    version: str


def gateway_packages(engine: Engine, locked: Iterable[Locked]) -> dict[Locked, str]:
    """Give the gateway of each version: a package URL without version.

    A direct dependency, and one that comes in through several others, is its own gateway.
    The answer leaves out lock files without edges, and versions that no edge leads to.
    """
    wanted: dict[tuple[str, str], list[Locked]] = defaultdict(list)
    for package in locked:
        wanted[package.repository_id, package.path].append(package)
    found: dict[Locked, str] = {}
    for place, rows in _rows_of_files(engine, sorted(wanted)):
        edges, purls = _edges(rows)
        if len(edges) < 2:  # noqa: PLR2004  only the root: the file has no edges
            continue
        gateway_of = gateways(immediate_dominators(edges, _ROOT), _ROOT)
        for package in wanted[place]:
            gateway = gateway_of.get(with_version(package.purl, package.version))
            if gateway is not None:
                found[package] = purls[gateway]
    return found


def _rows_of_files(
    engine: Engine, places: Sequence[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], Iterable[_Row]]]:
    """The locked versions of each file: one query for all files, and a few in memory at a time."""
    columns = {"number": "INTEGER", "repository_id": "VARCHAR", "path": "VARCHAR"}
    numbered = [(number, *place) for number, place in enumerate(places)]
    with (
        engine.relation("wanted_file", columns, numbered),
        engine.derived("edge", query("locked_files")),
    ):
        for first in range(0, len(places), _FILES):
            rows = engine.rows(
                query("edges_of_files"),
                first=first,
                last=first + _FILES - 1,
            )
            for number, of_file in groupby(rows, key=itemgetter(0)):
                yield places[number], (row[1:] for row in of_file)


# Lock files that are held in memory at once.
_FILES = 20


def _edges(rows: Iterable[_Row]) -> tuple[Mapping[str, list[str]], Mapping[str, str]]:
    """The edges of one lock file from its root, and the package of each node."""
    purls: dict[str, str] = {_ROOT: _ROOT}
    versions: dict[str, list[str]] = defaultdict(list)
    required: dict[str, list[str]] = {}
    direct: list[str] = []
    for purl, version, is_direct, requires in rows:
        node = with_version(purl, version)
        purls[node] = purl
        versions[purl].append(node)
        required.setdefault(node, []).extend(requires or ())
        if is_direct:
            direct.append(node)
    edges = {_ROOT: direct or _not_required(required)}
    for node, names in required.items():
        nodes = [
            version
            for name in names
            for version in ([name] if name in purls else versions.get(name, ()))
        ]
        if nodes:
            edges[node] = nodes
    return edges, purls


def _not_required(required: Mapping[str, Iterable[str]]) -> list[str]:
    """A package that no other package needs is a direct dependency."""
    needed = {name for names in required.values() for name in names}
    return [node for node in required if node not in needed]
