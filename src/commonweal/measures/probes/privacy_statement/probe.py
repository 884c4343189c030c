# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A text about personal data: a document, a section with words, or a link."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.syntax.prose import PROJECT_TEXTS, headings_of, links_of, proses, section_lines

_NAMED = re.compile(
    r"privacy (?:policy|notice|statement)|data protection|politique de confidentialité"
    r"|protection des données|política de privacidad"
    r"|protección de datos|политика конфиденциальности|سياسة الخصوصية|隐私政策|隐私声明|隐私权",
    re.IGNORECASE,
)
# Of services that the project uses, not of the project.
_FOREIGN = re.compile(
    r"(?:google|github|facebook|cloudflare|microsoft|apple|sentry)\.\w{2,4}/", re.IGNORECASE
)
_FEWEST_WORDS = 4


def find(tree: Tree) -> Finding:
    """A title alone is no statement, nor is what another service promises."""
    for text in proses(tree, "privacy"):
        if sum(len(line.text.split()) for line in (*text.lines, *text.code)) > _FEWEST_WORDS:
            return true("document", [seen(text.path)])
    texts = proses(tree, *PROJECT_TEXTS)
    for text in texts:
        if any(line.text.strip() for line in section_lines(text, ["privacy"])):
            return true("section", [seen(text.path, headings_of(text, "privacy")[0].line)])
    for text in texts:
        for link in links_of(text):
            if _NAMED.search(link.label) and not _FOREIGN.search(link.target):
                return true("linked", [seen(text.path, link.line)])
    return false("none")
