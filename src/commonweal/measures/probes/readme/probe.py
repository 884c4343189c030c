# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A README in the root or where forges look for one."""

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true

# A title and a sentence; what is shorter was left by a template.
_SHORTEST = 80


def find(tree: Tree) -> Finding:
    """Look for the README nearest to the root."""
    readme = tree.document("readme")
    if readme is None:
        return false("none")
    if len(readme.text) < _SHORTEST:
        return false("short", [lacking(readme.path)], characters=len(readme.text))
    return true("found", [seen(readme.path)])
