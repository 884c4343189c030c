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

_PAPER, _REPORT = "research_paper", "technical_report"
_OUTCOMES = {True: Outcome.TRUE, False: Outcome.FALSE, None: Outcome.UNKNOWN}


def find(tree: Tree) -> Finding:
    """Give a place for each part that is present."""
    if shown_model(tree) is None:
        return not_applicable("no_model")
    cards = model_cards(tree)
    places = []
    parts = components_of(tree)
    for label, found in parts.items():
        # A paper says what a report would have said.
        part = parts[_PAPER] if label == _REPORT and found.state != "present" else found
        if part.state == "present":
            _, is_open = licence_of(tree, label, part, cards)
            places.append(Place(_OUTCOMES[is_open], part.path, None, label))
    without = [place.label for place in places if place.outcome is Outcome.FALSE]
    unsure = [place.label for place in places if place.outcome is Outcome.UNKNOWN]
    if without:
        return false("not_open", places, without=", ".join(without))
    if unsure:
        return unknown("unsure", places, unsure=", ".join(unsure))
    return true("open", places, parts=len(places))
