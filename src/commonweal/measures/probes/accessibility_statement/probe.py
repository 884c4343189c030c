# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A statement on accessibility: a document, a section with words, or a link."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.syntax.prose import PROJECT_TEXTS, headings_of, links_of, proses, section_lines

_NAMED = re.compile(
    r"accessibility (?:statement|conformance|report|policy)|\bVPAT\b|déclaration d'accessibilité"
    r"|declaración de accesibilidad"
    r"|заявление о доступности|بيان إمكانية الوصول|无障碍声明",  # noqa: RUF001  another alphabet
    re.IGNORECASE,
)
_FEWEST_WORDS = 4


def find(tree: Tree) -> Finding:
    """A title alone is no statement."""
    for text in proses(tree, "accessibility"):
        if sum(len(line.text.split()) for line in (*text.lines, *text.code)) > _FEWEST_WORDS:
            return true("document", [seen(text.path)])
    texts = proses(tree, *PROJECT_TEXTS)
    for text in texts:
        if any(line.text.strip() for line in section_lines(text, ["accessibility"])):
            return true("section", [seen(text.path, headings_of(text, "accessibility")[0].line)])
    for text in texts:
        for link in links_of(text):
            if _NAMED.search(link.label):
                return true("linked", [seen(text.path, link.line)])
    return false("none")
