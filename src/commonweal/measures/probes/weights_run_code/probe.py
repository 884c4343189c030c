# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether loading the weights may run code that somebody put into them."""

from commonweal.core.tree import Tree
from commonweal.formats.openness import is_ours
from commonweal.measures.probe import Finding, false, lacking, not_applicable, seen, true


def find(tree: Tree) -> Finding:
    """Look at the format of every file of weights that is not a test's."""
    weights = [artifact for artifact in tree.artifacts if is_ours(artifact.path)]
    if not weights:
        return not_applicable("none")
    runs = [artifact for artifact in weights if artifact.runs_code]
    if not runs:
        return true("safe", [seen(artifact.path) for artifact in weights])
    places = [(lacking if artifact.runs_code else seen)(artifact.path) for artifact in weights]
    return false("runs", places, files=len(runs), all=len(weights))
