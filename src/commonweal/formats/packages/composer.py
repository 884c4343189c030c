# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""composer.lock."""

from collections.abc import Iterator

from commonweal.formats.packages.decoded import (
    json_object,
    table_at,
    tables_at,
    text_at,
    text_of,
)
from commonweal.formats.packages.package import Package, Reader
from commonweal.formats.packages.places import JsonPlaces

_SECTIONS = {"packages": (), "packages-dev": ("dev",)}


def read(_: str, content: bytes) -> Iterator[Package]:
    """Packages of a lock file; a reference with a dot is a version, not a commit."""
    lock = json_object(content)
    places = JsonPlaces(text_of(content))
    for section, groups in _SECTIONS.items():
        for at, entry in enumerate(tables_at(lock, section)):
            reference = text_at(table_at(entry, "dist"), "reference")
            yield Package(
                type="composer",
                name=text_at(entry, "name"),
                version=text_at(entry, "version"),
                commit="" if "." in reference else reference,
                line=places.line_of((section, at, "name")),
                groups=groups,
            )


READERS = (Reader(format="composerlock", is_lock=True, names=("composer.lock",), read=read),)
