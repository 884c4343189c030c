# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A bill of materials in the root, told by its name."""

from commonweal.core.tree import Tree
from commonweal.formats.automation import sbom_in_root
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Look at the names of files in the root."""
    places = [seen(file.path) for file in tree.files if sbom_in_root(file.path)]
    return true("found", places) if places else false("none")
