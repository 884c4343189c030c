# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Keywords, topics and categories in metadata of the root."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true

# A key that has something behind it on its line, or an open list.
_FIELD = re.compile(
    r"^\s{0,8}(?:[\"']?(?:keywords|keyword|categories|topics|tags"
    r"|subject)[\"']?\s*[:=]\s*+(?:[\[{]?\s*[\"'\w]|\[\s*$|[|>]?\s*$)"
    r"|<(?:keywords|PackageTags)>[^<])"
)
_EMPTY = re.compile(r"[:=]\s*(?:\[\s*\]|\"\"|''|null|~)")
_KINDS = ("citation", "codemeta", "publiccode", "manifest", "code_json")
# In these files such a key means something else.
_NOT = ("docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml", "dockerfile")
_ENTRY = re.compile(r"\s*(?:-\s*\S|[\"'\w])")


def find(tree: Tree) -> Finding:
    """One place per file."""
    places = []
    for document in tree.documents_of(*_KINDS):
        if "/" in document.path or document.name.casefold() in _NOT:
            continue
        lines = document.text.split("\n", 3_000)[:3_000]
        for number, line in enumerate(lines, 1):
            if not _FIELD.match(line[:300]) or _EMPTY.search(line[:300]):
                continue
            is_open = line.rstrip().endswith((":", "[", "|", ">"))
            if not is_open or (number < len(lines) and _ENTRY.match(lines[number])):
                places.append(seen(document.path, number))
                break
    return true("declared", places, files=len(places)) if places else false("none")
