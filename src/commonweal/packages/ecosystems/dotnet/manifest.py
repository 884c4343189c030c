# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Projects of .NET and packages.config; central versions alone are no needs."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.foreign import manifest, needed, provided, xml_of
from commonweal.syntax.xml import Element

_PROPERTY = re.compile(r"\$\(([\w.]{1,100})\)")
_EXACT = re.compile(r"(?:\[\s*)?(\d+(?:\.\d+){0,3}(?:[-+][\w.+-]+)?)(?:\s*\])?")
_REFERENCES: dict[str, Scope] = {
    "packagereference": "runtime",
    "globalpackagereference": "build",
    "dotnetclitoolreference": "build",
}


def read(_: str, text: str) -> Manifest:
    """Read a project; a reference whose assets stay private is needed to build alone."""
    root = xml_of(text, "Project")
    properties = {
        child.name: child.text.strip()[:500]
        for group in root.named("PropertyGroup")
        for child in group.children
    }
    return manifest(_needs(root, properties), _provides(root, properties))


def _needs(root: Element, properties: dict[str, str]) -> Iterator[Need]:
    for element in _references(root):
        scope = _REFERENCES[element.name.casefold()]
        name = _value(element, "Include")
        wanted = _value(element, "VersionOverride") or _value(element, "Version")
        filled = _PROPERTY.sub(lambda match: properties.get(match[1]) or match[0], wanted)
        if _value(element, "PrivateAssets").casefold() == "all":
            scope = "build"
        exact = _EXACT.fullmatch(filled)
        version = exact[1] if exact else ""
        yield from needed("nuget", name, wanted, line=element.line, scope=scope, version=version)


def _references(root: Element) -> Iterator[Element]:
    """References of all groups, also of those that a condition chooses."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.name.casefold() in _REFERENCES:
            yield element
        else:
            waiting += reversed(element.children)


def _value(element: Element, name: str) -> str:
    """An attribute, or the child that stands for it."""
    if value := element.attributes.get(name):
        return value.strip()
    return next((one.text.strip() for one in element.named(name)), "")


def _provides(root: Element, properties: dict[str, str]) -> tuple[Provision, ...]:
    """A project is a package where it names one literally."""
    name = properties.get("PackageId", "")
    if properties.get("IsPackable", "").casefold() == "false":
        return ()
    for group in root.named("PropertyGroup"):
        for one in group.named("PackageId"):
            version = properties.get("PackageVersion") or properties.get("Version", "")
            return provided("nuget", name, version, line=one.line)
    return ()


def read_config(_: str, text: str) -> Manifest:
    """Read a packages.config."""
    root = xml_of(text, "packages")
    needs: list[Need] = []
    for one in root.named("package"):
        is_tool = one.attributes.get("developmentDependency", "").casefold() == "true"
        version = one.attributes.get("version", "")
        needs += needed(
            "nuget",
            one.attributes.get("id", ""),
            version,
            line=one.line,
            scope="build" if is_tool else "runtime",
            version=version,
        )
    return manifest(needs)


READERS = (
    ManifestReader(
        format="dotnet",
        read=read,
        names=frozenset({"directory.packages.props", "directory.build.props"}),
        endings=(".csproj", ".fsproj", ".vbproj"),
    ),
    ManifestReader(format="packagesconfig", read=read_config, names=frozenset({"packages.config"})),
)
