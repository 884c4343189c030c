# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Programs in machine code or for a virtual machine, told by their first bytes or ending."""

from commonweal.core.tree import Tree
from commonweal.formats.signs import BINARY
from commonweal.formats.signs.binary import is_test_data
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Read the signs; a wrapper of Gradle counts as well, for nobody has verified it here."""
    places = [seen(sign.path) for sign in tree.signs_of(BINARY) if not is_test_data(sign.path)]
    return true("found", places, count=len(places)) if places else false("none")
