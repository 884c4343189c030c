# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a repository shows of a model: its parts by the Model Openness Framework, its cards."""

from commonweal.formats.openness.cards import CARD_SECTIONS, Card, data_cards, model_cards
from commonweal.formats.openness.components import COMPONENTS, components_of
from commonweal.formats.openness.found import Found, State
from commonweal.formats.openness.licences import licence_of
from commonweal.formats.openness.paths import is_ours
from commonweal.formats.openness.subject import Shown, shown_model
from commonweal.formats.openness.weights import our_weights

__all__ = [
    "CARD_SECTIONS",
    "COMPONENTS",
    "Card",
    "Found",
    "Shown",
    "State",
    "components_of",
    "data_cards",
    "is_ours",
    "licence_of",
    "model_cards",
    "our_weights",
    "shown_model",
]
