# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The five recommendations as a count, and the colour of it."""

import pytest

from commonweal.standards.definition import Score
from commonweal.standards.fair_software.score import score

FIVE = ("repository", "license", "registry", "citation", "checklist")


@pytest.mark.parametrize(
    ("met", "colour"),
    [(0, "red"), (1, "red"), (2, "orange"), (3, "orange"), (4, "yellow"), (5, "green")],
)
def test_the_colour_follows_the_count(met: int, colour: str) -> None:
    verdicts = {one: "met" if place < met else "not_met" for place, one in enumerate(FIVE)}

    found = score({}, verdicts)

    assert (found.value, found.most, found.coverage, found.word) == (met, 5.0, 1.0, colour)


def test_what_nobody_knows_is_no_point_and_lowers_the_coverage() -> None:
    found = score({}, dict.fromkeys(FIVE, "met") | {"repository": "unknown"})

    assert (found.value, found.coverage, found.word) == (4.0, 0.8, "yellow")
    assert found.parts["repository"] is None


def test_without_any_verdict_there_is_no_score() -> None:
    assert score({}, dict.fromkeys(FIVE, "unknown")) == Score(None, 5.0, 0.0)
