# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Do no harm: protection of people, moderation of content, risks; a hint, no proof."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, seen, true
from commonweal.syntax.prose import proses

_WORDS = {
    "moderation": re.compile(
        r"content moderation|moderation (?:policy|guidelines|tools)|modération des? contenus?"
        r"|moderación de contenid\w+|модерац\w{1,12} контента|الإشراف على المحتوى|内容审核",
        re.IGNORECASE,
    ),
    "safeguarding": re.compile(
        r"\bdo no harm\b|\bsafeguarding\b(?!\s+(?:against|your|the)\b)|child (?:protection"
        r"|safety)|protection of (?:children|minors)|age verification"
        r"|ne pas nuire|protection (?:de l'enfance|des mineurs|des enfants)|no hacer daño"
        r"|protección (?:de la infancia|infantil|de menores)"
        r"|не навреди|защит\w{1,12} детей|عدم الإضرار|حماية الطفل|不伤害|儿童保护",
        re.IGNORECASE,
    ),
    "risk": re.compile(
        r"\b(?:ethical|human rights|algorithmic|AI|privacy|societal) (?:risk"
        r"|impact) assessments?\b|\bresponsible (?:use|AI)\b|\bmisuse\b|usage responsable"
        r"|uso responsable",
        re.IGNORECASE,
    ),
}
_STEMS = {
    "moderation": "moderation",
    "child": "safeguarding",
    "safeguarding": "safeguarding",
    "harm": "safeguarding",
    "risk": "risk",
    "responsible": "risk",
    "acceptable": "risk",
}
_FEWEST_WORDS = 4


def find(tree: Tree) -> Finding:
    """Documents by their name, then words in the texts that readers see first."""
    places: dict[str, Place] = {}
    for text in proses(tree, "safeguarding"):
        if sum(len(line.text.split()) for line in text.lines) > _FEWEST_WORDS:
            name = text.path.rpartition("/")[2].casefold()
            label = next((label for part, label in _STEMS.items() if part in name), "risk")
            places.setdefault(label, seen(text.path, None, label))
    is_document = bool(places)
    for text in proses(
        tree, "readme", "docs_index", "conduct", "governance", "privacy", "model_card"
    ):
        for line in text.lines:
            for label, pattern in _WORDS.items():
                if label not in places and pattern.search(line.text):
                    places[label] = seen(text.path, line.number, label)
    if not places:
        return false("none")
    return true(
        "document" if is_document else "mentioned", [places[label] for label in sorted(places)]
    )
