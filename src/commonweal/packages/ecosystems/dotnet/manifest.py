# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Projects of .NET and packages.config; central versions alone are no needs."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import (
    Link,
    Managed,
    Manifest,
    ManifestReader,
    Need,
    Provision,
    Scope,
)
from commonweal.packages.model.purl import purl_of
from commonweal.packages.reading.foreign import computed, manifest, needed, provided, xml_of
from commonweal.packages.reading.metadata import Keys, stated_as
from commonweal.syntax.xml import Element

_METADATA: Keys = {
    "name": ("PackageId", "Product", "Title"),
    "version": ("PackageVersion", "Version"),
    "description": ("Description",),
    "keyword": ("PackageTags",),
    "licence": ("PackageLicenseExpression",),
    "homepage": ("PackageProjectUrl",),
    "repository": ("RepositoryUrl",),
    "changes": ("PackageReleaseNotes",),
    "requires": ("TargetFramework",),
    "organisation": ("Company",),
    "author": ("Authors",),
}
_LONGEST = 500
_PROPERTY = re.compile(r"\$\(([\w.]{1,100})\)")
_EXACT = re.compile(r"(?:\[\s*)?(\d+(?:\.\d+){0,3}(?:[-+][\w.+-]+)?)(?:\s*\])?")
# A range of one version.
_ONE_VERSION = re.compile(r"\[\s*([\w.+-]{1,100})\s*\]")
_REFERENCES: dict[str, Scope] = {
    "packagereference": "runtime",
    "globalpackagereference": "build",
    "dotnetclitoolreference": "build",
}


def read(path: str, text: str) -> Manifest:
    """Read a project; a reference whose assets stay private is needed to build alone."""
    root = xml_of(text, "Project")
    properties = {
        child.name: child.text.strip()[:500]
        for group in root.named("PropertyGroup")
        for child in group.children
    }
    stated = stated_as(
        _METADATA,
        (
            (child.name, child.text.strip()[:_LONGEST], child.line)
            for group in root.named("PropertyGroup")
            for child in group.children
            if "$(" not in child.text
        ),
    )
    return manifest(
        _needs(root, properties),
        _provides(path, root, properties),
        stated,
        values=properties.items(),
        managed=_managed(root, properties),
        links=_imports(root),
    )


def _managed(root: Element, properties: dict[str, str]) -> Iterator[Managed]:
    """Versions that are kept in one place; a name in them is filled in where it is known here."""
    for group in root.named("ItemGroup"):
        for element in group.named("PackageVersion"):
            name = _value(element, "Include") or _value(element, "Update")
            purl, version = purl_of("nuget", name), _value(element, "Version")
            filled = _PROPERTY.sub(lambda match: properties.get(match[1]) or match[0], version)
            if purl and version:
                yield Managed(purl, purl, name, filled)


def _imports(root: Element) -> Iterator[Link]:
    """Project files that are taken in by a literal path."""
    for element in root.named("Import"):
        written = element.attributes.get("Project", "").replace("\\", "/")
        written = written.removeprefix("$(MSBuildThisFileDirectory)")
        if written and "$" not in written:
            yield Link("parent", written, "", element.line)


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
    return next((child.text.strip() for child in element.named(name)), "")


def _provides(path: str, root: Element, properties: dict[str, str]) -> tuple[Provision, ...]:
    """A project is a package where it names one, or says that it is packed under its own name."""
    name = properties.get("PackageId", "")
    if properties.get("IsPackable", "").casefold() == "false":
        return ()
    for group in root.named("PropertyGroup"):
        for identity in group.named("PackageId"):
            version = properties.get("PackageVersion") or properties.get("Version", "")
            return provided("nuget", name, version, line=identity.line)
    stem, version = path.rpartition("/")[2].rpartition(".")[0], properties.get("Version", "")
    for group in root.named("PropertyGroup"):
        for child in group.children:
            is_packed = child.name in ("GeneratePackageOnBuild", "IsPackable")
            if is_packed and child.text.strip().casefold() == "true":
                return provided("nuget", stem, version, line=child.line)
    return ()


_OF_NUSPEC: Keys = {
    "name": ("id",),
    "version": ("version",),
    "description": ("description",),
    "keyword": ("tags",),
    "licence": ("license",),
    "homepage": ("projectUrl",),
    "author": ("authors",),
}


def read_nuspec(_: str, text: str) -> Manifest:
    """Read a .nuspec, which makes a package; what stands between dollar signs is computed."""
    root = xml_of(text, "package")
    fields = [child for metadata in root.named("metadata") for child in metadata.children]
    known = [
        child
        for child in fields
        if not child.children and "$" not in child.text and child.attributes.get("type") != "file"
    ]
    pairs = ((child.name, child.text.strip()[:_LONGEST], child.line) for child in known)
    texts = {child.name: child.text.strip() for child in known}
    line = next((child.line for child in fields if child.name == "id"), root.line)
    name, version = texts.get("id", ""), texts.get("version", "")
    provides = provided("nuget", name, version, line=line) if name else computed(line)
    return manifest(_of_nuspec(fields), provides, stated_as(_OF_NUSPEC, pairs))


def _of_nuspec(fields: list[Element]) -> Iterator[Need]:
    """Dependencies, also those of one framework; a version is the least that is taken."""
    waiting = [field for field in fields if field.name == "dependencies"]
    while waiting:
        element = waiting.pop(0)
        if element.name == "dependency":
            name, wanted = element.attributes.get("id", ""), element.attributes.get("version", "")
            exact = _ONE_VERSION.fullmatch(wanted)
            version = exact[1] if exact else ""
            yield from needed("nuget", name, wanted, line=element.line, version=version)
        else:
            waiting += element.children


def read_config(_: str, text: str) -> Manifest:
    """Read a packages.config."""
    root = xml_of(text, "packages")
    needs: list[Need] = []
    for package in root.named("package"):
        is_tool = package.attributes.get("developmentDependency", "").casefold() == "true"
        version = package.attributes.get("version", "")
        needs += needed(
            "nuget",
            package.attributes.get("id", ""),
            version,
            line=package.line,
            scope="build" if is_tool else "runtime",
            version=version,
        )
    return manifest(needs)


READERS = (
    ManifestReader(format="nuspec", ecosystem="nuget", read=read_nuspec, endings=(".nuspec",)),
    ManifestReader(
        format="dotnet",
        locks=("packages.lock.json", "project.assets.json"),
        ecosystem="nuget",
        read=read,
        names=frozenset(
            {"directory.packages.props", "directory.build.props", "directory.build.targets"}
        ),
        endings=(".csproj", ".fsproj", ".vbproj"),
    ),
    ManifestReader(
        format="packagesconfig",
        ecosystem="nuget",
        read=read_config,
        names=frozenset({"packages.config"}),
    ),
)
