# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Two to six projects or groups side by side: their numbers now, and over any span of months."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from commonweal.insight.figures import (
    Figure,
    MetricLabel,
    Month,
    label_of,
    month_name,
    month_number,
)
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import StandardLabel, Standing, judged_as, standings
from commonweal.measures.definition import Metric

FEWEST, MOST = 2, 6


class Compared(msgspec.Struct, frozen=True):
    """A metric of every subject, in their order.

    `months` are the same months of each, "value" None where it is not known; empty where the
    metric has no series. `highest` is the largest of all of them: one scale for all.
    """

    metric: MetricLabel
    topic: str
    figures: tuple[Figure, ...]
    months: tuple[tuple[Month, ...], ...]
    highest: float


class Judged(msgspec.Struct, frozen=True):
    """Where every subject stands in a standard; None where it was not judged by it."""

    standard: StandardLabel
    standings: tuple[Standing | None, ...]


def compared(
    reading: Reading, subjects: Sequence[Subject], metrics: Iterable[Metric], months: Sequence[str]
) -> Iterator[Compared]:
    """Compare subjects by metrics, with these months; a metric that nobody has is left out.

    So is one that means nothing for several projects together, where a group is among them.
    """
    has_several = any(subject.kind in {"group", "portfolio"} for subject in subjects)
    for metric in metrics:
        if metric.breakdown or (metric.of_projects and has_several):
            continue
        figures = tuple(reading.figure(subject, metric) for subject in subjects)
        series = _series(reading, subjects, metric, months)
        if all(figure.value is None for figure in figures) and not series:
            continue
        values = (month.value for found in series for month in found if month.value is not None)
        yield Compared(label_of(metric), metric.topic, figures, series, max(values, default=0.0))


def _series(
    reading: Reading, subjects: Sequence[Subject], metric: Metric, months: Sequence[str]
) -> tuple[tuple[Month, ...], ...]:
    if not metric.series_window or not months:
        return ()
    found = reading.months_of(metric.id, months)
    nothing = tuple(Month(name, None) for name in months)
    return tuple(found.get(reading.source_of(subject), nothing) for subject in subjects)


def judged(reading: Reading, subjects: Sequence[Subject]) -> Iterator[Judged]:
    """Compare subjects by the standards that any of them was judged by."""
    found = [
        {standing.standard.id: standing for standing in standings(reading).get(id_, ())}
        for id_ in (judged_as(reading, subject) for subject in subjects)
    ]
    for id_ in reading.standards:
        of_each = tuple(of_subject.get(id_) for of_subject in found)
        label = next((standing.standard for standing in of_each if standing), None)
        if label:
            yield Judged(label, of_each)


def months_between(reading: Reading, since: str, until: str) -> tuple[str, ...]:
    """Name the months from one to another, both included; "" is the newest, and two years back."""
    if reading.last_month is None:
        return ()
    last = month_number(until or reading.last_month)
    first = month_number(since) if since else last - 23
    return tuple(month_name(number) for number in range(first, last + 1))
