# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A long series is thinned without hiding a peak or a gap."""

from hypothesis import given
from hypothesis import strategies as st

from commonweal.insight.figures import Month, month_name
from commonweal.insight.ordering import natural
from commonweal.insight.reading import drawn, is_counted, without_gaps
from commonweal.views.series import MAX_POINTS, Point, thinned

values = st.lists(st.none() | st.floats(-1e9, 1e9), min_size=1, max_size=700)


def months(found: list[float | None]) -> list[Month]:
    return [Month(month_name(24_000 + n), value) for n, value in enumerate(found)]


@given(values)
def test_lowest_and_highest_value_survive_and_every_month_is_in_one_point(
    found: list[float | None],
) -> None:
    span, points = thinned(months(found))

    assert len(points) <= MAX_POINTS
    assert span == 1 or len(found) > MAX_POINTS
    assert (points[0].first, points[-1].last) == (months(found)[0].period, months(found)[-1].period)
    known = [value for value in found if value is not None]
    assert max(known, default=None) == max(
        (p.high for p in points if p.high is not None), default=None
    )
    assert min(known, default=None) == min(
        (p.low for p in points if p.low is not None), default=None
    )


def test_a_short_series_keeps_every_month_and_its_gaps() -> None:
    assert thinned(months([1.0, None, 3.0])) == (
        1,
        (
            Point("2000-01", "2000-01", 1.0, 1.0),
            Point("2000-02", "2000-02", None, None),
            Point("2000-03", "2000-03", 3.0, 3.0),
        ),
    )


def test_the_newest_step_is_whole_and_the_oldest_may_be_short() -> None:
    span, points = thinned(months([float(n) for n in range(121)]))

    assert (span, len(points)) == (2, 61)
    assert (points[0].first, points[0].last) == ("2000-01", "2000-01")
    assert (points[-1].low, points[-1].high) == (119.0, 120.0)


def test_a_missing_month_is_unknown_up_to_the_last_one() -> None:
    assert without_gaps({"2025-11": 1.0, "2026-01": 2.0}, 2026 * 12 + 1) == (
        Month("2025-11", 1.0),
        Month("2025-12", None),
        Month("2026-01", 2.0),
        Month("2026-02", None),
    )


def test_weekdays_zones_and_years_stay_in_their_order_and_names_fall_by_value() -> None:
    def labels(*found: str) -> list[str]:
        return [part.label for part in drawn([(label, 1.0) for label in found])]

    assert labels("2 Tuesday", "1 Monday") == ["Monday", "Tuesday"]
    assert labels("UTC+02:00", "UTC-03:30", "UTC-03:00", "UTC+00:00") == [
        "UTC-03:30", "UTC-03:00", "UTC+00:00", "UTC+02:00",
    ]  # fmt: skip
    assert labels("2024", "2019") == ["2019", "2024"]
    assert labels("Python", "3D models") == ["Python", "3D models"]


def test_shares_are_of_the_largest_part() -> None:
    assert [part.share for part in drawn([("a", 8.0), ("b", 2.0)])] == [1.0, 0.25]
    assert [part.share for part in drawn([("a", 0.0)])] == [0.0]
    assert is_counted(drawn([("00", 1.0), ("23", 1.0)]))


def test_names_sort_as_people_count() -> None:
    assert sorted(["service 10", "Service 3", "service"], key=natural) == [
        "service",
        "Service 3",
        "service 10",
    ]
