# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CITATION.cff, judged; other texts on citing count, but say less to machines."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.core.tree import Document, Tree
from commonweal.formats.cff.judge import judge
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import Prose, proses
from commonweal.syntax.prose import find as first
from commonweal.syntax.yaml import Document as Yaml
from commonweal.syntax.yaml import YamlRefused, read_yaml

_NAME = "citation.cff"
_FILE = ("", "file")
_REQUEST = re.compile(
    r"\bplease (?:do )?(?:cite|reference)\b|\b(?:how to|to) cite\b"
    r"|\bif you use\b.{1,80}\b(?:research|papers?|publications?|academic|scientific)\b"
    r"|^\s{0,8}@(?:software|article|inproceedings|misc)\{",
    re.IGNORECASE,
)
_OTHER = ("citation", "citation.bib", "citation.md", "citation.txt", "inst/citation")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "identifier": ("doi", "identifiers"),
    "version": ("version",),
    "licence": ("license", "license-url"),
}


def find(tree: Tree) -> Finding:
    """The file of the root; what it lacks is said even where it is valid."""
    documents = {document.path.casefold(): document for document in tree.documents_of("citation")}
    document = documents.get(_NAME)
    if document is None:
        others = [document.path for name, document in documents.items() if name in _OTHER]
        if others:
            return true("other", [seen(path, None, label) for path in others for label in _FILE])
        places = [place for text in proses(tree, "readme") if (place := _asks(text))]
        return true("in_readme", places) if places else false("none")
    content = document.text.encode("utf-8", "replace")
    errors = judge(document.name, content)["errors"]
    places = [_valid(document, errors), *_fields(document, content)]
    if errors:
        bad = [lacking(document.path, None, label) for label in _FILE]
        return false("invalid", [*bad, *places], errors=len(errors))
    return true("found", [*(seen(document.path, None, label) for label in _FILE), *places])


def _asks(readme: Prose) -> Place | None:
    """A sentence that asks to be cited, or an entry of a bibliography to copy."""
    lines = sorted([*readme.lines, *readme.code])
    line = first(lines, _REQUEST)
    return seen(readme.path, line, "readme") if line else None


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
