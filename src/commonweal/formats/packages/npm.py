# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""package-lock.json and npm-shrinkwrap.json of all versions, and package.json."""

from collections.abc import Iterator
from typing import Any

from commonweal.formats.packages.commits import commit_of
from commonweal.formats.packages.decoded import (
    json_object,
    table_at,
    tables_in,
    text_at,
    text_of,
)
from commonweal.formats.packages.package import Package, PackagesRefused, Reader
from commonweal.formats.packages.places import JsonPlaces

_Path = tuple[str, ...]


def read_lock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file, each name and version once."""
    lock = json_object(content)
    places = JsonPlaces(text_of(content))
    if lock.get("packages") is not None:
        found = _of_packages(tables_in(lock, "packages"), places)
    else:
        found = _of_dependencies(tables_in(lock, "dependencies"), places)
    merged: dict[str, Package] = {}
    for key, package in found:
        merged[key] = _merged(merged.get(key), package)
    yield from merged.values()


def _merged(existing: Package | None, package: Package) -> Package:
    """What is needed at run time in one place is so at all; else the groups add up."""
    if existing is None:
        return package
    groups = {*existing.groups, *package.groups} if existing.groups and package.groups else set()
    return Package(
        type="npm",
        name=package.name,
        version=package.version,
        commit=package.commit,
        line=package.line,
        groups=tuple(sorted(groups)),
    )


def _of_packages(
    packages: dict[str, dict[str, Any]], places: JsonPlaces
) -> Iterator[tuple[str, Package]]:
    """Version 2 and 3: every folder below node_modules, the project itself left out."""
    for path, entry in packages.items():
        if path == "":
            continue
        name = text_at(entry, "name") or _name_of(path)
        version = text_at(entry, "version")
        commit = commit_of(text_at(entry, "resolved"))
        groups = ("bundled",) if _is_set(entry, "inBundle") else ()
        if _is_set(entry, "devOptional"):
            groups = (*groups, "dev", "optional")
        else:
            groups = (*groups, *(one for one in ("dev", "optional") if _is_set(entry, one)))
        line = places.line_of(("packages", path))
        yield (
            f"{name}@{commit or version}",
            Package("npm", name, version, commit=commit, line=line, groups=groups),
        )


def _of_dependencies(
    dependencies: dict[str, dict[str, Any]], places: JsonPlaces
) -> Iterator[tuple[str, Package]]:
    """Version 1: dependencies below dependencies; a list in hand, so depth costs no recursion."""
    waiting: list[tuple[_Path, dict[str, dict[str, Any]]]] = [(("dependencies",), dependencies)]
    while waiting:
        path, level = waiting.pop(0)
        for name, entry in level.items():
            here = (*path, name)
            if entry.get("dependencies") is not None:
                nested = tables_in(entry, "dependencies")
                waiting.append(((*here, "dependencies"), nested))
            yield _dependency(name, entry, places.line_of(here))


def _dependency(name: str, entry: dict[str, Any], line: int) -> tuple[str, Package]:
    written = text_at(entry, "version")
    groups = tuple(one for one in ("dev", "optional") if _is_set(entry, one))
    version, key, commit = written, written, ""
    if written.startswith("npm:"):
        name, _, version = written[len("npm:") :].rpartition("@")
    if written.startswith("file:"):
        version = ""
    elif commit := commit_of(written):
        version, key = "", commit
    package = Package("npm", name, version, commit=commit, line=line, groups=groups)
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
        raise PackagesRefused(f"{key!r} is neither true nor false")
    return bool(value)


def read_manifest(_: str, content: bytes) -> Iterator[Package]:
    """The package that a package.json describes; extensions of editors are none."""
    manifest = json_object(content)
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
        names=("package-lock.json", "npm-shrinkwrap.json"),
        read=read_lock,
    ),
    Reader(format="packagejson", names=("package.json",), read=read_manifest),
)
