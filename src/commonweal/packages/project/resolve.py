# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Put the package files of a repository together; what is named and not there is said."""

from collections.abc import Collection, Iterator, Mapping

import msgspec

from commonweal.packages.model import Manifest
from commonweal.packages.project.files import (
    LockFile,
    Missing,
    PackageFiles,
    folder_of,
    joined,
)
from commonweal.packages.project.scopes import with_scopes
from commonweal.packages.project.versions import Project, settled

_TAKEN_IN = ("include", "constraint")


def linked_paths(manifests: Mapping[str, Manifest], known: Collection[str]) -> frozenset[str]:
    """Files that lists of requirements take in, and that are there under any name."""
    return frozenset(
        place
        for path, manifest in manifests.items()
        for link in manifest.links
        if link.kind in _TAKEN_IN
        and (place := joined(folder_of(path), link.path))
        and place in known
        and place not in manifests
    )


def resolve(
    locks: Mapping[str, LockFile], manifests: Mapping[str, Manifest], known: Collection[str]
) -> PackageFiles:
    """Fill in what other files say: `known` are all paths of the repository."""
    project = Project(manifests)
    with_versions = settled(project, manifests)
    return PackageFiles(
        locks=with_scopes(locks, with_versions),
        manifests=dict(_asking(project, with_versions)),
        missing=(*_missing(manifests, known), *_parents(project, with_versions)),
    )


def _asking(project: Project, manifests: Mapping[str, Manifest]) -> Iterator[tuple[str, Manifest]]:
    """A list that is a constraint of others, and of none a part, asks for nothing itself."""
    targets: dict[str, set[str]] = {kind: set() for kind in _TAKEN_IN}
    for path, manifest in manifests.items():
        for link in manifest.links:
            if link.kind in targets:
                targets[link.kind].add(project.target(path, link))
    constraints = targets["constraint"] - targets["include"]
    for path, manifest in manifests.items():
        is_asking = path not in constraints
        yield path, manifest if is_asking else msgspec.structs.replace(manifest, needs=())


def _parents(project: Project, manifests: Mapping[str, Manifest]) -> Iterator[Missing]:
    """Parents from elsewhere, where what the software needs has no version without them."""
    for path, manifest in manifests.items():
        is_open = any(not (need.version or need.commit) for need in manifest.dependencies)
        for above in project.chain(path) if is_open else ():
            for link in manifests[above].links:
                if link.kind == "parent" and link.name and not project.target(above, link):
                    line = link.line if above == path else 0
                    yield Missing(path, line, link.name, is_parent=True)


def _missing(manifests: Mapping[str, Manifest], known: Collection[str]) -> Iterator[Missing]:
    for path, manifest in manifests.items():
        for link in manifest.links:
            place = joined(folder_of(path), link.path)
            is_there = place in known or f"{place}/pom.xml" in known
            if link.is_required and link.path and not is_there:
                yield Missing(path, link.line, link.path)
