# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CITATION.cff, judged; other texts on citing count, but say less to machines."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.core.tree import Document, Tree
from commonweal.formats.cff.judge import judge
from commonweal.formats.yaml import Document as Yaml
from commonweal.formats.yaml import YamlRefused, read_yaml
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true

_NAME = "citation.cff"
_OTHER = ("citation", "citation.bib", "citation.md", "citation.txt", "inst/citation")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "identifier": ("doi", "identifiers"),
    "version": ("version",),
    "licence": ("license", "license-url"),
}


def find(tree: Tree) -> Finding:
    """The file of the root; what it lacks is said even where it is valid."""
    documents = {one.path.casefold(): one for one in tree.documents_of("citation")}
    document = documents.get(_NAME)
    if document is None:
        others = [seen(one.path) for name, one in documents.items() if name in _OTHER]
        return true("other", others) if others else false("none")
    content = document.text.encode("utf-8", "replace")
    errors = judge(document.name, content)["errors"]
    places = [_valid(document, errors), *_fields(document, content)]
    if errors:
        return false("invalid", [lacking(document.path), *places], errors=len(errors))
    return true("found", [seen(document.path), *places])


def _valid(document: Document, errors: list[dict[str, Any]]) -> Place:
    if errors:
        return lacking(document.path, errors[0]["line"] or None, "valid")
    return seen(document.path, None, "valid")


def _fields(document: Document, content: bytes) -> Iterator[Place]:
    try:
        read: Yaml | None = read_yaml(content, merge=True)
    except YamlRefused:
        read = None
    for label, names in _FIELDS.items():
        line = next((line for name in names if read and (line := _line(read, name))), None)
        yield seen(document.path, line, label) if line else lacking(document.path, None, label)


def _line(read: Yaml, name: str) -> int | None:
    value = read.value.get(name) if isinstance(read.value, dict) else None
    place = read.place((name,)) if value else None
    return place.line if place else None
