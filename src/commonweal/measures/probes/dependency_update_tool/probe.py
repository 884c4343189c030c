# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Configuration files of tools that propose updates."""

from commonweal.core.tree import Tree
from commonweal.formats.automation import update_tool
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Look for configuration files by their paths."""
    places = [
        seen(file.path, None, tool) for file in tree.files if (tool := update_tool(file.path))
    ]
    return true("found", places) if places else false("none")
