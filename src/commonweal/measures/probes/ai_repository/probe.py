# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether there is a model at all: weights, a card, or the code that trains one."""

from commonweal.core.tree import Tree
from commonweal.formats.openness import shown_model
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Look for the strongest sign; an ordinary repository has none."""
    shown = shown_model(tree)
    if shown is None:
        return false("none")
    return true(shown.reason, [seen(shown.path, shown.line)])
