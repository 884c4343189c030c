# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CODEOWNERS where forges read it, or OWNERS with approvers as Kubernetes has it."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true

_READ_AT = frozenset(
    {
        "codeowners",
        ".github/codeowners",
        "docs/codeowners",
        ".gitlab/codeowners",
        ".gitea/codeowners",
        ".forgejo/codeowners",
    }
)
# A pattern and an owner: a handle, a team, a role of GitLab or an address.
_RULE = re.compile(r"[^#\s\[]\S{0,300}\s+(?:@{1,2}[\w]|[\w.+-]{1,64}@[\w-]+\.)")
_APPROVERS = re.compile(r"\s*approvers\s*:")
_MOST_LINES = 5_000
# Forges read a file of this name alone, without an ending.
_NAMED = re.compile(
    r"CODEOWNERS(?:\.(?:md|markdown|txt|rst|adoc|ya?ml))?$|code[-_]?owners\.(?:md|txt)$"
)


def find(tree: Tree) -> Finding:
    """Count rules in the file that a forge would take."""
    empty = []
    for document in tree.documents_of("codeowners"):
        if document.path.casefold() in _READ_AT:
            lines = document.text.split("\n", _MOST_LINES)[:_MOST_LINES]
            rules = [
                number for number, line in enumerate(lines, 1) if _RULE.match(line.strip()[:500])
            ]
            if rules:
                return true("owned", [seen(document.path, rules[0])], rules=len(rules))
            empty.append(lacking(document.path))
    for document in tree.documents_of("maintainers"):
        if document.name == "OWNERS":
            lines = document.text.split("\n", _MOST_LINES)[:_MOST_LINES]
            rules = [number for number, line in enumerate(lines, 1) if _APPROVERS.match(line[:100])]
            if rules:
                return true("owned", [seen(document.path, rules[0])], rules=len(rules))
    if empty:
        return false("empty", empty)
    others = [
        file.path for file in tree.files if file.kind != "vendored" and _NAMED.match(file.name)
    ]
    if not others:
        return false("none")
    is_misplaced = any(path.rpartition("/")[2] == "CODEOWNERS" for path in others)
    places = [lacking(path) for path in others]
    return false("misplaced" if is_misplaced else "misnamed", places)
