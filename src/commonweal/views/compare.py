# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A few projects or groups side by side, number by number, each row on one scale."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from commonweal.core.message import message
from commonweal.insight.comparing import (
    FEWEST,
    MOST,
    Compared,
    Judged,
    compared,
    judged,
    months_between,
)
from commonweal.insight.figures import MetricLabel, Month
from commonweal.insight.reading import Reading, Subject
from commonweal.measures.definition import Metric
from commonweal.views.definition import Column, Definition, Keys, Location, Table


class Topic(msgspec.Struct, frozen=True):
    """The metrics of one topic."""

    name: str
    metrics: tuple[Compared, ...]


class Page(msgspec.Struct, frozen=True):
    """What is compared, from `since` to `until` where there are series."""

    subjects: tuple[Subject, ...]
    since: str
    until: str
    topics: tuple[Topic, ...]
    standards: tuple[Judged, ...]


def page(reading: Reading) -> Page:
    """Compare all projects, where they are few enough."""
    return compare(reading, reading.entries)


def compare(
    reading: Reading,
    subjects: Sequence[Subject],
    *,
    metrics: Sequence[Metric] = (),
    since: str = "",
    until: str = "",
) -> Page:
    """Compare some subjects by some metrics, or by all, in a span of months."""
    months = months_between(reading, since, until)
    found = compared(reading, subjects, metrics or reading.metrics, months)
    return Page(
        subjects=tuple(subjects),
        since=months[0] if months else "",
        until=months[-1] if months else "",
        topics=tuple(
            Topic(name, tuple(rows)) for name, rows in groupby(found, key=lambda row: row.topic)
        ),
        standards=() if metrics else tuple(judged(reading, subjects)),
    )


def is_there(reading: Reading) -> bool:
    """Whether all projects are few enough to be compared on one page."""
    return FEWEST <= len(reading.entries) <= MOST


def _keys(reading: Reading) -> Iterable[Keys]:
    return ((),) if is_there(reading) else ()


def _named(found: Page | None, value: Callable[[int], Callable[[Any], object]]) -> Iterator[Column]:
    """A column for each that is compared; without a page there is nothing to name."""
    for place, subject in enumerate(found.subjects if found else ()):
        help_ = message("The value of %(name)s; empty where it is not known", name=subject.name)
        yield Column(subject.id, help_, value(place))


def _columns(found: Page | None) -> tuple[Column, ...]:
    return (
        Column("metric", message("Id of the metric"), lambda row: row.metric.id),
        Column("unit", message("Unit of the values"), lambda row: row.metric.unit),
        *_named(found, lambda place: lambda row: row.figures[place].value),
    )


def _columns_of_months(found: Page | None) -> tuple[Column, ...]:
    return (
        Column("metric", message("Id of the metric"), lambda row: row[0].id),
        Column("month", message("The month, as 2026-01"), lambda row: row[1][0].period),
        *_named(found, lambda place: lambda row: row[1][place].value),
    )


def _rows(found: Page) -> Iterator[Compared]:
    for topic in found.topics:
        yield from topic.metrics


def _months(found: Page) -> Iterator[tuple[MetricLabel, tuple[Month, ...]]]:
    for row in _rows(found):
        yield from ((row.metric, months) for months in zip(*row.months, strict=True))


COMPARED = Table(_columns, _rows)
MONTHS = Table(_columns_of_months, _months)
PAGES = (
    Definition(
        "compare",
        "compare.html",
        message("Side by side"),
        page,
        keys=_keys,
        above=lambda *_: Location("projects", ("", 1)),
        has_groups=True,
        table=COMPARED,
    ),
)
