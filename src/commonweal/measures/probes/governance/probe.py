# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A text about governance: roles, and how decisions are taken."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import (
    PROJECT_TEXTS,
    Line,
    Prose,
    headings_of,
    links_to,
    proses,
    section_lines,
)
from commonweal.syntax.prose import find as first

_ROLES = re.compile(
    r"\b(?:roles?|responsibilit(?:y|ies)|maintainers?|committers?|chair(?:s|person)?"
    r"|steering (?:committee|group|council)|core team|board"
    r"|technical committee|rôles?|comité|mainteneurs?|comité directeur|mantenedor\w*|presidenc\w*"
    r"|junta)\b"
    r"|\bроль|роли\b|комитет|сопровожда|أدوار|لجنة|المشرف|角色|委员会|维护者|职责",  # noqa: RUF001  another alphabet
    re.IGNORECASE,
)
_DECISIONS = re.compile(
    r"\b(?:decisions?|decision[- ]making|decid(?:e|es|ed)|consensus|vot(?:e|es|ing)|majority"
    r"|quorum|veto|benevolent dictator|bdfl"
    r"|décisions?|décide|consensus|majorité|decisión|decisiones|decid\w+|consenso|mayoría"
    r"|votaci\w+)\b"
    r"|решени[ея]|консенсус|голосован|قرار|تصويت|إجماع|توافق|决策|决定|投票|共识",
    re.IGNORECASE,
)
_LABELS = {"roles": _ROLES, "decisions": _DECISIONS}


def find(tree: Tree) -> Finding:
    """The document, else a section of any text with some words, else a link."""
    if documents := [
        document for document in proses(tree, "governance") if _has_words(document.lines)
    ]:
        texts = [(document, document.lines) for document in documents]
        return true("document", [seen(documents[0].path), *_told(texts)])
    for text in proses(tree, *PROJECT_TEXTS):
        lines = section_lines(text, ["governance"])
        if _has_words(lines):
            heading = headings_of(text, "governance")[0]
            return true("section", [seen(text.path, heading.line), *_told([(text, lines)])])
    for text in proses(tree, *PROJECT_TEXTS):
        lines = section_lines(text, ["roles"])
        if all(first(lines, pattern) for pattern in _LABELS.values()):
            heading = headings_of(text, "roles")[0]
            return true("section", [seen(text.path, heading.line), *_told([(text, lines)])])
    for text in proses(tree, "readme", "contributing", "community"):
        for link in links_to(text, "governance"):
            return true("linked", [seen(text.path, link.line)])
    return false("none")


def _has_words(lines: tuple[Line, ...]) -> bool:
    return any(len(line.text.split()) > 2 for line in lines)  # noqa: PLR2004  more than a title


def _told(texts: list[tuple[Prose, tuple[Line, ...]]]) -> list[Place]:
    places = []
    for label, pattern in _LABELS.items():
        found = [(text.path, line) for text, lines in texts if (line := first(lines, pattern))]
        places.append(seen(*found[0], label) if found else lacking(texts[0][0].path, None, label))
    return places
