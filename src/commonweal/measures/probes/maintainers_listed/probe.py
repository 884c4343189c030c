# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""People or teams who maintain the software; names are counted, never kept."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import (
    PROJECT_TEXTS,
    Prose,
    entries,
    headings_of,
    links_to,
    people,
    proses,
    section_lines,
)
from commonweal.syntax.prose import find as first

_SAID = re.compile(
    r"\b(?:maintained|stewarded|looked after)(?: and \w{1,20}| in part| jointly)? by\s+\S"
    r"|\b(?:project|current|lead|core|main) (?:lead|maintainers?|developers?) (?:is|are)\b",
    re.IGNORECASE,
)
# Further down a README speaks of details.
_FIRST_LINES = 150
_MOST_READ = 256 * 1024
_RULE = re.compile(r"\S{1,300}\s+(?:@|[\w.+-]{1,64}@)\S{1,100}")
_FIELDS = {
    "publiccode": re.compile(r"^\s{2,8}contacts:|^\s{2,8}contractors:"),
    "codemeta": re.compile(r'"maintainer"\s*:'),
    "manifest": re.compile(
        r"^Maintainer:\s*\S|^\s*maintainers\s*=\s*\[\s*(?:[\[{\"']|$)|^\s*\"maintainers\"\s*:\s*\["
        r"|^maintainers?:\s*(?:\S|$)|^\s*maintainer\s*=\s*[\"']?\w|^\s*<developer>"
    ),
    "security": re.compile(r"^\s{0,6}core-(?:team|maintainers):"),
}

# How Maven writes those who develop: a name, and for whom.
_DEVELOPER, _MOST_DEVELOPERS, _LONGEST_BLOCK = "developer>", 200, 2_000
_PART = re.compile(r"<(?P<part>name|organization|organizationUrl)>\s{0,20}(?P<value>[^<]{1,200})</")
_ORGANISATION = re.compile(
    r"\b(?:team|foundation|inc|gmbh|ltd|llc|s\.?a\.?s|plc|corp(?:oration)?|company|communit(?:y|ies)"
    r"|project|developers|contributors|authors|maintainers|organi[sz]ation|consortium|university"
    r"|institut(?:e|o|ion)?|ministry|agency|office|group|committee|association|e\.v)\b",
    re.IGNORECASE,
)


def find(tree: Tree) -> Finding:
    """Lists first, then owners of paths, sections, words of the README, and metadata."""
    lists = proses(tree, "maintainers")
    found = _listed(tree, lists) or _said(tree)
    if found is None and (place := _in_metadata(tree)):
        is_organisation = _names_organisations(tree, place.path)
        return true("in_metadata_organisation" if is_organisation else "in_metadata", [place])
    return found or (
        false("empty", [lacking(text.path) for text in lists]) if lists else false("none")
    )


def _listed(tree: Tree, lists: tuple[Prose, ...]) -> Finding | None:
    for text in lists:
        if found := entries(text.lines) or people((*text.lines, *text.code)):
            return true("listed", [seen(text.path, found[0].number)], entries=len(found))
    for text in proses(tree, "codeowners"):
        lines = (*text.lines, *text.code)
        rules = [line for line in lines if _RULE.match(line.text) and line.text[0] != "#"]
        if rules:
            return true("listed", [seen(text.path, rules[0].number)], entries=len(rules))
    for text in proses(tree, *PROJECT_TEXTS):
        if found := entries(section_lines(text, ["maintainers"])):
            line = headings_of(text, "maintainers")[0].line
            return true("listed", [seen(text.path, line)], entries=len(found))
    return None


def _said(tree: Tree) -> Finding | None:
    for text in proses(tree, "readme", "community"):
        if number := first(text.lines[:_FIRST_LINES], _SAID):
            return true("said", [seen(text.path, number)])
        if links := links_to(text, "maintainers"):
            return true("linked", [seen(text.path, links[0].line)])
    return None


def _in_metadata(tree: Tree) -> Place | None:
    for kind, pattern in _FIELDS.items():
        for document in tree.documents_of(kind):
            if "/" in document.path and kind != "security":
                continue
            for number, line in enumerate(document.text.split("\n", 3_000)[:3_000], 1):
                if pattern.search(line[:500]):
                    return seen(document.path, number)
    return None


def _names_organisations(tree: Tree, path: str) -> bool:
    """Tell whether a pom.xml names organisations as its developers, and no person."""
    text = next((document.text for document in tree.documents if document.path == path), "")
    named = []
    blocks = text[:_MOST_READ].split(f"<{_DEVELOPER}", _MOST_DEVELOPERS)[1:]
    for block in blocks:
        inside = block.partition(f"</{_DEVELOPER}")[0][:_LONGEST_BLOCK]
        parts = {part["part"]: part["value"].strip() for part in _PART.finditer(inside)}
        if name := parts.pop("name", ""):
            named.append(_is_organisation(name, " ".join(parts.values())))
    return bool(named) and all(named)


def _is_organisation(name: str, belongs_to: str) -> bool:
    """A name that says so, or a single word that is the organisation's own."""
    if _ORGANISATION.search(name):
        return True
    word = name.casefold()
    return " " not in word and word in re.split(r"[^\w]+", belongs_to.casefold())
