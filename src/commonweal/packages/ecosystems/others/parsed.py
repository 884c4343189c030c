# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifests in JSON, YAML and XML of ecosystems that package URLs have no type for."""

from collections.abc import Callable, Iterable
from typing import Any

from commonweal.packages.model.need import Manifest, ManifestReader, Provision
from commonweal.packages.reading.decoded import json_object
from commonweal.packages.reading.foreign import (
    Yaml,
    bytes_of,
    computed,
    manifest,
    text_of,
    xml_of,
)
from commonweal.packages.reading.metadata import Keys, stated_in
from commonweal.packages.reading.places import JsonPlaces

_METADATA: Keys = {
    "name": ("name",),
    "version": ("version", "version-string"),
    "description": ("description", "summary"),
    "keyword": ("keywords", "tags"),
    "licence": ("license",),
    "homepage": ("homepage", "website", "url"),
    "repository": ("repository", "source-url", "source-code"),
    "issues": ("issues",),
    "author": ("authors", "author"),
}


def _json(*lists: str, makes: bool = False) -> Callable[[str, str], Manifest]:
    """A reader of JSON with needs in some tables or lists."""

    def read(_: str, text: str) -> Manifest:
        table = json_object(bytes_of(text), unique=False)
        places = JsonPlaces(text)
        stated = stated_in(_METADATA, table, places.line_of)
        name = text_of(table.get("name"))
        provides = computed(JsonPlaces(text).line_of(("name",)), name) if makes and name else ()
        at = _first(lists, table, JsonPlaces(text).line_of)
        return manifest((), provides, stated, lists_at=at)

    return read


def _yaml(*lists: str, makes: bool = False) -> Callable[[str, str], Manifest]:
    """A reader of YAML with needs in some tables or lists."""

    def read(_: str, text: str) -> Manifest:
        document = Yaml(text)
        if not isinstance(document.value, dict):
            return Manifest()
        name = document.text("name")
        provides = computed(document.line("name"), name) if makes and name else ()
        at = _first(lists, document.value, lambda path: document.line(*path))
        return manifest((), provides, document.stated(_METADATA), lists_at=at)

    return read


def _first(lists: Iterable[str], table: dict[str, Any], line_of: Callable[[Any], int]) -> int:
    """The line of the first table or list that holds something."""
    found = (line_of((key,)) for key in lists if table.get(key))
    return next(found, 0)


def _ivy(_: str, text: str) -> Manifest:
    root = xml_of(text, "ivy-module")
    needs = (
        dependency
        for group in root.named("dependencies")
        for dependency in group.named("dependency")
    )
    provides: tuple[Provision, ...] = ()
    for info in root.named("info"):
        provides = computed(info.line, info.attributes.get("module", ""))
    return manifest((), provides, lists_at=next((need.line for need in needs), 0))


READERS = (
    ManifestReader(
        format="vcpkg",
        ecosystem="vcpkg",
        read=_json("dependencies"),
        names=frozenset({"vcpkg.json"}),
    ),
    ManifestReader(
        format="elm",
        ecosystem="elm",
        read=_json("dependencies"),
        names=frozenset({"elm.json"}),
    ),
    ManifestReader(
        format="dub",
        ecosystem="dub",
        read=_json("dependencies", makes=True),
        names=frozenset({"dub.json"}),
    ),
    ManifestReader(
        format="haxelib",
        ecosystem="haxelib",
        read=_json("dependencies", makes=True),
        names=frozenset({"haxelib.json"}),
    ),
    ManifestReader(
        format="raku",
        ecosystem="cpan",
        read=_json("depends", makes=True),
        names=frozenset({"meta6.json"}),
    ),
    ManifestReader(
        format="shards",
        ecosystem="shards",
        read=_yaml("dependencies", "development_dependencies", makes=True),
        names=frozenset({"shard.yml"}),
        locks=("shard.lock",),
    ),
    ManifestReader(
        format="snap",
        ecosystem="snap",
        read=_yaml(makes=True),
        names=frozenset({"snapcraft.yaml"}),
    ),
    ManifestReader(format="ivy", ecosystem="maven", read=_ivy, names=frozenset({"ivy.xml"})),
)
