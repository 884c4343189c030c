# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Series as charts draw them: whole months, thinned without hiding a peak, with what happened."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from commonweal.insight.figures import MetricLabel, Month, label_of
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.releases import months_with_release
from commonweal.measures.definition import Metric

MAX_POINTS = 120
SPARK_MONTHS = 24


class Point(msgspec.Struct, frozen=True):
    """One step of a chart: the lowest and highest month from `first` to `last`.

    Both are equal while a step is one month, and None where no month is known.
    """

    first: str
    last: str
    low: float | None
    high: float | None


class Event(msgspec.Struct, frozen=True):
    """What happened in a month that a chart marks: a release, or the survey before."""

    kind: Literal["release", "survey"]
    month: str


class Chart(msgspec.Struct, frozen=True):
    """A monthly series ready to draw. `months` is how many months one point spans.

    Of releases each month has one event; all projects together have none.
    """

    metric: MetricLabel
    shape: Literal["bars", "line"]
    window: str
    months: int
    points: tuple[Point, ...]
    events: tuple[Event, ...]


def charts(reading: Reading, subject: Subject, *, limit: int) -> tuple[Chart, ...]:
    """Give the most telling series of a subject, headlines first."""
    series = reading.months(subject)
    wanted = sorted(
        (metric for metric in reading.metrics if metric.id in series and not metric.breakdown),
        key=lambda metric: not metric.headline,
    )
    marked = events(reading, subject)
    return tuple(chart_of(metric, series[metric.id], marked) for metric in wanted[:limit])


def events(reading: Reading, subject: Subject) -> tuple[Event, ...]:
    """Give what happened to a subject, month by month: its releases and the survey before."""
    released = () if subject.kind == "portfolio" else months_with_release(reading, subject)
    before = month_of_survey_before(reading)
    surveyed = (Event("survey", before),) if before else ()
    return (*(Event("release", month) for month in released), *surveyed)


def month_of_survey_before(reading: Reading) -> str:
    """Give the month of the survey before; "" where it is that of this survey, or there is none."""
    now, before = reading.surveyed_at, reading.surveyed_before
    if now is None or before is None or (now.year, now.month) == (before.year, before.month):
        return ""
    return f"{before:%Y-%m}"


def chart_of(metric: Metric, months: Sequence[Month], marked: Sequence[Event]) -> Chart:
    """Make a chart of a series: bars where each month stands alone, else a line."""
    span, points = thinned(months)
    first, last = points[0].first, points[-1].last
    return Chart(
        metric=label_of(metric),
        shape="bars" if metric.series_window == "P1M" else "line",
        window=metric.series_window or "",
        months=span,
        points=points,
        events=tuple(event for event in marked if first <= event.month <= last),
    )


def thinned(months: Sequence[Month]) -> tuple[int, tuple[Point, ...]]:
    """Join months until at most `MAX_POINTS` points are left, keeping each lowest and highest."""
    span = max(1, -(-len(months) // MAX_POINTS))
    # Steps end with the newest month, so that the right edge is never a torn step.
    offset = -len(months) % span
    bounds = range(-offset, len(months), span)
    return span, tuple(_joined(months[max(0, start) : start + span]) for start in bounds)


def _joined(months: Sequence[Month]) -> Point:
    known = [month.value for month in months if month.value is not None]
    return Point(
        months[0].period,
        months[-1].period,
        min(known, default=None),
        max(known, default=None),
    )


def spark(months: Sequence[Month]) -> tuple[Month, ...]:
    """Keep the two newest years."""
    return tuple(months[-SPARK_MONTHS:])
