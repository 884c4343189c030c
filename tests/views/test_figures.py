# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Trends compare a year, judge by what is better, and call noise steady."""

import pytest

from commonweal.insight.figures import Trend, month_name, month_number, trend_of
from tests.surfaces.world import definitions

BY_ID = {metric.id: metric for metric in definitions()}
CONTRIBUTORS, INACTIVE, COMMITS = (
    BY_ID[id_] for id_ in ("contributors", "inactive_contributors", "commits")
)


def test_more_contributors_are_better() -> None:
    assert trend_of(CONTRIBUTORS, 10, 15) == Trend("year_ago", 10, 15, "rose", "good", 50)


def test_more_inactive_contributors_are_worse() -> None:
    assert trend_of(INACTIVE, 10, 15) == Trend("year_ago", 10, 15, "rose", "bad", 50)


def test_commits_are_compared_by_their_average_month_and_never_judged() -> None:
    assert trend_of(COMMITS, 20, 10) == Trend("monthly_average", 20, 10, "fell", "neutral", -50)


def test_a_change_of_two_in_a_hundred_is_steady() -> None:
    assert trend_of(CONTRIBUTORS, 100, 102) == Trend("year_ago", 100, 102, "steady", "neutral", 2)


def test_from_nothing_there_is_no_percentage() -> None:
    assert trend_of(CONTRIBUTORS, 0, 3) == Trend("year_ago", 0, 3, "rose", "good", None)


@pytest.mark.parametrize(("before", "after"), [(None, 1.0), (1.0, None)])
def test_half_a_comparison_is_none(before: float | None, after: float | None) -> None:
    assert trend_of(CONTRIBUTORS, before, after) is None


def test_months_can_be_counted_across_years() -> None:
    assert month_name(month_number("2026-01") - 2) == "2025-11"


def test_a_number_that_may_be_missing_says_why_in_its_own_words() -> None:
    silent = [
        metric.id
        for metric in definitions()
        if not metric.breakdown and metric.when_empty == "absent" and not metric.unknown
    ]

    assert silent == []
