# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who uses the software: a list, a section, or `usedBy` of publiccode.yml."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import (
    PROJECT_TEXTS,
    Line,
    Prose,
    entries,
    headings_of,
    links_of,
    proses,
    section_lines,
)
from commonweal.syntax.yaml import YamlRefused, read_yaml

_HANDBOOK = re.compile(r"docs?/|documentation/")


def find(tree: Tree) -> Finding:
    """Entries are counted; in a folder of pages "users" may be a handbook, and is not read."""
    lists = [
        text
        for text in proses(tree, "adopters")
        if not (_HANDBOOK.match(text.path) and "users" in text.path.casefold())
    ]
    for text in lists:
        if count := _entries(text, text.lines):
            return true("listed", [seen(text.path)], entries=count)
    if found := _used_by(tree):
        return true("listed", [found[0]], entries=found[1])
    for text in proses(tree, *PROJECT_TEXTS):
        if count := _entries(text, section_lines(text, ["adopters"])):
            return true(
                "listed", [seen(text.path, headings_of(text, "adopters")[0].line)], entries=count
            )
    return false("empty", [lacking(page.path) for page in lists]) if lists else false("none")


def _entries(text: Prose, lines: tuple[Line, ...]) -> int:
    """Points and rows, else pictures and links: many lists are walls of logos."""
    stated = tuple(line for line in lines if not _DEFINITION.match(line.text))
    if count := len(entries(stated)) or len({link.target for link in links_of(text, stated)}):
        return count
    return len({match[1] for line in stated for match in _REFERENCE.finditer(line.text)})


# Where links lead is often written at the end of a text, below whatever section is the last.
_DEFINITION = re.compile(r"\s*(?:\.\. [_|]|\[[^\]]{1,200}\]:|:[a-z]{1,20}:)")
_REFERENCE = re.compile(r"`([^`<]{2,100})`_(?!\w)")


def _used_by(tree: Tree) -> tuple[Place, int] | None:
    document = tree.document("publiccode")
    if document is None or "/" in document.path:
        return None
    try:
        read = read_yaml(document.text.encode("utf-8", "replace"), merge=True)
    except YamlRefused:
        return None
    named = read.value.get("usedBy") if isinstance(read.value, dict) else None
    place = read.place(("usedBy",)) if isinstance(named, list) and named else None
    return (seen(document.path, place.line), len(named)) if place and named else None
