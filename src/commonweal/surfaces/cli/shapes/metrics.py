# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal metrics --json` prints."""

from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._figure import Breakdown, Chart, Figure
from commonweal.surfaces.cli.shapes._subject import Subject


class Parameter(msgspec.Struct, frozen=True):
    """A parameter of the query of a metric.

    type: Its DuckDB type.
    default: The value that is used.
    help: What it means.
    """

    type: str
    default: int | float | str
    help: str


class Setting(msgspec.Struct, frozen=True):
    """A parameter by its name.

    name: Its name in the query.
    parameter: The parameter.
    """

    name: str
    parameter: Parameter


class Metric(msgspec.Struct, frozen=True):
    """A metric as it is defined.

    id: Id of the metric; it never changes.
    title: Short title.
    question: The question that the metric answers.
    definition: How the value is computed, in words.
    unit: What is counted.
    better: Whether a higher or a lower value is better, or neither.
    topic: What it is about.
    window: How far back the value looks: an ISO 8601 duration, or "all".
    reads: The tables and views of evidence that it reads.
    series_window: How far back each month of the series looks; null where there is no series.
    chaoss: Its name at CHAOSS; may be empty.
    caution: What to keep in mind; may be empty.
    breakdown: What its labels are; empty where a subject has one value.
    when_empty: What the value is where there is no row: zero, or not known.
    decimals: How many decimal places make sense.
    headline: Whether it is among the few that are shown first.
    parameters: The parameters of its query, by name.
    sql: Its query.
    """

    id: str
    title: str
    question: str
    definition: str
    unit: str
    better: Literal["higher", "lower", "neither"]
    topic: str
    window: str
    reads: tuple[str, ...]
    series_window: str | None
    chaoss: str
    caution: str
    breakdown: str
    when_empty: Literal["zero", "absent"]
    decimals: int
    headline: bool
    parameters: dict[str, Parameter]
    sql: str


class Ranked(msgspec.Struct, frozen=True):
    """The place of a project among all.

    rank: Its place, from 1; equal values share a place; 0 where the value is not known.
    subject: The project.
    figure: Its value.
    share: Its value as a share of the largest, from 0 to 1.
    """

    rank: int
    subject: Subject
    figure: Figure
    share: float


class OneMetric(msgspec.Struct, frozen=True):
    """One metric for the portfolio and for each project: `commonweal metrics ID --json`.

    metric: The metric.
    sql: The query as it runs.
    settings: The parameters that were used.
    figure: The value for all projects together.
    chart: Its values over time; null where there is no series.
    breakdown: Its parts; null where it has none.
    ranking: The first 100 projects whose value is known, the better first; or all others.
    more: How many projects are ranked after these.
    unknown: For how many projects the value is not known.
    version: Version of this shape.
    """

    metric: Metric
    sql: str
    settings: tuple[Setting, ...]
    figure: Figure
    chart: Chart | None
    breakdown: Breakdown | None
    ranking: tuple[Ranked, ...]
    more: int
    unknown: int
    version: Literal[1] = 1


class ListedMetric(msgspec.Struct, frozen=True):
    """A metric in the list.

    figure: The metric and its value for all projects together.
    chaoss: Its name at CHAOSS; may be empty.
    breakdown: What its labels are; empty where it has one value.
    parts: How many labels it has.
    """

    figure: Figure
    chaoss: str
    breakdown: str
    parts: int


class MetricTopic(msgspec.Struct, frozen=True):
    """The metrics of a topic.

    name: The topic.
    metrics: Its metrics.
    """

    name: str
    metrics: tuple[ListedMetric, ...]


class MetricList(msgspec.Struct, frozen=True):
    """All metrics with the value for all projects together: `commonweal metrics --json`.

    topics: The metrics by topic.
    total: How many metrics there are.
    version: Version of this shape.
    """

    topics: tuple[MetricTopic, ...]
    total: int
    version: Literal[1] = 1


DOCUMENTS = {"metrics": Printed((MetricList, OneMetric))}
