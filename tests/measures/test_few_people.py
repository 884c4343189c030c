# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Parts of numbers about people never tell of fewer than five of them."""

from collections.abc import Sequence
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.core.privacy import FEWEST_PEOPLE
from commonweal.evidence import Engine
from commonweal.measures.catalogue import metrics

Cell = tuple[str, int | None, int]
SQL = resources.files("commonweal.measures").joinpath("queries/guarded.sql").read_text()
COLUMNS = {
    "repository_id": "VARCHAR",
    "period": "VARCHAR",
    "label": "VARCHAR",
    "people": "BIGINT",
    "value": "BIGINT",
}


def _shown(cells: Sequence[Cell], *, is_once: bool) -> dict[str, int]:
    engine = Engine()
    rows = [("r", "now", *cell) for cell in cells]
    with engine.relation("unguarded", COLUMNS, rows):
        found = engine.rows(SQL, fewest=FEWEST_PEOPLE, is_once=is_once)
    engine.close()
    return {label: value for _, _, label, value in found}


@pytest.mark.parametrize(
    ("cells", "is_once", "shown"),
    [
        # Nothing is small: nothing changes.
        ([("08", 5, 40), ("09", 7, 10)], False, {"08": 40, "09": 10}),
        # A small part takes the part with the fewest people with it.
        ([("08", 9, 40), ("09", 5, 10), ("04", 1, 2)], False, {"08": 40, "other": 12}),
        # Each person in one part: four and one are five, and enough.
        ([("a", 9, 9), ("b", 4, 4), ("c", 1, 1)], True, {"a": 9, "other": 5}),
        # The same person may be in both parts: together they may be four.
        ([("a", 9, 30), ("b", 4, 4), ("c", 1, 1)], False, {"other": 35}),
        # Nobody to hide among.
        ([("a", 4, 30), ("b", 1, 4)], False, {}),
        ([("a", 3, 3), ("b", 3, 3)], True, {"other": 6}),
        ([], True, {}),
    ],
)
def test_few_people_stand_together_or_are_not_shown(
    cells: list[Cell],
    is_once: bool,  # noqa: FBT001  pytest passes by name
    shown: dict[str, int],
) -> None:
    assert _shown(cells, is_once=is_once) == shown


@given(st.lists(st.integers(1, 12), max_size=8))
def test_no_part_and_no_difference_to_the_total_tells_of_few(people: list[int]) -> None:
    """Where each is in one part, what is shown and what is left out are five people or none."""
    cells: list[Cell] = [(f"{number:02}", count, count) for number, count in enumerate(people)]

    shown = _shown(cells, is_once=True)

    assert all(value >= FEWEST_PEOPLE for value in shown.values())
    left_out = sum(people) - sum(shown.values())
    assert not left_out or not shown


def test_every_part_that_tells_of_people_says_so() -> None:
    guarded = {metric.id for metric in metrics().values() if metric.people_in_parts}

    assert guarded == {"activity_hours", "activity_weekdays", "contributor_zones"}
    for metric in metrics().values():
        if metric.breakdown:
            assert (" as people,\n" in metric.sql) == bool(metric.people_in_parts), metric.id


@pytest.mark.parametrize("metric_id", ["organisation_commits", "retention"])
def test_metrics_that_count_few_people_themselves_keep_to_the_same_number(metric_id: str) -> None:
    assert metrics()[metric_id].parameters["fewest"].default == FEWEST_PEOPLE
