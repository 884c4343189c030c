# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of metrics as JSON shows them."""

from typing import Literal

import msgspec


class MetricLabel(msgspec.Struct, frozen=True):
    """What is needed to name a metric.

    id: Id of the metric; it never changes.
    title: Short title.
    question: The question that the metric answers.
    unit: What is counted, such as "people" or "days".
    better: Whether a higher or a lower value is better, or neither.
    decimals: How many decimal places make sense.
    has_series: Whether there is a value for each month.
    """

    id: str
    title: str
    question: str
    unit: str
    better: Literal["higher", "lower", "neither"]
    decimals: int
    has_series: bool


class Trend(msgspec.Struct, frozen=True):
    """A value compared with the year before.

    basis: What is compared: two values a year apart, or the mean months of two years.
    before: The value before.
    after: The value now.
    direction: What it did.
    judgement: Whether that is good or bad; neutral where the metric has no better direction.
    percent: The change in percent; null where the value before was 0.
    """

    basis: Literal["year_ago", "monthly_average"]
    before: float
    after: float
    direction: Literal["rose", "fell", "steady"]
    judgement: Literal["good", "bad", "neutral"]
    percent: int | None


class Figure(msgspec.Struct, frozen=True):
    """The value of a metric now.

    metric: The metric.
    value: The value; null where it is not known.
    why: Why the value is not known; empty where it is known.
    trend: How it changed in a year; null where there is nothing to compare.
    is_least: Whether it may be more: some copies of repositories end before the others.
    """

    metric: MetricLabel
    value: float | None
    why: Literal["", "not_read", "light", "shallow", "no_evidence"]
    trend: Trend | None
    is_least: bool = False


class Part(msgspec.Struct, frozen=True):
    """One part of a metric that is broken down.

    label: What the part is, such as the name of a language.
    value: Its value.
    share: Its value as a share of the largest part, from 0 to 1.
    """

    label: str
    value: float
    share: float


class Breakdown(msgspec.Struct, frozen=True):
    """The largest parts of a metric.

    metric: The metric.
    labels: What the labels are, such as "language".
    parts: The parts.
    more: How many more parts there are.
    is_scale: Whether the labels are steps of a scale, such as hours.
    """

    metric: MetricLabel
    labels: str
    parts: tuple[Part, ...]
    more: int
    is_scale: bool


class Point(msgspec.Struct, frozen=True):
    """One point of a chart; it covers one month or several.

    first: First month, as YYYY-MM.
    last: Last month, as YYYY-MM.
    low: The lowest value of these months; null where none is known.
    high: The highest value of these months; null where none is known.
    """

    first: str
    last: str
    low: float | None
    high: float | None


class Event(msgspec.Struct, frozen=True):
    """What happened in a month.

    kind: What: a release of the project, or the survey before this one.
    month: The month, as YYYY-MM.
    """

    kind: Literal["release", "survey"]
    month: str


class Chart(msgspec.Struct, frozen=True):
    """The values of a metric over time.

    metric: The metric.
    shape: How it is drawn.
    window: How far back each value looks, as an ISO 8601 duration such as P12M.
    months: How many months a point covers.
    points: The points, oldest first.
    events: What happened in these months; of all projects together no release is told.
    """

    metric: MetricLabel
    shape: Literal["bars", "line"]
    window: str
    months: int
    points: tuple[Point, ...]
    events: tuple[Event, ...]
