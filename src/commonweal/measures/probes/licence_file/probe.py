# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A file in the root, or in a folder right below it, that is named after a licence."""

from commonweal.core.tree import Tree
from commonweal.formats.licence.names import is_licence_path
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Look at the names of files."""
    places = [seen(file.path) for file in tree.files if is_licence_path(file.path)]
    return true("found", places, count=len(places)) if places else false("none")
