# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What NuGet and .NET write: project files, central versions, lock files, built assets."""

from collections.abc import Callable, Iterator
from typing import Any

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.reading.decoded import (
    json_object,
    table_at,
    tables_in,
    text_at,
    xml_root,
)
from commonweal.packages.reading.links import Names, entries, label_of, texts, unique, wanted, word
from commonweal.syntax.xml import Element

_REFERENCES = ("PackageReference", "PackageVersion")


def read_project(_: str, content: bytes) -> Iterator[Package]:
    """Packages that a project file, or one of central versions, names with a version."""
    for group in xml_root(content, "Project").named("ItemGroup"):
        for child in group.children:
            name, version = child.attributes.get("Include", ""), _version(child)
            if child.name in _REFERENCES and name and version:
                yield Package("nuget", name, version, is_direct=True)


def _version(reference: Element) -> str:
    within = next((version.text.strip() for version in reference.named("Version")), "")
    return reference.attributes.get("Version", "") or within


def read_config(_: str, content: bytes) -> Iterator[Package]:
    """Packages of packages.config."""
    for package in xml_root(content, "packages").named("package"):
        name, version = package.attributes.get("id", ""), package.attributes.get("version", "")
        if name and version:
            yield Package("nuget", name, version)


def read_lock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of packages.lock.json, for each framework."""
    frameworks = tables_in(json_object(content), "dependencies")
    for framework in frameworks:
        locked = tables_in(frameworks, framework)
        versions = {name: text_at(entry, "resolved") for name, entry in locked.items()}
        names = Names(versions.items(), str.lower)
        for name, entry in locked.items():
            kind = text_at(entry, "type")
            yield Package(
                "nuget",
                name,
                versions[name],
                is_direct=kind == "Direct",
                requires=names.all_of(needed for needed, _ in wanted(entry, "dependencies")),
                is_own=kind == "Project",
            )


def read_built(_: str, content: bytes) -> Iterator[Package]:
    """Libraries of a .deps.json, the program itself among them."""
    built = json_object(content)
    libraries = tables_in(built, "libraries")
    if not libraries:
        raise PackagesRefused(message("the file names no libraries"))
    names = Names(map(_split, libraries), str.lower)
    needed = _needed(built, lambda _, name, version: names.of(name, version))
    own = [key for key, entry in libraries.items() if entry.get("type") == "project"]
    direct = {label for key in own for label in needed.get(key, ())}
    for key in libraries:
        name, version = _split(key)
        if name and version:
            yield Package(
                "nuget",
                name,
                version,
                is_direct=label_of(name, version) in direct if own else None,
                requires=unique(needed.get(key, ())),
                is_own=libraries[key].get("type") == "project",
            )


def _needed(
    document: dict[str, Any], label_in: Callable[[str, str, str], str]
) -> dict[str, list[str]]:
    """The labels that libraries need in any target, by their keys."""
    found: dict[str, list[str]] = {}
    for target, libraries in wanted(document, "targets"):
        for key, entry in entries(libraries).items():
            labels = (
                label_in(target, name, word(version))
                for name, version in wanted(entry, "dependencies")
            )
            found.setdefault(key, []).extend(labels)
    return found


def read_assets(_: str, content: bytes) -> Iterator[Package]:
    """Packages of project.assets.json and what they ask for, each name and version once."""
    assets = json_object(content)
    # In each target there is one version of a package, whatever is asked for.
    restored: dict[str, Names] = {}
    locked: set[tuple[str, str]] = set()
    found: dict[tuple[str, str], None] = {}
    targets = tables_in(assets, "targets")
    for target in targets:
        packages = _packages(tables_in(targets, target))
        restored[target] = Names(packages.values(), str.lower)
        locked.update(packages.values())
        for key, entry in tables_in(targets, target).items():
            dependencies = table_at(entry, "dependencies")
            found |= {packages[key]: None} if key in packages else {}
            found |= dict.fromkeys((name, text_at(dependencies, name)) for name in dependencies)
    whole = _packages(tables_in(assets, "libraries")).values()
    locked.update(whole)
    found |= dict.fromkeys(whole)
    needed = _needed(assets, lambda target, name, _: restored[target].of(name))
    direct_names = _direct_names(assets)
    for name, version in found:
        if name and version:
            is_locked = (name, version) in locked
            yield Package(
                "nuget",
                name,
                version,
                is_direct=name.lower() in direct_names if is_locked and direct_names else None,
                requires=unique(needed.get(f"{name}/{version}", ())),
                is_demand=not is_locked,
            )


def _packages(libraries: dict[str, dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """The name and version of each library that is a package."""
    kinds = {key: text_at(library, "type") for key, library in libraries.items()}
    return {key: _split(key) for key, kind in kinds.items() if kind == "package"}


def _direct_names(assets: dict[str, Any]) -> set[str]:
    """The names that the project itself asks for, in small letters."""
    groups = (texts(group) for _, group in wanted(assets, "projectFileDependencyGroups"))
    return {written.partition(" ")[0].lower() for group in groups for written in group}


def _split(key: str) -> tuple[str, str]:
    name, _, version = key.partition("/")
    return ("", "") if "/" in version else (name, version)


READERS = (
    Reader(format="csproj", endings=(".csproj", ".vbproj", ".fsproj"), read=read_project),
    Reader(
        format="nugetcpm",
        names=("Directory.Packages.props", "Directory.Build.props"),
        read=read_project,
    ),
    Reader(format="packagesconfig", names=("packages.config",), read=read_config),
    Reader(format="packageslockjson", is_lock=True, names=("packages.lock.json",), read=read_lock),
    Reader(format="depsjson", is_lock=True, endings=(".deps.json",), read=read_built),
    Reader(
        format="projectassetsjson", is_lock=True, names=("project.assets.json",), read=read_assets
    ),
)
