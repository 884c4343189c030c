# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The state of a survey at a glance, for a terminal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from commonweal.core.message import defined, message
from commonweal.insight.figures import Figure, MetricLabel, label_of
from commonweal.insight.key_points import KeyPoint, key_points
from commonweal.insight.reading import Reading, Subject, headline_metrics
from commonweal.measures.catalogue import metrics
from commonweal.views import problems as problems_view
from commonweal.views.definition import Column, Table

SHOWN_PROBLEMS = 20


class Row(msgspec.Struct, frozen=True):
    """A project with its headline numbers, as text a person reads."""

    id: str
    name: str
    values: tuple[str, ...]
    figures: tuple[Figure, ...]
    is_read: bool


class Difficulty(msgspec.Struct, frozen=True):
    """A problem in words a person can act on."""

    repository: str
    what: str
    fix: str


class Page(msgspec.Struct, frozen=True):
    """The state of the current generation."""

    number: int
    surveyed_at: datetime | None
    portfolio: Subject
    points: tuple[KeyPoint, ...]
    columns: tuple[MetricLabel, ...]
    rows: tuple[Row, ...]
    problems: tuple[Difficulty, ...]
    more_problems: int


def page(reading: Reading) -> Page:
    """Read the state."""
    manifest = reading.engine.manifest
    found = _problems(reading)
    return Page(
        number=manifest.number if manifest else 0,
        surveyed_at=reading.surveyed_at,
        portfolio=reading.portfolio,
        points=key_points(reading),
        columns=tuple(label_of(metric) for metric in reading.headlines),
        rows=tuple(_row(reading, subject) for subject in reading.entries),
        problems=found[:SHOWN_PROBLEMS],
        more_problems=max(0, len(found) - SHOWN_PROBLEMS),
    )


def _row(reading: Reading, subject: Subject) -> Row:
    figures = tuple(reading.figure(subject, metric) for metric in reading.headlines)
    is_read = subject.read == len(subject.repository_ids)
    values = tuple(spelled(figure) for figure in figures)
    return Row(subject.id, subject.name, values, figures, is_read)


def spelled(figure: Figure) -> str:
    """A number as plain text; "not known" where it is not."""
    if figure.value is None:
        return "not known"
    shown = f"{figure.value:,.{figure.metric.decimals}f}"
    return message("at least %(number)s", number=shown) if figure.is_least else shown


def _problems(reading: Reading) -> tuple[Difficulty, ...]:
    return tuple(
        Difficulty(repository.name, difficulty.what, difficulty.fix)
        for repository in problems_view.page(reading).repositories
        for difficulty in repository.difficulties
    )


def _columns(found: Page | None) -> tuple[Column, ...]:
    """A column for each headline metric; without a page, for all that there can be."""
    labels = found.columns if found else tuple(map(label_of, headline_metrics(metrics().values())))
    return (
        Column("project", message("Id of the project"), lambda row: row.id),
        Column("name", message("Name of the project"), lambda row: row.name),
        *(
            Column(label.id, defined(f"{label.id}.title", label.title), _value_at(place))
            for place, label in enumerate(labels)
        ),
        Column(
            "is_read",
            message("Whether the last survey read all of its repositories"),
            lambda row: row.is_read,
        ),
    )


def _value_at(place: int) -> Callable[[Any], object]:
    return lambda row: row.figures[place].value


NUMBERS = Table(_columns, lambda found: found.rows)
