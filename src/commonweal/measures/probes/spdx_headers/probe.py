# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How many of the code files say themselves under which licence they are."""

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, not_applicable, true

# A few new files without a tag do not undo a habit.
_ENOUGH = 0.9
_MOST_PLACES = 50


def find(tree: Tree) -> Finding:
    """Count files that were read and hold something."""
    files = [file for file in tree.files_of("code") if file.lines and file.language]
    if not files:
        return not_applicable("no_code")
    untagged = [file.path for file in files if file.spdx is None]
    tagged = len(files) - len(untagged)
    if tagged >= _ENOUGH * len(files):
        return true("tagged", tagged=tagged, files=len(files))
    places = [lacking(path) for path in sorted(untagged)[:_MOST_PLACES]]
    return false("few", places, tagged=tagged, files=len(files))
