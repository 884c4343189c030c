# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Goals by their number, in the texts that speak for the software; in six languages."""

from commonweal.core.tree import Tree
from commonweal.formats.goals import goals_named
from commonweal.measures.probe import Finding, Place, false, seen, true
from commonweal.syntax.prose import proses

_KINDS = ("readme", "publiccode", "docs_index", "codemeta", "citation")


def find(tree: Tree) -> Finding:
    """One place for the first line that names a goal."""
    first: dict[int, Place] = {}
    for text in proses(tree, *_KINDS):
        whole = " ".join(heading.text for heading in text.headings)
        for line in text.lines:
            for goal in goals_named(line.text, text=whole):
                first.setdefault(goal, seen(text.path, line.number))
    if not first:
        return false("none")
    places = dict.fromkeys(first[goal] for goal in sorted(first))
    return true("named", places, goals=", ".join(map(str, sorted(first))))
