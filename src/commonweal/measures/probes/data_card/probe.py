# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A card of the data: a data card, a datasheet, or the README of a data set."""

from commonweal.core.tree import Tree
from commonweal.formats.openness import data_cards, shown_model
from commonweal.measures.probe import Finding, false, not_applicable, seen, true


def find(tree: Tree) -> Finding:
    """Look for cards of data sets."""
    cards = data_cards(tree)
    if cards:
        return true("found", [seen(card.path) for card in cards])
    if shown_model(tree) is None:
        return not_applicable("no_model")
    return false("none")
