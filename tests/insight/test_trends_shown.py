# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a reader sees of trends and places: nothing fell from 0 to 0, no file is named twice."""

import pytest

from commonweal.insight.figures import trend_of
from commonweal.insight.findings import Fact, Place, label_of_probe
from commonweal.measures.catalogue import metrics, probes


@pytest.mark.parametrize(
    ("metric", "before", "after", "direction"),
    [
        ("bot_activity", 0.4, 0.0, "steady"),
        ("bot_activity", 1.4, 0.0, "fell"),
        ("bot_activity", 0.2, 0.8, "rose"),
        # A mean month of few is shown with a decimal.
        ("commits", 0.4, 0.0, "fell"),
        ("commits", 0.04, 0.0, "steady"),
    ],
)
def test_what_looks_the_same_neither_rose_nor_fell(
    metric: str, before: float, after: float, direction: str
) -> None:
    trend = trend_of(metrics()[metric], before, after)

    assert trend is not None
    assert trend.direction == direction


def test_a_file_that_shows_several_things_is_one_place() -> None:
    probe = next(iter(probes().values()))
    places = (
        Place("SECURITY.md", None, "true", "contact", ""),
        Place("SECURITY.md", None, "true", "time", ""),
        Place("SECURITY.md", 3, "true", "", ""),
        Place("SECURITY.md", None, "false", "", ""),
        Place("SECURITY.md", None, "true", "versions", ""),
    )
    fact = Fact(label_of_probe(probe), "r", "r", "true", "", "", None, {}, places, 0)

    assert fact.places_once() == (places[0], places[2], places[3])
