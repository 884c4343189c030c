# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""pnpm-lock.yaml, from version 5 up to 9."""

import math
import re
from collections.abc import Iterator

from commonweal.formats.packages.commits import archived_commit
from commonweal.formats.packages.decoded import (
    table_at,
    tables_in,
    text_at,
    yaml_document,
    yaml_mapping,
)
from commonweal.formats.packages.package import Package, PackagesRefused, Reader

_NAME_AT_VERSION = re.compile(r"(.+)@([\w.-]+)", re.ASCII)
_NINTH = 9.0
_LONGEST = 2_000


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file; those of folders beside it are left out."""
    document = yaml_document(content)
    if document.value is None:
        return
    lock = yaml_mapping(document)
    lock_version = _number(text_at(lock, "lockfileVersion"))
    for path, entry in tables_in(lock, "packages").items():
        name, version = _name_and_version(path, lock_version)
        name, version = text_at(entry, "name") or name, text_at(entry, "version") or version
        resolution = table_at(entry, "resolution")
        tarball, commit = text_at(resolution, "tarball"), text_at(resolution, "commit")
        if not name or not version:
            continue
        place = document.place(("packages", path))
        yield Package(
            type="npm",
            name=name,
            version=version,
            commit=archived_commit(tarball) or commit,
            line=place.line if place else 0,
            groups=("dev",) if text_at(entry, "dev").lower() == "true" else (),
        )


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise PackagesRefused("'lockfileVersion' is not a number") from error
    if not math.isfinite(number):
        raise PackagesRefused("'lockfileVersion' is not a number")
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
        raise PackagesRefused(f"{path[:80]!r} is no path of a dependency")
    length = 2 if parts[0].startswith("@") else 1
    name = "/".join(parts[:length])
    version = parts[length] if len(parts) > length else ""
    if not version:
        match = _NAME_AT_VERSION.fullmatch(name[:_LONGEST])
        name, version = (match[1], match[2]) if match else (name, "")
    if not version[:1].isdecimal():
        return "", ""
    return name, version.partition("_")[0]


READERS = (Reader(format="pnpmlock", is_lock=True, names=("pnpm-lock.yaml",), read=read),)
