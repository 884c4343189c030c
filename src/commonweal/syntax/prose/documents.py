# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The prose of a tree: documents of some kinds, the plain name before its translations."""

import re
from collections.abc import Iterable

from commonweal.core.tree import Document, Tree
from commonweal.syntax.prose.read import Line, Prose, read_prose

_ENTRY = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
_ROW = re.compile(r"\s*\|\W*\w.*\|")
_RULE = re.compile(r"[\s|:+=-]+")
_PERSON = re.compile(
    r"(?<![\w/])@[A-Za-z0-9][A-Za-z0-9-]{0,38}\b"
    r"|[\w.+-]{1,64}(?:@| at | \[at\] )[\w-]{1,60}\.[\w.-]{2,60}"
)


# Kinds of documents in which a project speaks of itself, under whatever heading.
PROJECT_TEXTS = (
    "readme", "contributing", "governance", "maintainers", "community", "support", "authors",
    "docs_index", "install", "adopters",
)  # fmt: skip


def proses(tree: Tree, *kinds: str) -> tuple[Prose, ...]:
    """Give the documents of these kinds, kind by kind, nearest to the root and shortest first."""
    return tuple(
        read_prose(document.path, document.text)
        for kind in kinds
        for document in sorted(
            (document for document in tree.documents_of(kind) if not _is_setting(document)),
            key=lambda document: (document.path.count("/"), len(document.path), document.path),
        )
    )


def _is_setting(document: Document) -> bool:
    """Tell the settings of a documentation's generator, which have comments and no headings."""
    return document.kind == "docs_index" and document.name.casefold().endswith(_SETTINGS)


_SETTINGS = (".py", ".js", ".ts", ".yml", ".yaml", ".toml", ".json", "doxyfile")


def entries(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Give the lines that enter something into a list: points, rows of a table, handles."""
    found: list[Line] = []
    before = ""
    for line in lines:
        text = line.text
        is_rule = bool(text) and _RULE.fullmatch(text) is not None
        if is_rule and found and found[-1].text == before and "|" in before:
            found.pop()  # it was the table's head
        elif not is_rule and (_ENTRY.match(text) or _ROW.match(text) or _names_person(text)):
            found.append(line)
        before = text
    return tuple(found)


def people(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Give the lines that name a handle or an address."""
    return tuple(line for line in lines if _names_person(line.text))


def _names_person(text: str) -> bool:
    return ("@" in text or "at" in text) and _PERSON.search(text) is not None
