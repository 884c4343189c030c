# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""composer.lock."""

from collections.abc import Iterator
from typing import Any

from commonweal.packages.model.package import Package, Reader, bounded
from commonweal.packages.reading.decoded import (
    json_object,
    table_at,
    tables_at,
    text_at,
    text_of,
)
from commonweal.packages.reading.links import Names, texts, wanted, word
from commonweal.packages.reading.places import JsonPlaces

_SECTIONS = {"packages": (), "packages-dev": ("dev",)}


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file; a reference with a dot is a version, not a commit."""
    lock = json_object(content)
    places = JsonPlaces(text_of(content))
    sections = [*bounded(_entries(lock))]
    names = Names(
        ((text_at(entry, "name"), text_at(entry, "version")) for _, _, entry in sections), str.lower
    )
    for section, at, entry in sections:
        dist = table_at(entry, "dist")
        reference = text_at(dist, "reference")
        yield Package(
            type="composer",
            name=text_at(entry, "name"),
            version=text_at(entry, "version"),
            commit="" if "." in reference else reference,
            line=places.line_of((section, at, "name")),
            groups=_SECTIONS[section],
            licence=" OR ".join(texts(entry.get("license"))) or word(entry.get("license")),
            requires=names.all_of(name for name, _ in wanted(entry, "require")),
            is_own=dist.get("type") == "path",
        )


def _entries(lock: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for section in _SECTIONS:
        for at, entry in enumerate(tables_at(lock, section)):
            yield section, at, entry


READERS = (
    Reader(
        format="composerlock", is_lock=True, tells_scope=True, names=("composer.lock",), read=read
    ),
)
