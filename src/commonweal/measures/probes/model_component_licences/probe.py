# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether each part of the model that is present is under an open licence."""

from commonweal.core.tree import Tree
from commonweal.formats.openness import components_of, licence_of, model_cards, shown_model
from commonweal.measures.probe import (
    Finding,
    Outcome,
    Place,
    false,
    not_applicable,
    true,
    unknown,
)

_OUTCOMES = {True: Outcome.TRUE, False: Outcome.FALSE, None: Outcome.UNKNOWN}


def find(tree: Tree) -> Finding:
    """Give a place for each part that is present."""
    if shown_model(tree) is None:
        return not_applicable("no_model")
    cards = model_cards(tree)
    places = []
    for label, found in components_of(tree).items():
        if found.state == "present":
            _, is_open = licence_of(tree, label, found, cards)
            places.append(Place(_OUTCOMES[is_open], found.path, None, label))
    without = [one.label for one in places if one.outcome is Outcome.FALSE]
    unsure = [one.label for one in places if one.outcome is Outcome.UNKNOWN]
    if without:
        return false("not_open", places, without=", ".join(without))
    if unsure:
        return unknown("unsure", places, unsure=", ".join(unsure))
    return true("open", places, parts=len(places))
