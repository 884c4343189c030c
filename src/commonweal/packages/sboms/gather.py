# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From lines that name packages to components, each once, and what needs what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from commonweal.packages.model.need import SCOPES, Scope
from commonweal.packages.model.purl import with_version
from commonweal.packages.project.files import folder_of, upwards
from commonweal.packages.sboms.sbom import APART, Component, Place


class Line(NamedTuple):
    """A line of a file of a repository, the `home`, that names a package as needed."""

    home: str
    path: str
    line: int
    purl: str
    version: str
    is_commit: bool
    requirement: str
    scope: Scope
    is_direct: bool | None
    requires: Sequence[str]
    licence: str = ""
    is_unidentified: bool = False


class _Found:
    """A component as its places come in."""

    def __init__(self, need: Line) -> None:
        self.purl, self.version = need.purl, need.version
        self.scope, self.is_commit = need.scope, need.is_commit
        self.is_direct: bool | None = None
        self.requirements: dict[str, None] = {}
        self.places: dict[Place, None] = {}
        self.requires: dict[str, None] = {}
        self.licences: dict[str, None] = {}
        self.is_unidentified = True

    def add(self, need: Line) -> None:
        if need.version:
            self.version, self.is_commit = need.version, need.is_commit
        if need.scope != self.scope:
            self.scope = min(self.scope, need.scope, key=SCOPES.index)
        if need.is_direct is not None:
            self.is_direct = self.is_direct or need.is_direct
        if need.requirement:
            self.requirements[need.requirement] = None
        if need.licence:
            self.licences[need.licence] = None
        self.is_unidentified = self.is_unidentified and need.is_unidentified
        self.places[Place(need.home, need.path, need.line)] = None


def components_of(
    needs: Iterable[Line], files: "Files", *, has_development: bool
) -> tuple[Component, ...]:
    """One component a package URL with version.

    What a manifest asks for is put to what is locked beside it, where that is one version;
    where it is several, which of them is meant is not known.
    """
    found: dict[str, _Found] = {}
    for need in needs:
        reference = files.reference(need)
        if reference:
            component = found.get(reference)
            if component is None:
                component = found[reference] = _Found(need)
            component.add(need)
    for need in needs:
        reference = files.reference(need)
        if reference and need.requires:
            found[reference].requires.update(dict.fromkeys(files.required(need)))
    kept = {
        reference: component
        for reference, component in sorted(found.items())
        if has_development or component.scope not in APART
    }
    return tuple(
        Component(
            reference=reference,
            purl=component.purl,
            version=component.version,
            is_commit=component.is_commit,
            scope=component.scope,
            is_direct=component.is_direct,
            requirements=tuple(component.requirements),
            places=tuple(component.places),
            licences=tuple(component.licences),
            is_unidentified=component.is_unidentified,
            requires=tuple(
                each for each in component.requires if each in kept and each != reference
            ),
        )
        for reference, component in kept.items()
    )


class Files:
    """Which component each line means, and which ones the packages of a file name."""

    def __init__(self, needs: Iterable[Line]) -> None:
        self._locked: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._of_file: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
        for need in needs:
            if need.version:
                place = (need.home, folder_of(need.path), need.purl)
                self._locked[place].add(with_version(need.purl, need.version))
        for need in needs:
            if reference := self.reference(need):
                names = self._of_file[need.home, need.path]
                for name in {need.purl, reference}:
                    known = names.setdefault(name, [])
                    if reference not in known:
                        known.append(reference)

    def reference(self, need: Line) -> str:
        """The component of a line; empty where it is one of several, not known which.

        What is locked in another folder or repository says nothing here: only a lock beside
        the manifest does, or in a folder above, as workspaces have it.
        """
        if need.version:
            return with_version(need.purl, need.version)
        for folder in upwards(folder_of(need.path)):
            if locked := self._locked.get((need.home, folder, need.purl)):
                return next(iter(locked)) if len(locked) == 1 else ""
        return need.purl

    def required(self, need: Line) -> Iterable[str]:
        """The components of the same file that a line's package needs itself."""
        names = self._of_file[need.home, need.path]
        return (reference for name in need.requires for reference in names.get(name, ()))


def direct_needs(
    needs: Iterable[Line], files: "Files", homes: Mapping[str, str]
) -> Mapping[str, Iterable[str]]:
    """What each product asks for itself."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for need in needs:
        if need.is_direct and (reference := files.reference(need)):
            found[homes.get(need.home, "")][reference] = None
    return found
