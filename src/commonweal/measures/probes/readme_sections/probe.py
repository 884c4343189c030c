# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sections of the README, by their headings in the six languages of the United Nations."""

import re

from commonweal.core.tree import Tree
from commonweal.formats.prose import Prose, headings_of, proses
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true

_LABELS = (
    "description",
    "installation",
    "usage",
    "requirements",
    "support",
    "contributing",
    "licence",
)
# A paragraph below the title says what the software is, though no heading announces it.
_PARAGRAPH = re.compile(r"\s*[^\s|#>!<\[\-*=:.`].{60,}|\s*[\u0600-\u06ff\u4e00-\u9fff].{20,}")
_EARLY_LINES = 60


def find(tree: Tree) -> Finding:
    """Look for each section in all READMEs, a translation being one as well."""
    readmes = proses(tree, "readme")
    if not readmes:
        return false("none")
    places = [_section(readmes, label) for label in _LABELS]
    missing = [place.label for place in places if place.line is None]
    if missing:
        return false("missing", places, missing=", ".join(missing))
    return true("complete", places)


def _section(readmes: tuple[Prose, ...], label: str) -> Place:
    for readme in readmes:
        if found := headings_of(readme, label):
            return seen(readme.path, found[0].line, label)
        if label == "description" and (line := _first_paragraph(readme)):
            return seen(readme.path, line, label)
    return lacking(readmes[0].path, label=label)


def _first_paragraph(readme: Prose) -> int | None:
    for line in readme.lines:
        if line.number > _EARLY_LINES:
            return None
        if _PARAGRAPH.match(line.text):
            return line.number
    return None
