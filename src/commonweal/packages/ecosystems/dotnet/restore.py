# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Project files of .NET: whether they lock what is restored, and versions kept in one place."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from commonweal.syntax.xml import Element, XmlRefused, read_xml

_TRUE = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_FALSE = frozenset({"0", "f", "F", "FALSE", "false", "False", ""})
# A range that holds one version: [1.2.3]
_ONE_VERSION = re.compile(r"\[[^\[,]+\]")


class Package(NamedTuple):
    """A package with its version as written, and whether no other version may be taken."""

    name: str
    version: str
    is_fixed: bool


class CentralVersions(NamedTuple):
    """What a `Directory.Packages.props` says; `packages` only where versions are kept there."""

    is_central: bool
    packages: tuple[Package, ...]


def restores_locked(content: bytes) -> bool:
    """Tell whether a project restores only what its lock file says; else an `XmlRefused`."""
    return any(_flags(_project(content), "RestoreLockedMode"))


def central_versions(content: bytes) -> CentralVersions:
    """Read versions that are kept in one place; an `XmlRefused` where that is no project file."""
    project = _project(content)
    if not any(_flags(project, "ManagePackageVersionsCentrally")):
        return CentralVersions(is_central=False, packages=())
    packages = tuple(
        Package(name, version, bool(_ONE_VERSION.fullmatch(version)))
        for group in project.named("ItemGroup")
        for package in group.named("PackageVersion")
        for name, version in [
            (package.attributes.get("Include", ""), package.attributes.get("Version", ""))
        ]
    )
    return CentralVersions(is_central=True, packages=packages)


def are_locked(central: Iterable[CentralVersions], locked: Iterable[bool]) -> bool:
    """Tell whether a project's files pin what a plain restore would take.

    Versions in one place decide where there are some, else whether every project is locked.
    """
    kept = next(iter(central), None)
    if kept is not None and kept.is_central:
        return all(package.is_fixed for package in kept.packages)
    states = list(locked)
    return bool(states) and all(states)


def _project(content: bytes) -> Element:
    root = read_xml(content)
    if root.name != "Project":
        raise XmlRefused(f"the root is {root.name[:40]!r}, not a project", root.line)
    return root


def _flags(project: Element, name: str) -> Iterator[bool]:
    for group in project.named("PropertyGroup"):
        for flag in group.named(name):
            text = flag.text.strip()
            if text not in _TRUE | _FALSE:
                raise XmlRefused(f"{name} is neither true nor false", flag.line)
            yield text in _TRUE
