# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Versions that stand in another file of the project: parents, central files, workspaces."""

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from commonweal.packages.model import Link, Managed, Manifest, Need, Provision, purl_of
from commonweal.packages.project.files import folder_of, joined, name_of, upwards

# How ecosystems write a name that stands for a value.
_NAMED = {
    "maven": re.compile(r"\$\{([^${}]{1,200})\}|\$(\w{1,100})"),
    "nuget": re.compile(r"\$\(([\w.]{1,100})\)"),
}
_EXACT = {
    "maven": re.compile(r"\[?\s*(\d[\w.+-]*)\s*\]?"),
    "nuget": re.compile(r"(?:\[\s*)?(\d+(?:\.\d+){0,3}(?:[-+][\w.+-]+)?)(?:\s*\])?"),
    "pypi": re.compile(r"={2,3}\s*([A-Za-z0-9.!+_-]+)"),
    "cargo": re.compile(r"=\s*(\d+\.\d+\.\d+\S*)"),
    "golang": re.compile(r"v(\d\S*)"),
}
_NPM = "package.json"
_Tables = tuple[dict[str, str], dict[str, Managed]]
_ROUNDS = 4
_LONGEST = 500
# Files further up than any real project has are not looked at.
_DEEPEST = 12


class Project:
    """The manifests of a repository, and which others each of them takes something from."""

    def __init__(self, manifests: Mapping[str, Manifest]) -> None:
        self._manifests = manifests
        self._paths = {path.casefold(): path for path in manifests}
        self._by_purl: dict[str, str] = {}
        for path, manifest in sorted(manifests.items(), key=lambda each: each[0].count("/")):
            for provision in manifest.provides:
                self._by_purl.setdefault(provision.purl, path)
        self._chains: dict[str, tuple[str, ...]] = {}
        self._tables: dict[str, _Tables] = {}

    def chain(self, path: str) -> tuple[str, ...]:
        """A file, what it takes from, what these take from: the nearest first."""
        if path not in self._chains:
            self._chains[path] = tuple(self._followed(path))
        return self._chains[path]

    def tables(self, path: str) -> _Tables:
        """The values of a file, and what it says of packages, by their keys."""
        if path not in self._tables:
            manifest = self._manifests[path]
            values: dict[str, str] = {}
            managed: dict[str, Managed] = {}
            for name, value in manifest.values:
                values.setdefault(name, value)
            for each in manifest.managed:
                managed.setdefault(each.key, each)
            self._tables[path] = values, managed
        return self._tables[path]

    def included(self, path: str) -> list[str]:
        """The lists of requirements that a list takes in, and those that these take in."""
        found: list[str] = []
        waiting = [path]
        while waiting:
            here = waiting.pop()
            for link in self._manifests[here].links:
                target = self.target(here, link) if link.kind == "include" else ""
                if target and target not in found and target != path:
                    found.append(target)
                    waiting.append(target)
        return found

    def _followed(self, path: str) -> Iterator[str]:
        seen, waiting = {path}, [path]
        for _ in range(_DEEPEST):
            following = []
            for each in waiting:
                yield each
                for other in self._above(each):
                    if other not in seen:
                        seen.add(other)
                        following.append(other)
            waiting = following

    def _above(self, path: str) -> Iterator[str]:
        for link in self._manifests[path].links:
            if link.kind == "parent" and (found := self.target(path, link)):
                yield found
        yield from self._by_place(path)

    def target(self, path: str, link: Link) -> str:
        """The manifest that a link leads to, by its place or else by its name; empty for none."""
        place = joined(folder_of(path), link.path) if link.path else ""
        places = (place.casefold(), f"{place}/pom.xml".casefold())
        found = next((self._paths[each] for each in places if each in self._paths), "")
        if found and link.purl and not self._makes(found, link.purl):
            found = ""
        return found or self._by_purl.get(link.purl, "")

    def _makes(self, path: str, purl: str) -> bool:
        return any(provision.purl == purl for provision in self._manifests[path].provides)

    def _by_place(self, path: str) -> Iterator[str]:
        """Files that tools take up by their names alone: the nearest in this folder or above."""
        name = name_of(path)
        for wanted, in_folder, is_all in _taken_up(name):
            for folder in upwards(folder_of(path)):
                place = "/".join(part for part in (folder, in_folder, wanted) if part)
                found = self._paths.get(place.casefold())
                if found and found != path and self._gives(found):
                    yield found
                    if not is_all:
                        break

    def _gives(self, path: str) -> bool:
        manifest = self._manifests[path]
        return bool(manifest.managed or manifest.values or manifest.links)


def _taken_up(name: str) -> Iterator[tuple[str, str, bool]]:
    """Names with the folder they lie in, and whether all above count or the nearest alone."""
    if name.endswith((".csproj", ".fsproj", ".vbproj")):
        yield "directory.packages.props", "", False
        yield "directory.build.props", "", False
        yield "directory.build.targets", "", False
    elif name == "cargo.toml":
        yield "cargo.toml", "", False
    elif name.endswith((".gradle", ".gradle.kts")):
        yield "gradle.properties", "", True
        yield "build.gradle", "", True
        yield "build.gradle.kts", "", True
    elif name == "go.mod":
        yield "go.work", "", False


def settled(project: Project, manifests: Mapping[str, Manifest]) -> dict[str, Manifest]:
    """Give the manifests with what other files say about the versions of their needs."""
    own = {
        purl_of("npm", name)
        for path, manifest in manifests.items()
        if name_of(path) == _NPM
        for name in manifest.texts("name")[:1]
    }
    constraints = _Constraints(project, manifests)
    found = {}
    for path, manifest in manifests.items():
        settings = _Settings(project, path, constraints)
        needs = [each for need in manifest.needs for each in settings.settled(need)]
        if name_of(path) == _NPM:
            # Members of a workspace take each other from their folders.
            needs = [need for need in needs if need.version or need.purl not in own]
        found[path] = msgspec.structs.replace(
            manifest,
            needs=tuple(dict.fromkeys(needs)),
            provides=tuple(map(settings.provided, manifest.provides)),
        )
    return found


class _Settings:
    """What is told to a file by itself and by those that it takes from."""

    def __init__(self, project: Project, path: str, constraints: "_Constraints") -> None:
        self._tables = [project.tables(each) for each in project.chain(path)]
        self._constraints = constraints.on(path)

    def provided(self, provision: Provision) -> Provision:
        """A package, with the version that the workspace gives to all its members."""
        version = "" if provision.version else self._value("package.version")
        return msgspec.structs.replace(provision, version=version) if version else provision

    def settled(self, need: Need) -> Iterator[Need]:
        """A need with the package and version that other files mean; none for a folder."""
        managed = self._managed(need.inherits) if need.inherits else None
        managed = managed or self._managed(f"replace {need.purl}")
        if managed is not None:
            yield from _inherited(need, managed)
        elif need.version or need.commit:
            yield need
        else:
            yield self._versioned(need)

    def _versioned(self, need: Need) -> Need:
        type_ = need.purl.removeprefix("pkg:").partition("/")[0]
        managed = self._managed(need.purl)
        written = need.requirement or (managed.requirement if managed else "")
        version = _exact(_filled(written, type_, self._value), type_)
        version = version or _exact(self._constraints.get(need.purl, ""), type_)
        scope = (managed.scope if managed and need.scope == "runtime" else None) or need.scope
        if not version and (written, scope) == (need.requirement, need.scope):
            return need
        return msgspec.structs.replace(need, version=version, requirement=written, scope=scope)

    def _value(self, name: str) -> str:
        return next((values[name] for values, _ in self._tables if name in values), "")

    def _managed(self, key: str) -> Managed | None:
        return next((managed[key] for _, managed in self._tables if key in managed), None)


def _inherited(need: Need, managed: Managed) -> Iterator[Need]:
    """What another file means by a key; nothing where that is a folder of the project."""
    if not managed.purl:
        return
    type_ = managed.purl.removeprefix("pkg:").partition("/")[0]
    yield msgspec.structs.replace(
        need,
        purl=managed.purl,
        name=managed.name or need.name,
        requirement=managed.requirement,
        version=_exact(managed.requirement, type_),
        inherits="",
    )


def _filled(text: str, type_: str, value_of: Callable[[str], str]) -> str:
    """Text with the names put in that the project knows; a name may stand for names."""
    pattern = _NAMED.get(type_)
    if pattern is None:
        return text

    def value(match: re.Match[str]) -> str:
        return value_of(match[1] or match[match.lastindex or 0]) or match[0]

    for _ in range(_ROUNDS):
        if "$" not in text:
            break
        text = pattern.sub(value, text)[:_LONGEST]
    return text


def _exact(wanted: str, type_: str) -> str:
    pattern = _EXACT.get(type_)
    match = pattern.fullmatch(wanted.strip()) if pattern else None
    return match[1] if match else ""


class _Constraints:
    """Versions that lists of constraints allow, by the list of requirements that they are for."""

    def __init__(self, project: Project, manifests: Mapping[str, Manifest]) -> None:
        self._for: dict[str, dict[str, str]] = {}
        for path, manifest in manifests.items():
            links = [link for link in manifest.links if link.kind == "constraint"]
            targets = [target for link in links if (target := project.target(path, link))]
            allowed = {
                need.purl: need.requirement
                for target in targets
                for need in manifests[target].needs
            }
            if allowed:
                # They hold for what is installed together: this list, and what it takes in.
                for each in (path, *project.included(path)):
                    self._for.setdefault(each, {}).update(allowed)

    def on(self, path: str) -> Mapping[str, str]:
        """The constraints on what a list asks for."""
        return self._for.get(path, {})
