# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""pom.xml: dependencies with properties filled in, without what a parent elsewhere says."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import xml_root
from commonweal.syntax.xml import Element

_PLACEHOLDER = re.compile(r"\$\{([^{}]{1,200})\}")
_VERSION = re.compile(r"[\[(]?([^,)\]]*)")
# A property may name properties; one that goes on for ever is left as it is.
_ROUNDS = 8
_LONGEST = 2_000
# So that a file of nothing but properties does not take for ever.
_MOST_ALIKE = 100
_Properties = Mapping[str, str]


class _Dependency(msgspec.Struct, frozen=True):
    group: str
    artifact: str
    version: str
    type: str
    classifier: str
    scope: str
    line: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two declarations one."""
        return self.group, self.artifact, self.type, self.classifier


def read(_: str, content: bytes) -> Iterator[Package]:
    """Dependencies of a project, the last of those with the same name."""
    project = xml_root(content, "project")
    properties = _properties(project)
    raw = [*_dependencies(project)]
    everywhere = [
        *raw,
        *(dependency for profile in _profiles(project) for dependency in _dependencies(profile)),
    ]
    lines = _Lines(sorted(everywhere, key=lambda declared: declared.line), _parent_line(project))
    managed: dict[tuple[str, str, str, str], _Dependency] = {}
    for management in project.named("dependencyManagement"):
        for dependency in _resolved(_dependencies(management), properties):
            if dependency.scope != "import":
                managed.setdefault(dependency.key, dependency)
    unique: dict[tuple[str, str, str, str], _Dependency] = {}
    for dependency in _resolved(raw, properties):
        unique.setdefault(dependency.key, dependency)
    found: dict[str, Package] = {}
    for dependency in unique.values():
        version, scope = dependency.version, dependency.scope
        if dependency.key in managed:
            version = version or managed[dependency.key].version
            scope = scope or managed[dependency.key].scope
        name = f"{dependency.group}:{dependency.artifact}"
        match = _VERSION.match(version)
        found[name] = Package(
            type="maven",
            name=name,
            version=match[1].strip() if match else "",
            line=lines.line_of(dependency, version),
            groups=() if scope in ("", "compile") else (scope,),
            is_direct=True,
        )
    yield from found.values()


def _properties(project: Element) -> _Properties:
    found: dict[str, str] = {}
    parent = next(project.named("parent"), None)
    for key in ("groupId", "artifactId", "version"):
        value = _text(project, key) or (_text(parent, key) if parent else "")
        if value:
            found |= {f"project.{key}": value, f"pom.{key}": value, key: value}
        if parent and (inherited := _text(parent, key)):
            found |= {f"project.parent.{key}": inherited, f"pom.parent.{key}": inherited}
    for properties in project.named("properties"):
        found |= {child.name: child.text.strip()[:_LONGEST] for child in properties.children}
    return found


def _profiles(project: Element) -> Iterator[Element]:
    for profiles in project.named("profiles"):
        yield from profiles.named("profile")


def _dependencies(element: Element) -> Iterator[_Dependency]:
    for dependencies in element.named("dependencies"):
        for dependency in dependencies.named("dependency"):
            yield _Dependency(
                group=_text(dependency, "groupId"),
                artifact=_text(dependency, "artifactId"),
                version=_text(dependency, "version"),
                type=_text(dependency, "type") or "jar",
                classifier=_text(dependency, "classifier"),
                scope=_text(dependency, "scope"),
                line=dependency.line,
            )


def _text(element: Element, name: str) -> str:
    found = [child.text.strip() for child in element.named(name)]
    return found[-1][:_LONGEST] if found else ""


def _resolved(
    dependencies: Iterator[_Dependency] | list[_Dependency], properties: _Properties
) -> Iterator[_Dependency]:
    """Dependencies with their properties filled in; one with an unknown property is left out."""
    for dependency in dependencies:
        filled = msgspec.structs.replace(
            dependency,
            **{
                key: _filled(getattr(dependency, key), properties)
                for key in ("group", "artifact", "version", "type", "classifier", "scope")
            },
        )
        written = "".join(str(getattr(filled, key)) for key in dependency.__struct_fields__)
        if filled.group and filled.artifact and "${" not in written:
            yield filled


def _filled(text: str, properties: _Properties) -> str:
    for _ in range(_ROUNDS):
        if "${" not in text:
            break
        text = _PLACEHOLDER.sub(lambda match: properties.get(match[1], match[0]), text)[:_LONGEST]
    return text


def _parent_line(project: Element) -> int:
    """The line of a parent anywhere in the file, for what comes from it."""
    waiting = [project]
    while waiting:
        element = waiting.pop()
        if element.name == "parent":
            return element.line
        waiting += reversed(element.children)
    return 0


class _Lines:
    """Finds where a dependency was declared; every declaration is given out once."""

    def __init__(self, declared: list[_Dependency], fallback: int) -> None:
        self._plain: dict[tuple[str, str, str, str], list[_Dependency]] = {}
        self._open: dict[str, list[_Dependency]] = {}
        self._used: set[int] = set()
        self._fallback = fallback
        for dependency in declared:
            self._plain.setdefault(dependency.key, []).append(dependency)
            artifact = "" if "${" in dependency.artifact else dependency.artifact
            same = self._open.setdefault(artifact, [])
            if (
                len(same) < _MOST_ALIKE
                and "${" in dependency.group + dependency.artifact + dependency.version
            ):
                same.append(dependency)

    def line_of(self, wanted: _Dependency, version: str) -> int:
        """The line of a dependency's declaration, else of the parent; 0 where it is not sure."""
        for dependency in self._plain.get(wanted.key, ()):
            if dependency.version in ("", version) and id(dependency) not in self._used:
                self._used.add(id(dependency))
                return dependency.line
        alike = self._open.get(wanted.artifact, []) + self._open.get("", [])
        fitting = [
            dependency
            for dependency in alike
            if id(dependency) not in self._used and _fits(dependency, wanted, version)
        ]
        if len(fitting) == 1:
            self._used.add(id(fitting[0]))
            return fitting[0].line
        return self._fallback


def _fits(declared: _Dependency, wanted: _Dependency, version: str) -> bool:
    return (
        _may_become(declared.group, wanted.group)
        and _may_become(declared.artifact, wanted.artifact)
        and (not declared.version or _may_become(declared.version, version))
    )


def _may_become(written: str, filled: str) -> bool:
    """Whether a text with a property may stand for another."""
    start, end = written.find("${"), written.find("}")
    if start < 0 or end < start:
        return written == filled
    before, after = written[:start], written[end + 1 :]
    is_long_enough = len(filled) >= len(before) + len(after)
    return is_long_enough and filled.startswith(before) and filled.endswith(after)


READERS = (Reader(format="pomxml", names=("pom.xml",), endings=(".pom",), read=read),)
