# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""composer.json."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.decoded import json_object
from commonweal.packages.reading.foreign import (
    bytes_of,
    entries,
    manifest,
    needed,
    provided,
    text_of,
)
from commonweal.packages.reading.metadata import Keys, stated_in
from commonweal.packages.reading.places import JsonPlaces

_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "keyword": ("keywords",),
    "licence": ("license",),
    "homepage": ("homepage",),
    "repository": ("support.source",),
    "issues": ("support.issues",),
    "documentation": ("support.docs",),
    "help": ("support.chat", "support.forum"),
    "funding": ("funding",),
    "requires": ("require.php",),
    "author": ("authors",),
}
# A branch may be held to one commit.
_EXACT = re.compile(r"=?\s*v?(\d+(?:\.\d+){1,3}(?:[-.]?(?:alpha|beta|RC|rc|a|b|p|patch)\.?\d*)?)")
_AT_COMMIT = re.compile(r"dev-[^#]+#([0-9a-f]{40})")
_LISTS: dict[str, Scope] = {"require": "runtime", "require-dev": "development"}


def read(_: str, text: str) -> Manifest:
    """Read a composer.json; PHP itself and its extensions have no vendor and are no packages."""
    table = json_object(bytes_of(text), unique=False)
    places = JsonPlaces(text)
    needs = _needs(table, places)
    stated = stated_in(_METADATA, table, places.line_of)
    name = text_of(table.get("name"))
    if "/" not in name or table.get("type") == "project":
        return manifest(needs, (), stated)
    version, line = text_of(table.get("version")), places.line_of(("name",))
    return manifest(needs, provided("composer", name, version, line=line), stated)


def _needs(table: dict[str, Any], places: JsonPlaces) -> Iterator[Need]:
    for key, scope in _LISTS.items():
        for name, wanted in entries(table, key).items():
            if "/" not in name:
                continue
            requirement = text_of(wanted).strip()
            exact = _EXACT.fullmatch(requirement)
            version = exact[1] if exact else ""
            line = places.line_of((key, name))
            commit = _AT_COMMIT.fullmatch(requirement)
            for need in needed(
                "composer", name, requirement, line=line, scope=scope, version=version
            ):
                yield _at(need, commit[1]) if commit else need


def _at(need: Need, commit: str) -> Need:
    return Need(
        need.purl,
        need.name,
        requirement=need.requirement,
        commit=commit,
        line=need.line,
        scope=need.scope,
        is_direct=True,
    )


READERS = (
    ManifestReader(
        format="composer",
        wants_lock=True,
        ecosystem="packagist",
        locks=("composer.lock",),
        read=read,
        names=frozenset({"composer.json"}),
    ),
)
