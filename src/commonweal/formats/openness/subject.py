# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a repository holds a model at all: weights, a card, or the code that trains one."""

import re
from typing import NamedTuple

from commonweal.core.tree import Sign, Tree
from commonweal.formats.openness.cards import model_cards
from commonweal.formats.openness.paths import CODE, ending_of, is_of_the_model, stem_of
from commonweal.formats.openness.weights import our_weights

TRAINING_NAME = re.compile(
    r"^(?:pre_?)?train(?:ing)?(?:_(?!test|args|argument|utils?|state|step)\w+)?$|^fine_?tun\w*$"
    r"|^run_(?:pre_?train\w*|train\w*|fine_?tun\w*|sft|dpo|mlm|clm)$|^(?:sft|dpo|grpo)_?train\w*$"
)


class Shown(NamedTuple):
    """What shows that a repository holds a model: the reason's name, and where."""

    reason: str
    path: str
    line: int | None = None


def shown_model(tree: Tree) -> Shown | None:
    """Give the strongest sign of a model; None for an ordinary repository."""
    if weights := our_weights(tree):
        return Shown("weights", weights[0].path)
    if (cards := model_cards(tree)) and cards[0].is_clear:
        return Shown("card", cards[0].path)
    if place := trained_at(tree, is_named=True):
        has_model = tree.signs_of("model_class", "model_built", "model_layers", "model_loaded")
        if any(is_of_the_model(sign.path) for sign in has_model):
            return Shown("training", place.path, place.line)
    return None


def trained_at(tree: Tree, *, is_named: bool) -> Sign | None:
    """Give where a model is trained; with `is_named` only in files that say so by their name."""
    backward = {sign.path for sign in tree.signs_of("training_backward")}
    steps = [sign for sign in tree.signs_of("training_step") if sign.path in backward]
    named = [sign for sign in tree.signs_of("training_fit") if _is_named(sign.path)]
    for sign in (*steps, *tree.signs_of("training_trainer"), *named):
        if is_of_the_model(sign.path) and (not is_named or _is_named(sign.path)):
            return sign
    return None


def _is_named(path: str) -> bool:
    return ending_of(path) in CODE and TRAINING_NAME.search(stem_of(path)) is not None
