# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The first page: what the portfolio is like in short, what to do next, what changed."""

from datetime import datetime

import msgspec

from commonweal.core.message import message
from commonweal.insight.changes import (
    Movement,
    Since,
    headline_figures,
    movements,
    problem_count,
    since,
)
from commonweal.insight.figures import Figure, MetricLabel, Month
from commonweal.insight.groups import KindNames, names_of_kinds
from commonweal.insight.key_points import KeyPoint, key_points
from commonweal.insight.priorities import Step, listing
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import Overall, overall
from commonweal.insight.risk import Summary, summary
from commonweal.insight.shares import Share, shares
from commonweal.views import compare
from commonweal.views import next as next_
from commonweal.views.caveats import Caveat, caveats
from commonweal.views.definition import Definition
from commonweal.views.projects import Row, leading_rows, spark_label
from commonweal.views.series import spark

FIGURES = 6
STEPS = 5
MOVEMENTS = 4
LEADING = 8


class Tile(msgspec.Struct, frozen=True):
    """A headline number with its last two years."""

    figure: Figure
    months: tuple[Month, ...]


class Page(msgspec.Struct, frozen=True):
    """The first page; `listed` steps have a place on the page of next steps.

    All projects stand side by side on a page where they are few enough (`is_compared`).
    """

    portfolio: Subject
    surveyed_at: datetime | None
    caveats: tuple[Caveat, ...]
    projects: int
    points: tuple[KeyPoint, ...]
    listed: int
    shares: tuple[Share, ...]
    tiles: tuple[Tile, ...]
    movements: tuple[Movement, ...]
    since: Since | None
    steps: tuple[Step, ...]
    more_steps: int
    problems: int
    standards: tuple[Overall, ...]
    risk: Summary
    leading: tuple[Row, ...]
    spark: MetricLabel | None
    groups: tuple[KindNames, ...]
    is_compared: bool


def page(reading: Reading) -> Page:
    """Read the first page."""
    steps = listing(reading, limit=STEPS)
    return Page(
        portfolio=reading.portfolio,
        surveyed_at=reading.surveyed_at,
        caveats=caveats(reading, reading.portfolio),
        projects=len(reading.entries),
        points=key_points(reading),
        listed=next_.LIMIT,
        shares=shares(reading),
        tiles=tiles(reading, reading.portfolio, limit=FIGURES),
        movements=movements(reading, limit=MOVEMENTS),
        since=since(reading),
        steps=steps.steps,
        more_steps=steps.more,
        problems=problem_count(reading),
        standards=overall(reading),
        risk=summary(reading),
        leading=leading_rows(reading, limit=LEADING),
        spark=spark_label(reading),
        groups=names_of_kinds(reading),
        is_compared=compare.is_there(reading),
    )


def tiles(reading: Reading, subject: Subject, *, limit: int) -> tuple[Tile, ...]:
    """Give headline numbers with their sparklines."""
    series = reading.months(subject)
    return tuple(
        Tile(figure, spark(series.get(figure.metric.id, ())))
        for figure in headline_figures(reading, subject, limit=limit)
    )


PAGES = (
    Definition(
        "overview", "index.html", message("Overview"), page, above="", navigation=1, has_groups=True
    ),
)
