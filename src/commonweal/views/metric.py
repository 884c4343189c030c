# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The page of one metric: what it asks, how it is computed, and what it says of whom."""

import msgspec

from commonweal.core.message import defined, message
from commonweal.core.near import did_you_mean, near
from commonweal.core.problem import InputMissing
from commonweal.insight.figures import Figure, Part
from commonweal.insight.reading import Reading, Subject
from commonweal.measures.definition import Metric, Parameter, titles_of
from commonweal.views.caveats import Caveat, ends
from commonweal.views.definition import Column, Definition, Table, columns
from commonweal.views.project import Breakdown, breakdown
from commonweal.views.series import Chart, chart_of, events

RANKED = 100


class Ranked(msgspec.Struct, frozen=True):
    """A project's place; equal values share one. `share` is of the largest value, for drawing."""

    rank: int
    subject: Subject
    figure: Figure
    share: float


class Setting(msgspec.Struct, frozen=True):
    """A parameter of the metric's query with the value that was used."""

    name: str
    parameter: Parameter


class Page(msgspec.Struct, frozen=True):
    """A metric. `unknown` counts projects without a value, `more` those ranked further down.

    `caveats` say up to when the number of all projects together is known.
    """

    metric: Metric
    sql: str
    settings: tuple[Setting, ...]
    figure: Figure
    caveats: tuple[Caveat, ...]
    chart: Chart | None
    breakdown: Breakdown | None
    ranking: tuple[Ranked, ...]
    more: int
    unknown: int


def page(reading: Reading, metric_id: str) -> Page:
    """Read the page of a metric, or say that there is none of this name."""
    metric = known_metric(reading, metric_id)
    months = reading.months(reading.portfolio).get(metric_id)
    ranked = () if metric.breakdown else ranking(reading, metric)
    return Page(
        metric=metric,
        sql=without_header(metric.sql),
        settings=tuple(Setting(name, metric.parameters[name]) for name in metric.parameters),
        figure=reading.figure(reading.portfolio, metric),
        caveats=ends(reading, reading.portfolio),
        chart=chart_of(metric, months, events(reading, reading.portfolio))
        if months and not metric.breakdown
        else None,
        breakdown=_breakdown(reading, metric),
        ranking=ranked[:RANKED],
        more=max(0, len(ranked) - RANKED),
        unknown=0 if metric.breakdown else len(reading.entries) - len(ranked),
    )


def known_metric(reading: Reading, metric_id: str) -> Metric:
    """Give a metric, or say that there is none of this name."""
    if metric := reading.by_id.get(metric_id):
        return metric
    close = near(metric_id, titles_of(reading.by_id))
    raise InputMissing(
        message("there is no metric %(metric_id)s", metric_id=metric_id),
        fix=did_you_mean(close) if close else message("`commonweal metrics` lists all of them."),
    )


def _breakdown(reading: Reading, metric: Metric) -> Breakdown | None:
    parts: tuple[Part, ...] = reading.parts(reading.portfolio).get(metric.id, ())
    return breakdown(metric, parts) if metric.breakdown and parts else None


def ranking(reading: Reading, metric: Metric) -> tuple[Ranked, ...]:
    """Rank the projects whose value is known, the better first; ties by name."""
    known = [
        (subject, figure, figure.value)
        for subject in reading.entries
        if (figure := reading.figure(subject, metric)).value is not None
    ]
    sign = 1 if metric.better == "lower" else -1
    known.sort(key=lambda ranked: sign * ranked[2])
    largest = max((value for _, _, value in known), default=0.0)
    found: list[Ranked] = []
    for place, (subject, figure, value) in enumerate(known, start=1):
        is_tie = bool(found) and found[-1].figure.value == value
        rank = found[-1].rank if is_tie else place
        share = max(0.0, value / largest) if largest > 0 else 0.0
        found.append(Ranked(rank, subject, figure, share))
    return tuple(found)


def without_header(sql: str) -> str:
    """Leave out the lines that state a file's licence; all else is the query as it runs."""
    lines = sql.strip().splitlines()
    return "\n".join(line for line in lines if not line.startswith("-- SPDX-"))


RANKING = Table(
    columns(
        Column(
            "place", message("Place of the project; equal values share it"), lambda row: row.rank
        ),
        Column("project", message("Id of the project"), lambda row: row.subject.id),
        Column("name", message("Name of the project"), lambda row: row.subject.name),
        Column("value", message("The value now"), lambda row: row.figure.value),
    ),
    lambda found: found.ranking,
)
PARTS = Table(
    columns(
        Column("label", message("The part"), lambda part: part.label),
        Column("value", message("Its value for all projects together"), lambda part: part.value),
    ),
    lambda found: found.breakdown.parts if found.breakdown else (),
)
PAGES = (
    Definition(
        "metric",
        "metrics/{metric}.html",
        lambda reading, metric_id: defined(f"{metric_id}.title", reading.by_id[metric_id].title),
        page,
        keys=lambda reading: [(metric.id,) for metric in reading.metrics],
        above="metrics",
        table=RANKING,
    ),
)
