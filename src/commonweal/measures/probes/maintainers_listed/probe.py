# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""People or teams who maintain the software; names are counted, never kept."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import entries, headings_of, people, proses, section_lines

_SECTION_KINDS = ("readme", "governance", "contributing", "support", "authors")
_RULE = re.compile(r"\S{1,300}\s+(?:@|[\w.+-]{1,64}@)\S{1,100}")
_FIELDS = {
    "publiccode": re.compile(r"^\s{2,8}contacts:|^\s{2,8}contractors:"),
    "codemeta": re.compile(r'"maintainer"\s*:'),
    "manifest": re.compile(
        r"^Maintainer:\s*\S|^\s*maintainers\s*=\s*\[\s*(?:[\[{\"']|$)|^\s*\"maintainers\"\s*:\s*\["
    ),
    "security": re.compile(r"^\s{0,6}core-(?:team|maintainers):"),
}


def find(tree: Tree) -> Finding:
    """Lists first, then owners of paths, sections, and fields of metadata."""
    lists = proses(tree, "maintainers")
    for text in lists:
        if found := entries(text.lines) or people((*text.lines, *text.code)):
            return true("listed", [seen(text.path, found[0].number)], entries=len(found))
    for text in proses(tree, "codeowners"):
        rules = [
            line
            for line in (*text.lines, *text.code)
            if _RULE.match(line.text) and line.text[0] != "#"
        ]
        if rules:
            return true("listed", [seen(text.path, rules[0].number)], entries=len(rules))
    for text in proses(tree, *_SECTION_KINDS):
        found = entries(section_lines(text, ["maintainers"]))
        if found:
            line = headings_of(text, "maintainers")[0].line
            return true("listed", [seen(text.path, line)], entries=len(found))
    if place := _in_metadata(tree):
        return true("in_metadata", [place])
    return false("empty", [lacking(one.path) for one in lists]) if lists else false("none")


def _in_metadata(tree: Tree) -> Place | None:
    for kind, pattern in _FIELDS.items():
        for document in tree.documents_of(kind):
            if "/" in document.path and kind != "security":
                continue
            for number, line in enumerate(document.text.split("\n", 3_000)[:3_000], 1):
                if pattern.search(line[:500]):
                    return seen(document.path, number)
    return None
