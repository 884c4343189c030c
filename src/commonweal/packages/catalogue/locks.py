# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lock files and bills of materials as needs: what `packages/locks` reads, by package URL."""

import functools
from collections.abc import Iterable
from types import MappingProxyType

from commonweal.packages.catalogue.judge import read_packages
from commonweal.packages.catalogue.readers import lock_readers, readers
from commonweal.packages.model.need import SCOPES, Need, Scope
from commonweal.packages.model.package import Package, Reader
from commonweal.packages.model.purl import purl_of, with_version
from commonweal.packages.project import LockFile
from commonweal.packages.reading.foreign import plainly, scope_named

_START = 4096
# The types that readers give, as package URLs have them.
_TYPES = MappingProxyType({"haskell": "hackage"})
# What a bill of materials names without a package URL is listed all the same.
_UNIDENTIFIED = "generic"
# Names that many files have; only in this folder are they of the format.
_FOLDERS = MappingProxyType({"vendormodules": "vendor"})
# When a package is needed, by the groups of all readers; others are extras or named by people.
_SCOPES: MappingProxyType[str, Scope] = MappingProxyType(
    {
        "dev": "development",
        "optional": "optional",
        "requires": "runtime",
        "build-requires": "build",
        "python-requires": "build",
    }
)
# What these readers give as commits are checksums of archives or of folders.
_CHECKSUMS = frozenset({"hex", "julia"})
# It tells in whose archive a package comes, not when it is needed.
_BUNDLED = "bundled"


def is_lock_path(path: str) -> bool:
    """Tell by its path alone whether a file may lock packages or take stock of them."""
    return bool(_readers_of(path))


def read_lock(path: str, content: bytes) -> LockFile | None:
    """What a file locks, by its path and content; None where it is no such file."""
    found = read_locked(path, content)
    if found is None:
        return None
    return LockFile(*found, tells_scope=readers()[found[0]].tells_scope)


def read_locked(path: str, content: bytes) -> tuple[str, tuple[Need, ...]] | None:
    """Give the name of the format and what the file locks; None where it is no such file.

    What belongs to the project itself is left out. A package that stands twice in the
    same version counts once. Raises nothing but `PackagesRefused`.
    """
    start, name = content[:_START], path.rpartition("/")[2]
    reader = next((fit for fit in _readers_of(path) if fit.recognises(name, start)), None)
    if reader is None:
        return None
    packages = read_packages(reader, name, content)
    return reader.format, _needs(packages)


def _readers_of(path: str) -> list[Reader]:
    folders, _, name = path.rpartition("/")
    folder = folders.rpartition("/")[2]
    return [
        lock_reader
        for lock_reader in lock_readers()
        if lock_reader.is_named(name) and _FOLDERS.get(lock_reader.format, folder) == folder
    ]


def _needs(packages: Iterable[Package]) -> tuple[Need, ...]:
    foreign = [
        (package, purl)
        for package in packages
        if not (package.is_own or package.is_demand)
        and (
            purl := purl_of(_TYPES.get(package.type, package.type) or _UNIDENTIFIED, _name(package))
        )
    ]
    labels = {
        (package.type, label): purl if label == package.whole_name else _versioned(purl, package)
        for package, purl in foreign
        for label in (package.whole_name, package.label)
    }
    found: dict[tuple[str, str, str], list[Need]] = {}
    for package, purl in foreign:
        need = _need(package, purl, labels)
        found.setdefault((need.purl, need.version, need.commit), []).append(need)
    return tuple(same[0] if len(same) == 1 else _merged(same) for same in found.values())


def _name(package: Package) -> str:
    """The name as it can be stored; a part of a pod is of that pod."""
    name = plainly(package.whole_name)
    return name.partition("/")[0] if package.type == "cocoapods" else name


def _versioned(purl: str, package: Package) -> str:
    return with_version(purl, plainly(package.version))


def _commit(package: Package) -> str:
    is_checksum = package.type in _CHECKSUMS and package.version
    return "" if is_checksum else plainly(package.commit)


def _need(package: Package, purl: str, labels: dict[tuple[str, str], str]) -> Need:
    wanted = (labels.get((package.type, require), "") for require in package.requires)
    return Need(
        purl,
        _name(package),
        version=plainly(package.version),
        commit=_commit(package),
        line=package.line,
        scope="development" if package.is_for_development else _scope(package.groups),
        is_direct=package.is_direct,
        requires=tuple(dict.fromkeys(purl for purl in wanted if purl)),
        licence=plainly(package.licence),
    )


@functools.lru_cache(maxsize=1024)
def _scope(groups: tuple[str, ...]) -> Scope:
    """The first scope that any of the groups has; none means at run time."""
    scopes = {
        _SCOPES.get(group) or scope_named(group, "optional")
        for group in groups
        if group != _BUNDLED
    }
    return next((scope for scope in SCOPES if scope in scopes), "runtime")


def _merged(same: list[Need]) -> Need:
    """The same package from several places of a file, for two frameworks or in two folders."""
    known = [need.is_direct for need in same if need.is_direct is not None]
    return Need(
        same[0].purl,
        same[0].name,
        version=same[0].version,
        commit=same[0].commit,
        line=next((need.line for need in same if need.line), 0),
        scope=min((need.scope for need in same), key=SCOPES.index),
        is_direct=any(known) if known else None,
        requires=tuple(dict.fromkeys(wanted for need in same for wanted in need.requires)),
        licence=next((need.licence for need in same if need.licence), ""),
    )
