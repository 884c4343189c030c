# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Charts draw what they are given: zero is zero, gaps are gaps, axes end on round numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.surfaces.pages.charts import (
    Marks,
    Scale,
    Step,
    Tick,
    Window,
    bars,
    chart,
    line,
    scale_of,
    share_bar,
    sparkline,
    year_ticks,
)
from tests.surfaces.html_tree import tree


def steps(*values: float | None) -> list[Step]:
    return [Step(value, value) for value in values]


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([], Scale(0, 1)),
        ([0, 0], Scale(0, 1)),
        ([7], Scale(0, 8)),
        ([97], Scale(0, 150)),
        ([12, 41], Scale(0, 50)),
        ([-3, 5], Scale(-4, 6)),
        ([0.2], Scale(0, 0.3)),
    ],
)
def test_an_axis_starts_at_zero_and_ends_on_a_round_number(
    values: list[float], scale: Scale
) -> None:
    assert scale_of(values) == pytest.approx(scale)


@given(st.lists(st.floats(-1e12, 1e12), min_size=1))
def test_every_value_lies_inside_its_axis(values: list[float]) -> None:
    scale = scale_of(values)

    assert all(0 <= scale.y(value) <= 200 for value in values)


def test_an_axis_of_people_has_no_half_person() -> None:
    drawn = {
        values: tree(
            chart(
                steps(*values),
                shape="line",
                ident="c",
                title="People",
                description="People by month",
                windows=[Window("", len(values), ())],
                write=lambda value: f"{value:g}",
            )
        )
        for values in ((1, 2), (1, 7), (0.5, 2.5))
    }

    labels = {values: [text.text() for text in page.all("text")] for values, page in drawn.items()}

    assert labels == {
        (1, 2): ["3", "0"],
        (1, 7): ["8", "4", "0"],
        (0.5, 2.5): ["3", "1.5", "0"],
    }


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawn = tree(line(steps(0, 10, None, 5, 5), Scale(0, 10)))

    area, stroke = (path.attributes["d"] for path in drawn.all("path"))
    assert stroke == "M0 200L1 0M3 100L4 100"
    assert area == "M0 200L0 200L1 0V200zM3 200L3 100L4 100V200z"


def test_joined_months_show_their_lowest_and_their_highest() -> None:
    assert 'd="M0 150L0 50L1 100"' in line([Step(5, 15), Step(10, 10)], Scale(0, 20))


def test_a_bar_stands_on_zero_and_an_unknown_month_has_none() -> None:
    drawn = tree(bars(steps(5, None, 10, 0), Scale(0, 10)))

    _, solid = (path.attributes["d"] for path in drawn.all("path"))
    assert solid == "M0.1 200V100h.8V200zM2.1 200V0h.8V200z"


def test_years_are_thinned_until_they_fit_a_phone() -> None:
    periods = [f"{year}-{month:02d}" for year in range(2001, 2021) for month in range(1, 13)]

    assert year_ticks(periods[5:]) == (
        Tick(31, "2004"),
        Tick(79, "2008"),
        Tick(127, "2012"),
        Tick(175, "2016"),
        Tick(223, "2020"),
    )


def test_a_series_within_one_year_names_its_year() -> None:
    assert year_ticks(["2026-04", "2026-05"]) == (Tick(0, "2026"),)


def test_a_chart_says_what_it_shows_and_labels_its_axes() -> None:
    drawn = chart(
        steps(1, 2, 4),
        shape="bars",
        ident="c1",
        title="Commits <b>",
        description="From 1 to 4",
        windows=[Window("", 3, [Tick(0, "2024")])],
        write="{:g}".format,
    )

    root = tree(drawn)
    assert next(root.all("svg")).attributes["aria-labelledby"] == "c1-t c1-d"
    assert next(root.all("title")).text() == "Commits <b>"
    assert [text.text() for text in root.all("text")] == ["5", "0", "2024"]


def test_the_newest_months_are_the_same_drawing_through_a_narrower_window() -> None:
    windows = [Window("", 30, ()), Window("m12", 12, [Tick(6, "Jan 2026")])]
    drawn = {
        shape: tree(
            chart(
                steps(*range(30)),
                shape=shape,
                ident="c",
                title="Commits",
                description="More each month.",
                windows=windows,
                write="{:g}".format,
                marks=Marks(below=[0, 29], across=[20]),
            )
        )
        for shape in ("bars", "line")
    }

    for shape, whole_box, box in (
        ("bars", "0 0 30 212", "18 0 12 212"),
        ("line", "0 0 29 212", "18 0 11 212"),
    ):
        whole, newest = drawn[shape].all("g"), drawn[shape]
        assert next(whole).attributes["class"] == "whole"
        _, seen, through = newest.all("svg")
        assert (seen.attributes["viewbox"], seen.attributes["overflow"]) == (whole_box, "visible")
        assert (through.attributes["viewbox"], through.attributes["overflow"]) == (box, "hidden")
        assert [one.attributes["href"] for one in through.all("use")] == ["#c-p"]
        assert [one.attributes["id"] for one in seen.all("g")] == ["c-p"]
        assert "Jan 2026" in drawn[shape].text()
    paths = {one.attributes["class"]: one.attributes["d"] for one in drawn["bars"].all("path")}
    assert (paths["event"], paths["across"]) == ("M0.5 203v7M29.5 203v7", "M20.5 0v200")


def test_a_sparkline_starts_at_zero_so_that_noise_looks_like_noise() -> None:
    assert 'class="line" d="M0 2L1 1"' in sparkline([97, 100], title="t")


def test_one_month_is_no_sparkline() -> None:
    assert sparkline([None, 3.0], title="t") == ""


@pytest.mark.parametrize(("share", "width"), [(0.5, "50%"), (1.7, "100%"), (-1, "0%")])
def test_a_share_never_leaves_its_track(share: float, width: str) -> None:
    [_, bar] = tree(share_bar(share)).all("rect")

    assert bar.attributes["width"] == width
