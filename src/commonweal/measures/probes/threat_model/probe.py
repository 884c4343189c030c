# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A threat model: a document or a file of a tool for it, or a section with some lines."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.syntax.prose import below, proses

_DOCUMENT = re.compile(
    r"(?:^|/)(?:[\w-]{0,30}[-_ ])?(?:threat[-_ ]?models?|threat[-_ ]?modell?ing"
    r"|security[-_ ]assessment|threat[-_ ]?analysis|threagile)"
    r"(?:[-_ ][\w-]{0,30})?\.(?:md|rst|adoc|txt|pdf|tm7|json|ya?ml|html|org)$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\bthreat(?:s| model\w*| analysis)?\b|\battack surface\b|\btrust boundar\w+"
    r"|\bsecurity (?:model|assumptions)\b"
    r"|modèle de menaces?|modelo de amenazas"
    r"|модель угроз|نموذج التهديد\w*|威胁模型|威胁建模",
    re.IGNORECASE,
)
_NOT_OURS = ("vendored", "test", "generated", "code")
_SHORTEST, _SHORTEST_SECTION = 300, 3


def find(tree: Tree) -> Finding:
    """Documents of some length first, then sections of texts about security and design."""
    found = sorted(
        file.path
        for file in tree.files
        if file.kind not in _NOT_OURS
        and (file.size or 0) >= _SHORTEST
        and _DOCUMENT.search(file.path)
    )
    if found:
        return true("document", [seen(path) for path in found])
    for text in proses(tree, "security", "docs_index", "readme"):
        for heading in text.headings:
            if _HEADING.search(heading.text):
                lines = [line for line in below(text, heading) if line.text.strip()]
                if len(lines) >= _SHORTEST_SECTION:
                    return true("section", [seen(text.path, heading.line)])
    return false("none")
