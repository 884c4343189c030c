# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The Developer Certificate of Origin, or an agreement: asked for in words, or set up by a file."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import proses

_WORDS = {
    "dco": re.compile(
        r"signed-off-by|developer'?s? certificate of origin|developercertificate\.org|\bDCO\b"
        r"|\bgit commit (?:-\w*s|--signoff)\b|\bsign[- ]?off (?:on )?(?:your|all|each|every)",
        re.IGNORECASE,
    ),
    "cla": re.compile(
        r"contributors?'? licen[cs]e agreement|contributor agreement|\bI?CLAs?\b(?!-\d)"
        r"|copyright assignment",
        re.IGNORECASE,
    ),
}
_REFUSED = re.compile(r"\b(?:no|not|without|never|don'?t|doesn'?t)\b[^.]{0,60}$", re.IGNORECASE)
_FILES = {
    "dco": re.compile(r"(?:^|/)(?:dco|developer[-_ ]certificate[\w-]*)(?:\.(?:md|txt|ya?ml))?$"),
    "cla": re.compile(
        r"(?:^|/)(?:[ic]?cla(?:-\w{1,20})?\.(?:md|txt|pdf|ya?ml|json)|\.clabot|\.cla\.json"
        r"|contributor[-_ ]licen[cs]e[-_ ]agreement[\w-]{0,20}\.(?:md|txt|pdf))$"
    ),
}
_PLACES = ("", ".github", "docs", "doc", "legal", ".github/workflows", "contributing")


def find(tree: Tree) -> Finding:
    """Words of guides first; a sentence that says no is an answer as well."""
    places: list[Place] = []
    refused: list[Place] = []
    for text in proses(tree, "contributing", "contribution_terms", "readme", "governance"):
        for line in (*text.lines, *text.code):
            for label, pattern in _WORDS.items():
                if match := pattern.search(line.text):
                    is_no = _REFUSED.search(line.text[: match.start()]) is not None
                    (refused if is_no else places).append(
                        (lacking if is_no else seen)(text.path, line.number, label)
                    )
    places += [
        seen(file.path, None, label)
        for file in tree.files
        for label, pattern in _FILES.items()
        if file.path.rpartition("/")[0].casefold() in _PLACES
        and pattern.search(file.path.casefold())
    ]
    if places:
        return true("asked", _first_of_each(places))
    return false("refused", _first_of_each(refused)) if refused else false("none")


def _first_of_each(places: list[Place]) -> list[Place]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.label, place)
    return sorted(found.values(), key=lambda place: place.label, reverse=True)
