# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The score of the Model Openness Framework, from findings."""

from commonweal.formats.mof.openness import components
from commonweal.formats.openness import COMPONENTS
from commonweal.measures.probe import Finding, Outcome, Place
from commonweal.standards.definition import Score
from commonweal.standards.mof.score import score

CLASS_3 = [label for label, name in COMPONENTS.items() if components()[name].first_class == 3]


def findings(present: dict[str, Outcome], licences: dict[str, Outcome]) -> dict[str, Finding]:
    def finding(outcomes: dict[str, Outcome]) -> Finding:
        places = (Place(outcome, "a", None, label) for label, outcome in outcomes.items())
        return Finding(Outcome.TRUE, "", {}, tuple(places))

    return {"model_components": finding(present), "model_component_licences": finding(licences)}


def test_all_parts_under_open_licences_are_class_one() -> None:
    everything = dict.fromkeys(COMPONENTS, Outcome.TRUE)

    found = score(findings(everything, everything), {})

    assert (found.value, found.word, found.coverage) == (100.0, "Class I", 1.0)
    assert set(found.parts.values()) == {1.0}


def test_a_part_without_an_open_licence_keeps_a_class_from_being_reached() -> None:
    three = dict.fromkeys(CLASS_3, Outcome.TRUE)

    reached = score(findings(three, three), {})
    missed = score(findings(three, {**three, "model_card": Outcome.FALSE}), {})

    assert (reached.word, missed.word) == ("Class III", "unclassified")
    assert missed.parts["model_card"] == 0.0


def test_what_nobody_knows_lowers_what_the_score_covers() -> None:
    everything = dict.fromkeys(COMPONENTS, Outcome.TRUE)

    found = score(findings({**everything, "datasets": Outcome.UNKNOWN}, everything), {})

    assert found.coverage == 13 / 14
    assert found.parts["datasets"] is None


def test_a_repository_without_a_model_has_no_score() -> None:
    none = Finding(Outcome.NOT_APPLICABLE, "no_model")

    assert score({"model_components": none}, {}) == Score(None, 100.0, 0.0)
