# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The files at HEAD, read once and never checked out."""

from commonweal.sources.tree.choosing import Budget
from commonweal.sources.tree.collect import TreeRows, collect_tree, tree_of_files

__all__ = ["Budget", "TreeRows", "collect_tree", "tree_of_files"]
