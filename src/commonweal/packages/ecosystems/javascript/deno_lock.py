# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""deno.lock, from version 2 up to 5: what is locked of npm and of JSR."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from commonweal.packages.model.package import Package, Reader, bounded
from commonweal.packages.reading.decoded import json_object, table_at, tables_in, text_of
from commonweal.packages.reading.links import Names, entries, label_of, texts, unique, wanted, word
from commonweal.packages.reading.places import JsonPlaces

_TYPES = ("npm", "jsr")


class _Entry(NamedTuple):
    type: str
    path: tuple[str, ...]
    name: str
    version: str
    table: dict[str, Any]


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file; modules that are fetched by address are none."""
    lock = json_object(content)
    places = JsonPlaces(text_of(content))
    found = [*bounded(entry for type_ in _TYPES for entry in _entries(lock, type_))]
    names = {
        type_: Names((entry.name, entry.version) for entry in found if entry.type == type_)
        for type_ in _TYPES
    }
    specifiers = _specifiers(lock)
    direct = _direct(lock, specifiers, names)
    for entry in found:
        # A list of names, or a table by the names under which they are used.
        needed = texts(entry.table.get("dependencies"))
        needed += [word(version) for _, version in wanted(entry.table, "dependencies")]
        links = [_meant(written, entry.type, specifiers, names) for written in needed]
        label = label_of(entry.name, entry.version)
        yield Package(
            entry.type,
            entry.name,
            entry.version,
            line=places.line_of(entry.path),
            is_direct=None if direct is None else (entry.type, label) in direct,
            requires=unique(label for type_, label in links if type_ == entry.type),
        )


def _entries(lock: dict[str, Any], type_: str) -> Iterator[_Entry]:
    """The packages of a type; each version of the format moved them."""
    outer: dict[str, Any] = lock
    path: tuple[str, ...] = (type_,)
    if type_ in table_at(lock, "packages"):
        outer, path = table_at(lock, "packages"), ("packages", type_)
    elif "specifiers" in table_at(lock, type_):
        outer, path = table_at(lock, type_), (type_, "packages")
    for key, table in tables_in(outer, path[-1]).items():
        yield _Entry(type_, (*path, key), *_split(key), table)


def _specifiers(lock: dict[str, Any]) -> Mapping[str, str]:
    """What each `npm:name@range` means: a version, or a package with its version."""
    places = (lock, lock.get("packages"), lock.get("npm"))
    return {key: word(version) for place in places for key, version in wanted(place, "specifiers")}


def _direct(
    lock: dict[str, Any], specifiers: Mapping[str, str], names: Mapping[str, Names]
) -> set[tuple[str, str]] | None:
    """What the project and its members ask for; None where the file does not tell."""
    workspace = entries(lock.get("workspace"))
    if not workspace:
        return None
    members = [workspace, *(entries(member) for _, member in wanted(workspace, "members"))]
    folders = [*members, *(entries(member.get("packageJson")) for member in members)]
    written = (text for folder in folders for text in texts(folder.get("dependencies")))
    return {_meant(specifier, "", specifiers, names) for specifier in written}


def _meant(
    written: str, type_: str, specifiers: Mapping[str, str], names: Mapping[str, Names]
) -> tuple[str, str]:
    """The type and the label of what `npm:name@range`, or `name@version` of a type, means."""
    before, _, after = written.partition(":")
    kind, rest = (before, after) if before in _TYPES else (type_, written)
    name, version = _split(rest)
    resolved = specifiers.get(f"{kind}:{rest}", "").removeprefix(f"{kind}:")
    if resolved:
        # A version alone, or the name before it.
        name, version = (
            _split(resolved) if "@" in resolved.partition("_")[0] else (name, _plain(resolved))
        )
    return (kind, names[kind].of(name, version)) if kind in names else ("", "")


def _split(key: str) -> tuple[str, str]:
    scope = "@" if key.startswith("@") else ""
    name, _, version = key.removeprefix("@").partition("@")
    return scope + name, _plain(version)


def _plain(version: str) -> str:
    """Without the peers that follow: `1.0.0_react@18.0.0`."""
    return version.partition("_")[0]


READERS = (Reader(format="denolock", is_lock=True, names=("deno.lock",), read=read),)
