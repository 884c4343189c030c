# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The index of metrics by topic, each with its number for the whole portfolio."""

import msgspec

from commonweal.insight.figures import Figure
from commonweal.insight.reading import Reading


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
