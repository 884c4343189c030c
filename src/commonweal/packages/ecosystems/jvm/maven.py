# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""pom.xml: dependencies, the parent and plugins, with what the same file says of versions."""

import re
from collections.abc import Iterator, Mapping

from commonweal.packages.model.need import (
    Link,
    Managed,
    Manifest,
    ManifestReader,
    Need,
    Provision,
    Scope,
    Stated,
)
from commonweal.packages.model.purl import purl_of
from commonweal.packages.reading.foreign import manifest, needed, provided, xml_of
from commonweal.packages.reading.metadata import Keys, stated_as
from commonweal.syntax.xml import Element

_METADATA: Keys = {
    "name": ("name", "artifactId"),
    "version": ("version",),
    "description": ("description",),
    "homepage": ("url",),
    "repository": ("scm.url",),
    "issues": ("issueManagement.url",),
    "licence": ("licenses.license.name",),
    "organisation": ("organization.name",),
    "requires": ("prerequisites.maven",),
    "author": ("developers.developer",),
}
_PROPERTY = re.compile(r"\$\{([^${}]{1,200})\}")
_EXACT = re.compile(r"\[?\s*(\d[\w.+-]*)\s*\]?")
_SCOPES: dict[str, Scope] = {"test": "development"}
_PLUGINS = "org.apache.maven.plugins"
_LONGEST = 1_000
_PROPERTY_LIMIT = 300


def read(_: str, text: str) -> Manifest:
    """Read a project; `dependencyManagement` and `pluginManagement` only give versions."""
    root = xml_of(text, "project")
    project = _Project(root)
    return manifest(
        project.needs(),
        project.provides(),
        project.stated(),
        values=project.properties.items(),
        managed=project.managed_below(),
        links=project.links(),
    )


class _Project:
    """A project with what its names and versions may stand for."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.parent = next(root.named("parent"), None)
        self.properties = dict(self._known())
        self.managed = dict(self._managed())
        self.scopes = dict(self._managed_scopes())

    def _known(self) -> Iterator[tuple[str, str]]:
        for properties in self.root.named("properties"):
            for child in properties.children:
                yield child.name, child.text.strip()[:_PROPERTY_LIMIT]
        for profile in self._active():
            for properties in profile.named("properties"):
                for child in properties.children:
                    yield child.name, child.text.strip()[:_PROPERTY_LIMIT]
        for key in ("groupId", "artifactId", "version"):
            inherited = _text(self.parent, key) if self.parent else ""
            own = _text(self.root, key) or (inherited if key != "artifactId" else "")
            yield from ((f"project.{key}", own), (f"pom.{key}", own), (key, own))
            yield from ((f"project.parent.{key}", inherited), (f"parent.{key}", inherited))

    def _active(self) -> Iterator[Element]:
        """Profiles that count where nobody chooses others."""
        for profile in _below(self.root, "profiles", "profile"):
            for activation in profile.named("activation"):
                if _text(activation, "activeByDefault").casefold() == "true":
                    yield profile

    def managed_below(self) -> Iterator[Managed]:
        """What the project says to those below it of versions, as it is written."""
        for part in (self.root, *self._active()):
            for management in part.named("dependencyManagement"):
                for dependency in _below(management, "dependencies", "dependency"):
                    yield from self._managed_element(dependency, "")
            for build in part.named("build"):
                for management in build.named("pluginManagement"):
                    for plugin in _below(management, "plugins", "plugin"):
                        yield from self._managed_element(plugin, _PLUGINS)

    def _managed_element(self, element: Element, group: str) -> Iterator[Managed]:
        purl = purl_of("maven", self.name(element, group))
        version = self.filled(_text(element, "version"))
        if purl and version:
            scope = _SCOPES.get(_text(element, "scope"))
            yield Managed(purl, purl, requirement=version, scope=scope)

    def links(self) -> Iterator[Link]:
        """The parent, by its place or its name, and lists of versions that are imported."""
        if self.parent is not None:
            written = next(
                (path.text.strip() for path in self.parent.named("relativePath")), "../pom.xml"
            )
            yield self._link(self.parent, written)
        for management in self.root.named("dependencyManagement"):
            for dependency in _below(management, "dependencies", "dependency"):
                if _text(dependency, "scope") == "import":
                    yield self._link(dependency, "")

    def _link(self, element: Element, path: str) -> Link:
        name = self.name(element)
        return Link("parent", path, purl_of("maven", name), element.line, name=name)

    def _managed(self) -> Iterator[tuple[str, str]]:
        for part in (self.root, *self._active()):
            yield from self._managed_by(part)

    def _managed_scopes(self) -> Iterator[tuple[str, str]]:
        for management in self.root.named("dependencyManagement"):
            for dependency in _below(management, "dependencies", "dependency"):
                yield self.name(dependency), _text(dependency, "scope")

    def _managed_by(self, part: Element) -> Iterator[tuple[str, str]]:
        for management in part.named("dependencyManagement"):
            for dependency in _below(management, "dependencies", "dependency"):
                yield self.name(dependency), self.filled(_text(dependency, "version"))

    def filled(self, text: str) -> str:
        """Text with the properties put in that the file itself knows, three deep."""
        for _ in range(3):
            if "${" not in text or len(text) > _LONGEST:
                break
            text = _PROPERTY.sub(lambda match: self.properties.get(match[1]) or match[0], text)
        return text[:_LONGEST]

    def name(self, element: Element, group: str = "") -> str:
        """Group and artifact of an element."""
        group = self.filled(_text(element, "groupId")) or group
        return f"{group}:{self.filled(_text(element, 'artifactId'))}"

    def needs(self) -> Iterator[Need]:
        """The parent, dependencies, plugins and what those need."""
        if self.parent is not None:
            yield from self._artifact(self.parent, "build")
        profiles = list(_below(self.root, "profiles", "profile"))
        for part in (self.root, *profiles):
            for dependency in _below(part, "dependencies", "dependency"):
                yield from self._dependency(dependency)
            for build in part.named("build"):
                for plugin in _below(build, "plugins", "plugin"):
                    yield from self._plugin(plugin)
                for extension in _below(build, "extensions", "extension"):
                    yield from self._artifact(extension, "build")
            for reporting in part.named("reporting"):
                for plugin in _below(reporting, "plugins", "plugin"):
                    yield from self._plugin(plugin)

    def _dependency(self, element: Element) -> Iterator[Need]:
        written = _text(element, "scope") or self.scopes.get(self.name(element), "")
        scope = _SCOPES.get(self.filled(written), "runtime")
        if scope == "runtime" and _text(element, "optional") == "true":
            scope = "optional"
        yield from self._artifact(element, scope)

    def _plugin(self, element: Element) -> Iterator[Need]:
        yield from self._artifact(element, "build", _PLUGINS)
        for dependency in _below(element, "dependencies", "dependency"):
            yield from self._artifact(dependency, "build")

    def _artifact(self, element: Element, scope: Scope, group: str = "") -> Iterator[Need]:
        name = self.name(element, group)
        written = _text(element, "version")
        version = self.filled(written) or self.managed.get(name, "")
        exact = _EXACT.fullmatch(version)
        line = next((artifact.line for artifact in element.named("artifactId")), element.line)
        yield from needed(
            "maven",
            name,
            written or version,
            line=line,
            scope=scope,
            version=exact[1] if exact else "",
        )

    def stated(self) -> tuple[Stated, ...]:
        """What the project says of itself, with its own properties filled in."""
        pairs = [*_below_path(self.root, ())]
        return stated_as(
            _METADATA, ((key, self._known_value(stated), stated.line) for key, stated in pairs)
        )

    def _known_value(self, element: Element) -> str | dict[str, str]:
        texts = {child.name: self.filled(child.text.strip()) for child in element.children}
        if texts:
            return texts
        text = self.filled(element.text.strip())
        return "" if "${" in text else text

    def provides(self) -> tuple[Provision, ...]:
        """The artifact that the project is."""
        known: Mapping[str, str] = self.properties
        name = f"{self.filled(known['groupId'])}:{self.filled(known['artifactId'])}"
        line = next((artifact.line for artifact in self.root.named("artifactId")), self.root.line)
        version = self.filled(known["version"])
        return provided("maven", name, version if "${" not in version else "", line=line)


_STATED = frozenset(key for keys in _METADATA.values() for key in keys)


def _below_path(element: Element, path: tuple[str, ...]) -> Iterator[tuple[str, Element]]:
    """The elements that state something, with their paths."""
    for child in element.children:
        key = ".".join((*path, child.name))
        if key in _STATED:
            yield key, child
        elif any(stated.startswith(f"{key}.") for stated in _STATED):
            yield from _below_path(child, (*path, child.name))


def _text(element: Element, name: str) -> str:
    return next((child.text.strip()[:_LONGEST] for child in element.named(name)), "")


def _below(element: Element, list_name: str, name: str) -> Iterator[Element]:
    for listed in element.named(list_name):
        yield from listed.named(name)


READERS = (
    ManifestReader(
        format="pom", ecosystem="maven", read=read, names=frozenset({"pom.xml"}), endings=(".pom",)
    ),
)
