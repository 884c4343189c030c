# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""pnpm-lock.yaml, from version 5 up to 9."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.commits import archived_commit
from commonweal.packages.reading.decoded import (
    table_at,
    tables_in,
    text_at,
    yaml_document,
    yaml_mapping,
)
from commonweal.packages.reading.links import entries, unique, wanted, word

_NAME_AT_VERSION = re.compile(r"(.+)@([\w.-]+)", re.ASCII)
_NINTH = 9.0
_LONGEST = 2_000
_NEEDED = ("dependencies", "optionalDependencies")
_DIRECT = (*_NEEDED, "devDependencies")


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file; those of folders beside it are left out."""
    document = yaml_document(content)
    if document.value is None:
        return
    lock = yaml_mapping(document)
    lock_version = _number(text_at(lock, "lockfileVersion"))
    packages = tables_in(lock, "packages")
    read = {path: _package(path, entry, lock_version) for path, entry in bounded(packages.items())}
    labels = {path: package.label for path, package in read.items() if package is not None}
    # Since version 9 what packages need stands apart, once for each set of peers.
    needed: dict[str, list[str]] = {}
    for path, entry in (*packages.items(), *entries(lock.get("snapshots")).items()):
        key = path if path in labels else path.partition("(")[0]
        needed.setdefault(key, []).extend(_links(entry, labels, *_NEEDED))
    direct = _direct(lock, labels)
    for path, package in read.items():
        if package is None:
            continue
        place = document.place(("packages", path))
        yield msgspec.structs.replace(
            package,
            line=place.line if place else 0,
            is_direct=None if direct is None else package.label in direct,
            requires=unique(needed.get(path, ())),
        )


def _package(path: str, entry: dict[str, Any], lock_version: float) -> Package | None:
    name, version = _name_and_version(path, lock_version)
    name, version = text_at(entry, "name") or name, text_at(entry, "version") or version
    resolution = table_at(entry, "resolution")
    tarball, commit = text_at(resolution, "tarball"), text_at(resolution, "commit")
    if not name or not version:
        return None
    return Package(
        type="npm",
        name=name,
        version=version,
        commit=archived_commit(tarball) or commit,
        groups=("dev",) if text_at(entry, "dev").lower() == "true" else (),
    )


def _direct(lock: Mapping[str, Any], labels: Mapping[str, str]) -> set[str] | None:
    """What the folders of the project ask for; None where the file does not tell."""
    importers = entries(lock.get("importers")).values() or [lock]
    if not any(key in entries(importer) for importer in importers for key in _DIRECT):
        return None
    return {label for importer in importers for label in _links(importer, labels, *_DIRECT)}


def _links(entry: Any, labels: Mapping[str, str], *keys: str) -> tuple[str, ...]:
    """The packages that tables of names and versions, or paths, mean."""
    found = []
    for name, resolved in wanted(entry, *keys):
        reference = word(entries(resolved).get("version")) or word(resolved)
        for version in (reference, reference.partition("(")[0]):
            paths = (f"{name}@{version}", f"/{name}@{version}", f"/{name}/{version}", version)
            if label := next((labels[path] for path in paths if path in labels), ""):
                found.append(label)
                break
    return unique(found)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise PackagesRefused(message("'lockfileVersion' is not a number")) from error
    if not math.isfinite(number):
        raise PackagesRefused(message("'lockfileVersion' is not a number"))
    return number


def _name_and_version(path: str, lock_version: float) -> tuple[str, str]:
    """What the path of a dependency tells; empty where it names a file or an address."""
    if path.startswith("file:"):
        return "", ""
    if lock_version >= _NINTH:
        path = path.strip("'")
        scope = "@" if path.startswith("@") else ""
        name, _, version = path.removeprefix("@").partition("@")
        return scope + name, version
    # What follows in brackets are peers, whose scopes have slashes of their own.
    parts = path.partition("(")[0].split("/")[1:]
    if not parts:
        raise PackagesRefused(message("%(path)s is no path of a dependency", path=repr(path[:80])))
    length = 2 if parts[0].startswith("@") else 1
    name = "/".join(parts[:length])
    version = parts[length] if len(parts) > length else ""
    if not version:
        match = _NAME_AT_VERSION.fullmatch(name[:_LONGEST])
        name, version = (match[1], match[2]) if match else (name, "")
    if not version[:1].isdecimal():
        return "", ""
    return name, version.partition("_")[0]


READERS = (
    Reader(format="pnpmlock", is_lock=True, tells_scope=True, names=("pnpm-lock.yaml",), read=read),
)
