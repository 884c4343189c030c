# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Cargo.lock and Cargo.toml."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded
from commonweal.packages.reading.decoded import (
    table_at,
    tables_at,
    text_at,
    text_of,
    toml_table,
)
from commonweal.packages.reading.links import Names, label_of, texts, unique
from commonweal.syntax.toml import name_lines

_COMMIT = re.compile(r"[0-9a-f]{40}")


def read_lock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file, the project's own among them."""
    entries = [*bounded(tables_at(toml_table(content), "package"))]
    names = [text_at(entry, "name") for entry in entries]
    lines = name_lines(text_of(content), names)
    known = Names(
        (name, text_at(entry, "version")) for name, entry in zip(names, entries, strict=True)
    )
    # What comes from nowhere is a member of the workspace, or a folder beside it.
    members = [entry for entry in entries if "source" not in entry]
    direct = {label for member in members for label in _links(member, known)}
    for entry, name, line in zip(entries, names, lines, strict=True):
        version = text_at(entry, "version")
        yield Package(
            "cargo",
            name,
            version,
            line=line,
            is_direct=label_of(name, version) in direct if members else None,
            requires=_links(entry, known),
            is_own="source" not in entry,
        )


def _links(entry: dict[str, Any], known: Names) -> tuple[str, ...]:
    """Dependencies are `name`, with the version and the source only where there are several."""
    written = (text.split(" ", 2) for text in texts(entry.get("dependencies")))
    return unique(known.of(*words[:2]) for words in written)


def read_manifest(_: str, content: bytes) -> Iterator[Package]:
    """The package that a manifest describes, and the dependencies that it pins somehow."""
    manifest = toml_table(content)
    package = table_at(manifest, "package")
    if name := text_at(package, "name"):
        # A version of the workspace stands in another file.
        version = package.get("version")
        yield Package(
            "cargo", name, "" if isinstance(version, dict) else text_at(package, "version")
        )
    for name, wanted in table_at(manifest, "dependencies").items():
        version, commit = _wanted(name, wanted)
        if version or commit:
            yield Package("cargo", name, version, commit=commit, is_direct=True)


def _wanted(name: str, wanted: Any) -> tuple[str, str]:
    if isinstance(wanted, str):
        return wanted, ""
    if not isinstance(wanted, dict):
        raise PackagesRefused(
            message("the dependency %(name)s is neither text nor a table", name=repr(name[:80]))
        )
    git, revision = text_at(wanted, "git"), text_at(wanted, "rev")
    return text_at(wanted, "version"), revision if git and _COMMIT.fullmatch(revision) else ""


READERS = (
    Reader(format="cargolock", is_lock=True, names=("Cargo.lock",), read=read_lock),
    Reader(format="cargotoml", names=("Cargo.toml",), read=read_manifest),
)
