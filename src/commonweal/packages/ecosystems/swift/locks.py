# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package.resolved of Swift, and Podfile.lock."""

from collections.abc import Iterator
from typing import Any

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.reading.decoded import (
    json_object,
    list_at,
    table_at,
    tables_at,
    text_at,
    yaml_document,
    yaml_mapping,
)
from commonweal.packages.reading.links import Names, entries, label_of, texts, wanted

_LONGEST = 2_000


def read_resolved(_: str, content: bytes) -> Iterator[Package]:
    """Pinned packages, named by their address without its scheme."""
    resolved = json_object(content)
    # The first version of the format had its pins one level below.
    pins = tables_at(resolved, "pins") or tables_at(table_at(resolved, "object"), "pins")
    for pin in pins:
        address = text_at(pin, "location") or text_at(pin, "repositoryURL")
        name = _without_scheme(address) or text_at(pin, "identity") or text_at(pin, "package")
        state = table_at(pin, "state")
        version = text_at(state, "version")
        # A branch is locked by its commit alone.
        yield Package("swift", name, version, "" if version else text_at(state, "revision"))


def _without_scheme(address: str) -> str:
    """Host and path: neither the scheme nor the user who logs in is part of a name."""
    before, mark, rest = address[:_LONGEST].partition("://")
    if not mark:
        # git@host:owner/name
        user, at, there = before.partition("@")
        rest = there.replace(":", "/", 1) if at and "/" not in user else before
    host, slash, path = rest.partition("/")
    return f"{host.rpartition('@')[2]}{slash}{path}".removesuffix("/").removesuffix(".git")


def read_pods(_: str, content: bytes) -> Iterator[Package]:
    """Pods of a lock file, their parts among them."""
    lock = yaml_mapping(yaml_document(content))
    found: list[tuple[str, str, Any]] = []
    for written in list_at(lock, "PODS"):
        name, _, rest = _pod(written).partition(" ")
        version = rest.partition(" ")[0].removeprefix("(").removesuffix(")")
        if not rest:
            raise PackagesRefused(message("the pod %(name)s has no version", name=repr(name[:80])))
        found.append((name, version, written))
    names = Names((name, version) for name, version, _ in found)
    direct = set(_wanted(lock.get("DEPENDENCIES"), names))
    folders = {
        name for name, source in wanted(lock, "EXTERNAL SOURCES") if ":path" in entries(source)
    }
    for name, version, written in found:
        needed = next(iter(written.values())) if isinstance(written, dict) else ()
        yield Package(
            "cocoapods",
            name,
            version,
            is_direct=label_of(name, version) in direct if "DEPENDENCIES" in lock else None,
            requires=_wanted(needed, names),
            is_own=name in folders,
        )


def _wanted(written: Any, names: Names) -> tuple[str, ...]:
    return names.all_of(text.partition(" ")[0] for text in texts(written))


def _pod(written: Any) -> str:
    if isinstance(written, dict) and len(written) == 1:
        written = next(iter(written))
    if not isinstance(written, str):
        raise PackagesRefused(message("a pod is neither text nor a table of one key"))
    return written


READERS = (
    Reader(format="packageresolved", is_lock=True, names=("Package.resolved",), read=read_resolved),
    Reader(format="podfilelock", is_lock=True, names=("Podfile.lock",), read=read_pods),
)
