# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Definitions of CI systems, told by their paths."""

from commonweal.core.tree import Tree
from commonweal.formats.automation import ci_system
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Look for definitions by their paths."""
    places = [seen(file.path, None, name) for file in tree.files if (name := ci_system(file.path))]
    return true("found", places, count=len(places)) if places else false("none")
