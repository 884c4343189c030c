# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Cargo.toml: crates of packages, targets and workspaces."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from commonweal.packages.model.need import Managed, Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.decoded import toml_table
from commonweal.packages.reading.foreign import (
    bytes_of,
    entries,
    fetched,
    manifest,
    needed,
    provided,
    text_of,
)
from commonweal.packages.reading.metadata import Keys, stated_in
from commonweal.syntax.toml import TomlPlaces

_LISTS: dict[str, Scope] = {
    "dependencies": "runtime",
    "dev-dependencies": "development",
    "dev_dependencies": "development",
    "build-dependencies": "build",
    "build_dependencies": "build",
}
_METADATA: Keys = {
    "name": ("package.name", "workspace.package.name"),
    "version": ("package.version", "workspace.package.version"),
    "description": ("package.description", "workspace.package.description"),
    "keyword": ("package.keywords", "workspace.package.keywords"),
    "licence": ("package.license", "workspace.package.license"),
    "repository": ("package.repository", "workspace.package.repository"),
    "homepage": ("package.homepage", "workspace.package.homepage"),
    "documentation": ("package.documentation", "workspace.package.documentation"),
    "requires": ("package.rust-version", "workspace.package.rust-version"),
    "author": ("package.authors", "workspace.package.authors"),
}
_EXACT = re.compile(r"=\s*(\d+\.\d+\.\d+\S*)")
_Path = tuple[str | int, ...]


def read(_: str, text: str) -> Manifest:
    """Read a Cargo.toml; crates that have a path and nothing else are the repository's own."""
    table = toml_table(bytes_of(text))
    places = TomlPlaces(text)
    needs = list(_tables(table, (), places))
    workspace = entries(table, "workspace")
    lists_at = places.line_of(("workspace", "dependencies")) if "dependencies" in workspace else 0
    managed = tuple(_managed(workspace))
    for target, section in entries(table, "target").items():
        if isinstance(section, dict):
            needs += _tables(section, ("target", target), places)
    package = entries(table, "package")
    version = text_of(entries(workspace, "package").get("version"))
    values = (("package.version", version),) if version else ()
    stated = stated_in(_METADATA, table, places.line_of)
    if not package and "workspace" not in table and not needs:
        return Manifest()
    if package.get("publish") is False or package.get("publish") == []:
        return manifest(needs, (), stated, values=values, managed=managed, lists_at=lists_at)
    line, version = places.line_of(("package", "name")), text_of(package.get("version"))
    name, home = text_of(package.get("name")), text_of(package.get("repository"))
    provides = provided("cargo", name, version, line=line, home=home)
    return manifest(needs, provides, stated, values=values, managed=managed, lists_at=lists_at)


def _managed(workspace: dict[str, Any]) -> Iterator[Managed]:
    """What members mean by a key of the workspace; a folder of it is nothing from outside."""
    for key, wanted in entries(workspace, "dependencies").items():
        dependency = next(iter(_dependency(key, wanted, 0, "runtime")), None)
        if dependency is None:
            yield Managed(key, "")
        else:
            yield Managed(key, dependency.purl, dependency.name, dependency.requirement)


def _tables(table: dict[str, Any], path: _Path, places: TomlPlaces) -> Iterator[Need]:
    for key, scope in _LISTS.items():
        for name, wanted in entries(table, key).items():
            yield from _dependency(name, wanted, places.line_of((*path, key, name)), scope)


def _dependency(key: str, wanted: Any, line: int, scope: Scope) -> Iterator[Need]:
    given = wanted if isinstance(wanted, dict) else {"version": text_of(wanted)}
    name = text_of(given.get("package")) or key
    if given.get("optional") is True and scope == "runtime":
        scope = "optional"
    if git := text_of(given.get("git")):
        refs = (text_of(given.get(key)) for key in ("rev", "tag", "branch"))
        ref = next((value for value in refs if value), "")
        yield from fetched(git, name, ref=ref, line=line, scope=scope)
        return
    if given.get("workspace") is True:
        for need in needed("cargo", key, line=line, scope=scope):
            yield msgspec.structs.replace(need, inherits=key)
        return
    version = text_of(given.get("version"))
    if given.get("path") and not version:
        return
    exact = _EXACT.fullmatch(version)
    yield from needed(
        "cargo", name, version, line=line, scope=scope, version=exact[1] if exact else ""
    )


READERS = (
    ManifestReader(
        format="cargo",
        wants_lock=True,
        ecosystem="cargo",
        locks=("cargo.lock",),
        read=read,
        names=frozenset({"cargo.toml"}),
    ),
)
