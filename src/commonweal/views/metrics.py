# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The index of metrics by topic, each with its number for the whole portfolio."""

import msgspec

from commonweal.core.message import message
from commonweal.insight.figures import Figure
from commonweal.insight.reading import Reading
from commonweal.views.definition import Column, Definition, Table, columns


class Listed(msgspec.Struct, frozen=True):
    """A metric in the index. `parts` counts the labels of a breakdown."""

    figure: Figure
    chaoss: str
    breakdown: str
    parts: int


class Topic(msgspec.Struct, frozen=True):
    """The metrics of one topic."""

    name: str
    metrics: tuple[Listed, ...]


class Page(msgspec.Struct, frozen=True):
    """The index."""

    topics: tuple[Topic, ...]
    total: int


def page(reading: Reading) -> Page:
    """Read the index."""
    parts = reading.parts(reading.portfolio)
    by_topic: dict[str, list[Listed]] = {}
    for metric in reading.metrics:
        listed = Listed(
            reading.figure(reading.portfolio, metric),
            metric.chaoss,
            metric.breakdown,
            len(parts.get(metric.id, ())),
        )
        by_topic.setdefault(metric.topic, []).append(listed)
    return Page(
        tuple(Topic(name, tuple(listed)) for name, listed in by_topic.items()),
        len(reading.metrics),
    )


METRICS = Table(
    columns(
        Column("metric", message("Id of the metric"), lambda row: row.figure.metric.id),
        Column("title", message("Its title"), lambda row: row.figure.metric.title),
        Column("unit", message("Unit of the value"), lambda row: row.figure.metric.unit),
        Column(
            "value",
            message("The value for all projects together; empty where it is not known"),
            lambda row: row.figure.value,
        ),
        Column("chaoss", message("Its name at CHAOSS"), lambda row: row.chaoss),
    ),
    lambda found: [row for topic in found.topics for row in topic.metrics],
)
PAGES = (
    Definition(
        "metrics",
        "metrics.html",
        message("Metrics"),
        page,
        navigation=7,
        has_groups=True,
        table=METRICS,
    ),
)
