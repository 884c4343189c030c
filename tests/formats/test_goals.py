# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Goals are found by their numbers, in six languages, and not where numbers mean something else."""

import pytest

from commonweal.formats.goals import goals_named


@pytest.mark.parametrize(
    ("line", "goals"),
    [
        ("It serves SDG 6 and SDG 11.", {6, 11}),
        ("SDGs 3, 4 and 17", {3, 4, 17}),
        ("target SDG 6.1", {6}),
        ("![goal](E_SDG_Icons-06.jpg)", {6}),
        ("Sustainable Development Goal 13: Climate action", {13}),
        ("Goal 6 of the Sustainable Development Goals", {6}),
        ("https://sdgs.un.org/goals/goal4", {4}),
        ("Objectifs de développement durable n° 2 et 3", {2, 3}),
        ("los Objetivos de Desarrollo Sostenible 5 y 10", {5, 10}),
        ("ЦУР 6", {6}),
        ("الهدف 6 من أهداف التنمية المستدامة", {6}),
        ("可持续发展目标6和11", {6, 11}),
        ("SDGs 8-10", {8, 9, 10}),
    ],
)
def test_a_number_beside_the_name_names_a_goal(line: str, goals: set[int]) -> None:
    assert goals_named(line) == goals


@pytest.mark.parametrize(
    "line",
    [
        "the 17 SDGs",
        "SDGs 1-17",
        "the SDG agenda 2030",
        "SDG 2030",
        "exports ODS 1 and ODT",
        "our goal 6 is reached",
        "SDG 18",
        "",
    ],
)
def test_other_numbers_name_none(line: str) -> None:
    assert goals_named(line) == frozenset()


def test_a_short_form_counts_where_the_long_one_is_near() -> None:
    text = "Los Objetivos de Desarrollo Sostenible"

    assert goals_named("ODS 6", text=text) == {6}
