# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Project.toml of Julia."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.decoded import toml_table
from commonweal.packages.reading.foreign import (
    bytes_of,
    entries,
    manifest,
    needed,
    provided,
    text_of,
)
from commonweal.packages.reading.metadata import Keys, stated_in
from commonweal.syntax.toml import TomlPlaces

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_METADATA: Keys = {"name": ("name",), "version": ("version",), "author": ("authors",)}
_LISTS: dict[str, Scope] = {"deps": "runtime", "weakdeps": "optional", "extras": "development"}


def read(_: str, text: str) -> Manifest:
    """Read a project; another file of that name holds no package with its UUID."""
    table = toml_table(bytes_of(text))
    places = TomlPlaces(text)
    needs = _needs(table, places)
    stated = stated_in(_METADATA, table, places.line_of)
    if not text_of(table.get("uuid")):
        return manifest(needs, (), stated)
    version, line = text_of(table.get("version")), places.line_of(("name",))
    provides = provided("julia", text_of(table.get("name")), version, line=line)
    return manifest(needs, provides, stated)


def _needs(table: dict[str, Any], places: TomlPlaces) -> Iterator[Need]:
    compatible = table.get("compat")
    for key, scope in _LISTS.items():
        listed = table.get(key)
        for name, uuid in (listed if isinstance(listed, dict) else {}).items():
            if not _UUID.fullmatch(text_of(uuid)):
                continue
            wanted = entries(table, "compat").get(name) if compatible else None
            requirement = text_of(wanted).strip()
            exact = re.fullmatch(r"=\s*(\d+\.\d+\.\d+\S*)", requirement)
            version = exact[1] if exact else ""
            line = places.line_of((key, name))
            yield from needed("julia", name, requirement, line=line, scope=scope, version=version)


READERS = (
    ManifestReader(
        format="julia",
        locks=("manifest.toml", "juliamanifest.toml"),
        ecosystem="julia",
        read=read,
        names=frozenset({"project.toml", "juliaproject.toml"}),
    ),
)
