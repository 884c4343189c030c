# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Series as charts draw them: whole months, thinned without hiding a peak."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from commonweal.insight.figures import MetricLabel, Month, label_of
from commonweal.insight.reading import Reading, Subject
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


class Chart(msgspec.Struct, frozen=True):
    """A monthly series ready to draw. `months` is how many months one point spans."""

    metric: MetricLabel
    shape: Literal["bars", "line"]
    window: str
    months: int
    points: tuple[Point, ...]


def charts(reading: Reading, subject: Subject, *, limit: int) -> tuple[Chart, ...]:
    """Give the most telling series of a subject, headlines first."""
    series = reading.months(subject)
    wanted = sorted(
        (metric for metric in reading.metrics if metric.id in series and not metric.breakdown),
        key=lambda metric: not metric.headline,
    )
    return tuple(chart_of(metric, series[metric.id]) for metric in wanted[:limit])


def chart_of(metric: Metric, months: Sequence[Month]) -> Chart:
    """Make a chart of a series: bars where each month stands alone, else a line."""
    span, points = thinned(months)
    return Chart(
        metric=label_of(metric),
        shape="bars" if metric.series_window == "P1M" else "line",
        window=metric.series_window or "",
        months=span,
        points=points,
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
