# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The model card, and what it speaks of."""

from commonweal.core.tree import Tree
from commonweal.formats.openness import CARD_SECTIONS, Card, model_cards, shown_model
from commonweal.measures.probe import Finding, Place, false, lacking, not_applicable, seen, true


def find(tree: Tree) -> Finding:
    """Look at the clearest card, nearest to the root."""
    if shown_model(tree) is None:
        return not_applicable("no_model")
    cards = model_cards(tree)
    if not cards:
        return false("none")
    places = [_place(cards[0], section) for section in CARD_SECTIONS]
    missing = [section for section in CARD_SECTIONS if section not in cards[0].sections]
    if not cards[0].is_clear:
        return false("doubtful", [lacking(cards[0].path)])
    if missing:
        return false("missing", places, missing=", ".join(missing))
    return true("complete", places)


def _place(card: Card, section: str) -> Place:
    if section in card.sections:
        return seen(card.path, card.sections[section], section)
    return lacking(card.path, label=section)
