# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A code of conduct, and whether it names somebody to tell."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Outcome, Place, false, lacking, seen, true
from commonweal.syntax.prose import (
    Prose,
    has_address,
    has_form,
    has_placeholder,
    headings_of,
    links_of,
    proses,
    section_lines,
)

_SHORTEST = 600
_NAMED = re.compile(
    r"contributor covenant|code of conduct|code de conduite|código de conducta"
    r"|кодекс\w{0,12} поведения|مدونة.{0,6}السلوك|قواعد السلوك|行为准则",
    re.IGNORECASE,
)


def find(tree: Tree) -> Finding:
    """The document, else a section of the README or the guide that has words or a link."""
    if conducts := proses(tree, "conduct"):
        return true("found", [seen(conducts[0].path), _contact(conducts)])
    for text in proses(tree, "readme", "contributing"):
        for heading in headings_of(text, "conduct"):
            if any(line.text.strip() for line in section_lines(text, ["conduct"])):
                return _in_readme(text, heading.line)
        for link in links_of(text):
            if _NAMED.search(link.label) and not link.is_image:
                return _in_readme(text, link.line)
    return false("none")


def _in_readme(text: Prose, line: int) -> Finding:
    return true("in_readme", [seen(text.path, line), _unsure(text.path)])


def _unsure(path: str) -> Place:
    return Place(Outcome.UNKNOWN, path, None, "contact")


def _contact(conducts: tuple[Prose, ...]) -> Place:
    """An address or form; what a template wants to be filled reaches nobody."""
    for text in conducts:
        for line in text.lines:
            if has_address(line.text) or has_form(line.text):
                return seen(text.path, line.number, "contact")
    for text in conducts:
        for line in text.lines:
            if has_placeholder(line.text):
                return lacking(text.path, line.number, "contact")
    first = conducts[0]
    is_short = sum(len(line.text) for line in first.lines) < _SHORTEST
    if is_short and links_of(first):
        return _unsure(first.path)
    return lacking(first.path, None, "contact")
