# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A few projects or groups side by side, number by number, each row on one scale."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

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


def _columns(found: Page) -> tuple[Column, ...]:
    return (
        Column("metric", message("Id of the metric"), lambda row: row.metric.id),
        Column("unit", message("Unit of the values"), lambda row: row.metric.unit),
        *(
            Column(
                subject.id,
                message("The value of %(name)s; empty where it is not known", name=subject.name),
                _value(place),
            )
            for place, subject in enumerate(found.subjects)
        ),
    )


def _value(place: int) -> Callable[[Compared], float | None]:
    return lambda row: row.figures[place].value


PAGES = (
    Definition(
        "compare",
        "compare.html",
        message("Side by side"),
        page,
        keys=_keys,
        above=lambda *_: Location("projects", ("", 1)),
        has_groups=True,
        table=Table(
            _columns, lambda found: [row for topic in found.topics for row in topic.metrics]
        ),
    ),
)
