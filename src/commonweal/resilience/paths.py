# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who brings a package in: the one package asked for directly through which every way leads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from commonweal.evidence import Engine
from commonweal.formats.dependencies import with_version
from commonweal.resilience.dominators import gatekeepers, immediate_dominators

_ROOT = ""


class Locked(NamedTuple):
    """A version that a lock file names, as a place in evidence."""

    repository_id: str
    path: str
    purl: str
    version: str


def brought_by(engine: Engine, locked: Iterable[Locked]) -> dict[Locked, str]:
    """Give for each version the package URL (without version) that alone brings it in.

    It is the version's own where it is asked for directly or comes in several ways. Left out
    is what a file does not tell: lock files without edges, and versions nothing leads to.
    """
    wanted: dict[tuple[str, str], list[Locked]] = defaultdict(list)
    for one in locked:
        wanted[one.repository_id, one.path].append(one)
    found: dict[Locked, str] = {}
    for (repository_id, path), members in sorted(wanted.items()):
        edges, purls = _edges(engine, repository_id, path)
        if len(edges) < 2:  # noqa: PLR2004  nothing but the root: the file tells no edges
            continue
        keepers = gatekeepers(immediate_dominators(edges, _ROOT), _ROOT)
        for one in members:
            keeper = keepers.get(with_version(one.purl, one.version))
            if keeper is not None:
                found[one] = purls[keeper]
    return found


def _edges(
    engine: Engine, repository_id: str, path: str
) -> tuple[Mapping[str, list[str]], Mapping[str, str]]:
    """The edges of one lock file from its root, and the package of each node."""
    rows = engine.rows(
        "select purl, version, is_direct, requires from needs "
        "where repository_id = $repository and path = $path and is_locked order by all",
        repository=repository_id,
        path=path,
    )
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
            one for name in names for one in ([name] if name in purls else versions.get(name, ()))
        ]
        if nodes:
            edges[node] = nodes
    return edges, purls


def _not_required(required: Mapping[str, Iterable[str]]) -> list[str]:
    """What nothing else needs was asked for."""
    needed = {name for names in required.values() for name in names}
    return [node for node in required if node not in needed]
