# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which months of a chart can be looked at alone, and what is marked in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonweal.insight.figures import label_of
from commonweal.measures.catalogue import metrics
from commonweal.surfaces.pages.drawing import Drawing, latest_of, ranges, ranges_of
from commonweal.surfaces.pages.wording import Wording
from commonweal.translations import ENGLISH
from commonweal.views.series import Chart, Event, Point, events, month_of_survey_before
from tests.surfaces.html_tree import tree
from tests.surfaces.tabs import Opened
from tests.surfaces.world import SURVEYED_AT, build, portfolio, reading_of


def series(count: int, span: int = 1, *events: Event) -> Chart:
    """Make a chart of so many points, each of so many months, that ends with December 2025."""
    last = 2026 * 12 - 1
    names = [f"{n // 12}-{n % 12 + 1:02d}" for n in range(last - count * span + 1, last + 1)]
    points = tuple(
        Point(names[n * span], names[n * span + span - 1], float(n), float(n)) for n in range(count)
    )
    metric = label_of(metrics()["commits"])
    return Chart(metric, "bars", "P1M", span, points, events)


@pytest.mark.parametrize(
    ("count", "span", "choices"),
    [
        (12, 1, {}),
        (13, 1, {"m12": 12}),
        (60, 1, {"m24": 24, "m12": 12}),
        (61, 1, {"m60": 60, "m24": 24, "m12": 12}),
        (100, 2, {"m60": 30, "m24": 12, "m12": 6}),
        (100, 3, {"m60": 20, "m24": 8}),
    ],
)
def test_a_choice_is_there_where_there_is_more_to_see(
    count: int, span: int, choices: dict[str, int]
) -> None:
    assert ranges(series(count, span)) == choices


def test_charts_of_a_page_share_their_choices() -> None:
    assert ranges_of([series(13), series(100, 3), series(5)]) == {"m60": 5, "m24": 2, "m12": 1}
    assert ranges_of([series(5)]) == {}


def test_the_latest_value_is_the_last_that_is_known() -> None:
    known = series(3)
    without = Chart(
        *(known.metric, known.shape, known.window, 1),
        points=(
            *known.points[:2],
            Point("2025-12", "2025-12", None, None),
        ),
        events=(),
    )

    assert latest_of(without) == known.points[1]
    assert latest_of(series(0)) is None


def test_months_with_an_event_are_marked_and_told() -> None:
    marked = series(24, 1, Event("release", "2025-12"), Event("survey", "2025-11"))

    drawn = tree(Drawing(Wording(ENGLISH)).draw(marked, "c"))

    paths = {path.attributes["class"]: path.attributes["d"] for path in drawn.all("path")}
    assert paths["event"].startswith("M23.5 ")
    assert paths["across"].startswith("M22.5 ")
    assert "1 month with a release is marked." in next(drawn.all("desc")).text()


@pytest.mark.parametrize(("day", "marked"), [((2026, 2, 28), "2026-02"), ((2026, 3, 1), "")])
def test_the_survey_before_is_marked_where_it_was_in_another_month(
    tmp_path: Path, day: tuple[int, int, int], marked: str
) -> None:
    before = build(tmp_path / "before", portfolio(1), surveyed_at=datetime(*day, tzinfo=UTC))
    now = build(tmp_path / "now", portfolio(1), number=2)

    reading = reading_of(now.engine(), previous=before.engine())

    assert reading.surveyed_at == SURVEYED_AT
    assert month_of_survey_before(reading) == marked
    assert [event.month for event in events(reading, reading.portfolio)] == [marked][: bool(marked)]


@pytest.mark.browser
def test_a_choice_shows_these_months_of_every_chart_without_script(
    opened: Opened, site: Path
) -> None:
    page = opened(site, "projects/service-0.html")
    shown = "s => [...document.querySelectorAll(s)].filter(e => e.getClientRects().length).length"
    charts = page.evaluate(shown, ".chart:has(.m12)")

    assert charts > 1
    assert page.evaluate(shown, ".chart .newest") == 0
    page.check("[value=m12]")

    assert page.evaluate(shown, ".chart .m12") == charts
    assert page.evaluate(shown, ".chart:has(.m12) .whole") == 0
    assert page.evaluate(shown, ".chart .m24") == 0
