# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Metadata that is made to be read by others, as nested mappings: one table reads them all."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NamedTuple

from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

_SIZE_LIMIT = 512 * 1024


class Decoded(NamedTuple):
    """A file as a mapping."""

    format: str
    value: dict[str, Any]


def decode(path: str, text: str) -> Decoded | None:
    """Decode a file by its name; None where the format is not known or nothing can be read."""
    name = path.rpartition("/")[2].casefold()
    if len(text) > _SIZE_LIMIT:
        return None
    if name not in _READERS:
        return None
    format_name, read = _READERS[name]
    value = read(text)
    return Decoded(format_name, value) if value else None


def _yaml(text: str) -> dict[str, Any]:
    try:
        document = read_yaml(text.encode("utf-8", "replace"), merge=True)
    except YamlRefused:
        return {}
    value = document.value
    return (
        {key: _as_written(document, key, inner) for key, inner in value.items()}
        if isinstance(value, dict)
        else {}
    )


def _citation(text: str) -> dict[str, Any]:
    """Read a list of licences as what it means in this format: one of them, at choice."""
    value = _yaml(text)
    licences = value.get("license")
    if isinstance(licences, list) and all(isinstance(licence, str) for licence in licences):
        value["license"] = " OR ".join(dict.fromkeys(licences))
    return value


def _as_written(document: Document, key: str, value: object) -> object:
    """Keep a number as its author wrote it: version 1.10 is not 1.1."""
    place = document.place((key,)) if isinstance(value, float | int) else None
    return place.text if place is not None and place.text else value


def _json(text: str) -> dict[str, Any]:
    try:
        value = read_json(text.encode("utf-8", "replace")).value
    except JsonRefused:
        return {}
    return value if isinstance(value, dict) else {}


_READERS: MappingProxyType[str, tuple[str, Callable[[str], dict[str, Any]]]] = MappingProxyType(
    {
        "citation.cff": ("citation", _citation),
        "codemeta.json": ("codemeta", _json),
        "publiccode.yml": ("publiccode", _yaml),
        "publiccode.yaml": ("publiccode", _yaml),
        ".zenodo.json": ("zenodo", _json),
    }
)
