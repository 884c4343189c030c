# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sections of the README, by their headings in the six languages of the United Nations."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import Prose, headings_of, proses
from commonweal.syntax.prose import find as first

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
# A sentence says as much as a section of its own.
_SENTENCES = {
    "licence": re.compile(
        r"\b(?:licen[cs]ed|released|publish(?:ed)?|distributed|available)\b.{0,60}\bunder\b.{0,60}"
        r"\b(?:licen[cs]e|GPL|AGPL|LGPL|MIT|Apache|BSD|MPL|EUPL|CC0|public domain)\b"
        r"|!\[licen[cs]e\b|\]\([^()\s]{0,200}\bLICEN[CS]E(?:\.\w{2,4})?\)"
        r"|\b(?:Apache-2\.0|[AL]?GPL-[23]\.[01]|MPL-2\.0|EUPL-1\.2|CC0-1\.0|BSD-[23]-Clause)\b",
        re.IGNORECASE,
    ),
    "contributing": re.compile(
        r"\]\([^()\s]{0,200}\bCONTRIBUTING(?:\.\w{2,4})?\)|\bcontributions? .{0,40}\bwelcome\b",
        re.IGNORECASE,
    ),
    "requirements": re.compile(
        r"\b(?:requires?|needs?|runs? on|works? with)\b.{0,30}"
        r"\b(?:Python|Node(?:\.js)?|Java|JDK|PHP|Ruby|Go|Rust|Docker|PostgreSQL|\.NET)\b.{0,10}\d"
        r"|\b(?:Python|Node(?:\.js)?|Java|JDK|PHP|Ruby|Go|Rust) \d[\d.]{0,6} or "
        r"(?:newer|later|higher)\b",
        re.IGNORECASE,
    ),
    "support": re.compile(
        r"\b(?:questions?|need help|get help|feedback)\b.{0,80}"
        r"\b(?:join|ask|chat|discord|slack|forum|mailing list|discussions?|e-?mail|contact)\b",
        re.IGNORECASE,
    ),
}


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
        if label in _SENTENCES and (line := first(readme.lines, _SENTENCES[label])):
            return seen(readme.path, line, label)
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
