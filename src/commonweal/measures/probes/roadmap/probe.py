# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A plan: a document, a section with words, or a link that is named so."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true
from commonweal.syntax.prose import PROJECT_TEXTS, headings_of, links_of, proses, section_lines

_NAMED = re.compile(
    r"\broad ?-?map\b|feuille de route|hoja de ruta|дорожн\w{1,12} карт|خارطة الطريق|路线图",
    re.IGNORECASE,
)
_SHORTEST = 80


def find(tree: Tree) -> Finding:
    """A document of some length, then a section, then a link."""
    documents = proses(tree, "roadmap")
    for text in documents:
        if sum(len(line.text) for line in text.lines) >= _SHORTEST:
            return true("document", [seen(text.path)])
    for text in proses(tree, *PROJECT_TEXTS):
        if any(line.text.strip() for line in section_lines(text, ["roadmap"])):
            return true("section", [seen(text.path, headings_of(text, "roadmap")[0].line)])
    for text in proses(tree, *PROJECT_TEXTS):
        for link in links_of(text):
            if _NAMED.search(link.label) and not link.is_image:
                return true("linked", [seen(text.path, link.line)])
    return (
        false("empty", [lacking(document.path) for document in documents])
        if documents
        else false("none")
    )
