# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What NuGet and .NET write: project files, central versions, lock files, built assets."""

from collections.abc import Iterator

from commonweal.formats.packages.decoded import (
    json_object,
    table_at,
    tables_in,
    text_at,
    xml_root,
)
from commonweal.formats.packages.package import Package, PackagesRefused, Reader
from commonweal.formats.xml import Element

_REFERENCES = ("PackageReference", "PackageVersion")


def read_project(_: str, content: bytes) -> Iterator[Package]:
    """Packages that a project file, or one of central versions, names with a version."""
    for group in xml_root(content, "Project").named("ItemGroup"):
        for one in group.children:
            name, version = one.attributes.get("Include", ""), _version(one)
            if one.name in _REFERENCES and name and version:
                yield Package("nuget", name, version, is_direct=True)


def _version(reference: Element) -> str:
    within = next((one.text.strip() for one in reference.named("Version")), "")
    return reference.attributes.get("Version", "") or within


def read_config(_: str, content: bytes) -> Iterator[Package]:
    """Packages of packages.config."""
    for one in xml_root(content, "packages").named("package"):
        name, version = one.attributes.get("id", ""), one.attributes.get("version", "")
        if name and version:
            yield Package("nuget", name, version)


def read_lock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of packages.lock.json, for each framework."""
    frameworks = tables_in(json_object(content), "dependencies")
    for framework in frameworks:
        for name, entry in tables_in(frameworks, framework).items():
            is_direct = text_at(entry, "type") == "Direct"
            yield Package("nuget", name, text_at(entry, "resolved"), is_direct=is_direct)


def read_built(_: str, content: bytes) -> Iterator[Package]:
    """Libraries of a .deps.json, the program itself among them."""
    libraries = tables_in(json_object(content), "libraries")
    if not libraries:
        raise PackagesRefused("the file names no libraries")
    for key in libraries:
        name, version = _split(key)
        if name and version:
            yield Package("nuget", name, version)


def read_assets(_: str, content: bytes) -> Iterator[Package]:
    """Packages of project.assets.json and what they ask for, each name and version once."""
    assets = json_object(content)
    found: dict[tuple[str, str], None] = {}
    targets = tables_in(assets, "targets")
    for target in targets:
        for key, entry in tables_in(targets, target).items():
            if text_at(entry, "type") == "package":
                found[_split(key)] = None
            wanted = table_at(entry, "dependencies")
            found |= dict.fromkeys((name, text_at(wanted, name)) for name in wanted)
    for key, entry in tables_in(assets, "libraries").items():
        if text_at(entry, "type") == "package":
            found[_split(key)] = None
    for name, version in found:
        if name and version:
            yield Package("nuget", name, version)


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
