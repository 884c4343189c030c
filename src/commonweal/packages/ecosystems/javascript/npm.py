# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""package-lock.json and npm-shrinkwrap.json of all versions, and package.json."""

from collections import deque
from collections.abc import Iterator
from typing import Any

import msgspec

from commonweal.core.message import message
from commonweal.packages.ecosystems.javascript.npm_tree import Folders, found_in
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.commits import commit_of
from commonweal.packages.reading.decoded import (
    json_object,
    table_at,
    tables_in,
    text_at,
    text_of,
)
from commonweal.packages.reading.links import entries, unique, wanted, word
from commonweal.packages.reading.places import JsonPlaces

_Path = tuple[str, ...]
_Level = dict[str, dict[str, Any]]
# What a package needs to run; npm puts peers into the tree too.
_NEEDED = ("dependencies", "optionalDependencies", "peerDependencies")
_DIRECT = (*_NEEDED, "devDependencies")


def read_lock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file, each name and version once."""
    lock = json_object(content)
    places = JsonPlaces(text_of(content))
    if lock.get("packages") is not None:
        found = _of_packages(tables_in(lock, "packages"), places)
    else:
        found = _of_dependencies(tables_in(lock, "dependencies"), places)
    merged: dict[str, list[Package]] = {}
    for key, package in bounded(found):
        merged.setdefault(key, []).append(package)
    yield from (same[0] if len(same) == 1 else _merged(same) for same in merged.values())


def _merged(same: list[Package]) -> Package:
    """What is needed at run time in one place is so at all; else the groups add up."""
    groups = {group for package in same for group in package.groups}
    known = [package.is_direct for package in same if package.is_direct is not None]
    return msgspec.structs.replace(
        same[-1],
        groups=tuple(sorted(groups)) if all(package.groups for package in same) else (),
        is_direct=any(known) if known else None,
        requires=unique(label for package in same for label in package.requires),
        is_own=all(package.is_own for package in same),
    )


def _of_packages(packages: _Level, places: JsonPlaces) -> Iterator[tuple[str, Package]]:
    """Version 2 and 3: every folder below node_modules, the project itself left out."""
    read = {path: _package(path, entry) for path, entry in bounded(packages.items()) if path}
    labels = {path: package.label for path, package in read.items()}
    for path, entry in packages.items():
        if entry.get("link") is True and (label := labels.get(word(entry.get("resolved")))):
            labels[path] = label
    folders = Folders(labels)
    direct: set[str] | None = None
    if "" in packages:
        own = ["", *(path for path, package in read.items() if package.is_own)]
        direct = {label for path in own for label in _links(packages[path], path, folders, _DIRECT)}
    for path, package in read.items():
        key = f"{package.name}@{package.commit or package.version}"
        yield (
            key,
            msgspec.structs.replace(
                package,
                line=places.line_of(("packages", path)),
                is_direct=None if direct is None else labels[path] in direct,
                requires=_links(packages[path], path, folders, _NEEDED),
            ),
        )


def _package(path: str, entry: dict[str, Any]) -> Package:
    groups = ("bundled",) if _is_set(entry, "inBundle") else ()
    if _is_set(entry, "devOptional"):
        groups = (*groups, "dev", "optional")
    else:
        groups = (*groups, *(group for group in ("dev", "optional") if _is_set(entry, group)))
    return Package(
        type="npm",
        name=text_at(entry, "name") or _name_of(path),
        version=text_at(entry, "version"),
        commit=commit_of(text_at(entry, "resolved")),
        groups=groups,
        is_for_development=_is_set(entry, "dev"),
        licence=_licence(entry),
        is_own=entry.get("link") is True or "node_modules/" not in path,
    )


def _licence(entry: dict[str, Any]) -> str:
    licence = entry.get("license")
    return word(licence) or word(entries(licence).get("type"))


def _links(
    entry: dict[str, Any], path: str, folders: Folders, keys: tuple[str, ...]
) -> tuple[str, ...]:
    names = [name for name, _ in wanted(entry, *keys)]
    if not names:
        return ()
    return found_in(folders.visible_from(path), names)


def _of_dependencies(dependencies: _Level, places: JsonPlaces) -> Iterator[tuple[str, Package]]:
    """Version 1: dependencies below dependencies; a list in hand, so depth costs no recursion."""
    first = _labels(dependencies)
    waiting: deque[tuple[_Path, _Level, list[dict[str, str]]]] = deque()
    waiting.append((("dependencies",), dependencies, [first]))
    while waiting:
        path, level, visible = waiting.popleft()
        for name, entry in level.items():
            here, within = (*path, name), visible
            if entry.get("dependencies") is not None:
                nested = tables_in(entry, "dependencies")
                within = [_labels(nested), *visible]
                waiting.append(((*here, "dependencies"), nested, within))
            requires = found_in(within, [name for name, _ in wanted(entry, "requires")])
            key, package = _dependency(name, entry)
            line = places.line_of(here)
            yield key, msgspec.structs.replace(package, line=line, requires=requires)


def _labels(level: _Level) -> dict[str, str]:
    return {name: _dependency(name, entry)[1].label for name, entry in level.items()}


def _dependency(name: str, entry: dict[str, Any]) -> tuple[str, Package]:
    written = text_at(entry, "version")
    groups = tuple(group for group in ("dev", "optional") if _is_set(entry, group))
    version, key, commit = written, written, ""
    if written.startswith("npm:"):
        name, _, version = written[len("npm:") :].rpartition("@")
    if is_own := written.startswith("file:"):
        version = ""
    elif commit := commit_of(written):
        version, key = "", commit
    package = Package(
        "npm",
        name,
        version,
        commit=commit,
        groups=groups,
        is_for_development=_is_set(entry, "dev"),
        is_own=is_own,
    )
    return f"{name}@{key}", package


def _name_of(path: str) -> str:
    """The name of a package by its folder."""
    parts = [part for part in path.split("/") if part]
    scope = parts[-2] if len(parts) > 1 else ""
    name = parts[-1] if parts else ""
    return f"{scope}/{name}" if scope.startswith("@") else name


def _is_set(entry: dict[str, Any], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool | None):
        raise PackagesRefused(message("%(key)s is neither true nor false", key=repr(key)))
    return bool(value)


def read_manifest(_: str, content: bytes) -> Iterator[Package]:
    """The package that a package.json describes; extensions of editors are none."""
    manifest = json_object(content, unique=False)
    name, version = text_at(manifest, "name"), text_at(manifest, "version")
    engines = manifest.get("engines")
    is_extension = manifest.get("contributes") is not None or (
        isinstance(engines, dict) and "vscode" in engines
    )
    table_at(manifest, "dependencies")
    if name and version and not is_extension and not text_at(manifest, "unity"):
        line = JsonPlaces(text_of(content)).line_of(("name",))
        yield Package("npm", name, version, line=line)


READERS = (
    Reader(
        format="packagelockjson",
        is_lock=True,
        tells_scope=True,
        names=("package-lock.json", "npm-shrinkwrap.json"),
        read=read_lock,
    ),
    Reader(format="packagejson", names=("package.json",), read=read_manifest),
)
