# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One number of one subject: its value, why it may be unknown, and where it is heading."""

from typing import Literal

import msgspec

from commonweal.measures.definition import Metric

Better = Literal["higher", "lower", "neither"]
Direction = Literal["rose", "fell", "steady"]
Judgement = Literal["good", "bad", "neutral"]
Basis = Literal["year_ago", "monthly_average"]
Why = Literal["", "not_read", "light", "shallow", "no_evidence"]

# A change smaller than this is noise to a reader.
STEADY = 0.03
MONTHS_OF_TREND = 12


class MetricLabel(msgspec.Struct, frozen=True):
    """The few words of a metric that a number needs beside it, and where there is none."""

    id: str
    title: str
    question: str
    unit: str
    better: Better
    decimals: int
    has_series: bool
    unknown: str = ""


class Trend(msgspec.Struct, frozen=True):
    """A number against the same number a year before.

    `year_ago` compares two windows that end a year apart; `monthly_average`
    compares the mean month of the last year with that of the year before it.
    """

    basis: Basis
    before: float
    after: float
    direction: Direction
    judgement: Judgement
    percent: int | None


class Figure(msgspec.Struct, frozen=True):
    """A metric's value now; `value` None means not known, and `why` says why.

    It `is_least` where some copies end before the others: what came after is not counted.
    """

    metric: MetricLabel
    value: float | None
    why: Why = ""
    trend: Trend | None = None
    is_least: bool = False


class Month(msgspec.Struct, frozen=True):
    """One month of a series; `value` None where it is not known."""

    period: str
    value: float | None


class Part(msgspec.Struct, frozen=True):
    """One label of a breakdown; `share` is of the largest part, for drawing."""

    label: str
    value: float
    share: float


def label_of(metric: Metric) -> MetricLabel:
    """Keep what a number needs beside it."""
    return MetricLabel(
        id=metric.id,
        title=metric.title,
        question=metric.question,
        unit=metric.unit,
        better=metric.better,
        decimals=metric.decimals,
        has_series=metric.series_window is not None,
        unknown=metric.unknown,
    )


def trend_of(metric: Metric, before: float | None, after: float | None) -> Trend | None:
    """Compare two values of one metric a year apart; None where one of them is missing."""
    if before is None or after is None:
        return None
    basis: Basis = "monthly_average" if metric.series_window == "P1M" else "year_ago"
    direction = _direction(before, after, decimals_of(basis, before, metric.decimals))
    return Trend(
        basis=basis,
        before=before,
        after=after,
        direction=direction,
        judgement=_judgement(metric.better, direction),
        percent=round(100 * (after - before) / before) if before > 0 else None,
    )


def decimals_of(basis: Basis, before: float, decimals: int) -> int:
    """With how many decimals the numbers of a trend are shown.

    A mean of few has one; a mean of many would only pretend to.
    """
    return 1 if basis == "monthly_average" and before < 100 else decimals  # noqa: PLR2004  many


def _direction(before: float, after: float, decimals: int) -> Direction:
    # What looks the same to a reader neither rose nor fell.
    if round(before, decimals) == round(after, decimals):
        return "steady"
    if before and abs(after - before) / abs(before) < STEADY:
        return "steady"
    return "rose" if after > before else "fell"


def _judgement(better: Better, direction: Direction) -> Judgement:
    if better == "neither" or direction == "steady":
        return "neutral"
    return "good" if (better == "higher") == (direction == "rose") else "bad"


def month_number(period: str) -> int:
    """Count months from year 0, so that months can be subtracted."""
    year, _, month = period.partition("-")
    return 12 * int(year) + int(month) - 1


def month_name(number: int) -> str:
    """Write the month that `month_number` counted."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
