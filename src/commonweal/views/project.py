# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The page of one project or repository: its numbers, their months, their parts, the caveats."""

from itertools import groupby

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.insight.changes import Named
from commonweal.insight.figures import Figure, MetricLabel, Part, label_of
from commonweal.insight.ordering import natural
from commonweal.insight.places import is_web_address
from commonweal.insight.priorities import Step
from commonweal.insight.problems import problems_of
from commonweal.insight.reading import Reading, Subject, is_counted
from commonweal.insight.repositories import repositories_of
from commonweal.insight.results import Standing, judged_as, standings
from commonweal.measures.definition import Metric
from commonweal.views import subjects
from commonweal.views.caveats import Caveat, caveats
from commonweal.views.definition import Column, Definition, Table, columns
from commonweal.views.overview import Tile, tiles
from commonweal.views.series import Chart, charts

TILES = 6
CHARTS = 6
STEPS = 5
PARTS = 8
STEPS_OF_SCALE = 40


class Breakdown(msgspec.Struct, frozen=True):
    """The largest parts of a metric; `more` counts those left out.

    `is_scale` tells that the labels are steps of a scale, such as hours.
    """

    metric: MetricLabel
    labels: str
    parts: tuple[Part, ...]
    more: int
    is_scale: bool


class Topic(msgspec.Struct, frozen=True):
    """All numbers of one topic."""

    name: str
    figures: tuple[Figure, ...]


class Source(msgspec.Struct, frozen=True):
    """A repository of the project: where it was read, and which state of it.

    `address` leads to it on its forge where it was read from elsewhere, such as a local copy.
    """

    id: str
    name: str
    locator: str
    is_link: bool
    address: str
    head_ref: str
    head_commit: str
    commit_address: str
    is_read: bool


class Page(msgspec.Struct, frozen=True):
    """A project or a repository."""

    subject: Subject
    parent: Named | None
    caveats: tuple[Caveat, ...]
    standings: tuple[Standing, ...]
    steps: tuple[Step, ...]
    more_steps: int
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    breakdowns: tuple[Breakdown, ...]
    topics: tuple[Topic, ...]
    sources: tuple[Source, ...]
    problems: int


def page(reading: Reading, subject_id: str) -> Page:
    """Read the page of a subject, or say that there is none of this name."""
    subject = reading.subjects.get(subject_id)
    if subject is None:
        raise InputMissing(
            message("there is no project or repository %(subject_id)s", subject_id=subject_id)
        )
    steps = subjects.steps(reading, subject_id, limit=STEPS)
    return Page(
        subject=subject,
        parent=parent(reading, subject),
        caveats=caveats(reading, subject),
        standings=standings(reading).get(judged_as(reading, subject), ()),
        steps=steps.steps,
        more_steps=steps.more,
        tiles=tiles(reading, subject, limit=TILES),
        charts=charts(reading, subject, limit=CHARTS),
        breakdowns=breakdowns(reading, subject),
        topics=topics(reading, subject),
        sources=sources(reading, subject),
        problems=problems_of(reading, subject),
    )


def parent(reading: Reading, subject: Subject) -> Named | None:
    """Name the project that a repository belongs to."""
    if subject.kind != "repository":
        return None
    return next(
        (
            Named(entry.id, entry.name)
            for entry in reading.entries
            if entry.kind == "project" and subject.id in entry.repository_ids
        ),
        None,
    )


def breakdowns(reading: Reading, subject: Subject) -> tuple[Breakdown, ...]:
    """Give the breakdowns of a subject, each cut to its largest parts."""
    parts = reading.parts(subject)
    return tuple(
        breakdown(metric, parts[metric.id])
        for metric in reading.metrics
        if metric.breakdown and metric.id in parts
    )


def breakdown(metric: Metric, parts: tuple[Part, ...]) -> Breakdown:
    """Cut a breakdown to its largest parts, and a scale to its last steps."""
    if len(parts) > PARTS and is_counted(parts):
        kept, is_scale = parts[-STEPS_OF_SCALE:], True
    else:
        kept, is_scale = parts[:PARTS], False
    left_out = len(parts) - len(kept)
    return Breakdown(label_of(metric), metric.breakdown, kept, left_out, is_scale)


def topics(reading: Reading, subject: Subject) -> tuple[Topic, ...]:
    """Give all single numbers of a subject by topic, in the order of the definitions."""
    single = [metric for metric in reading.metrics if not metric.breakdown]
    order = {topic: place for place, topic in enumerate(dict.fromkeys(m.topic for m in single))}
    by_topic = sorted(single, key=lambda metric: order[metric.topic])
    return tuple(
        Topic(topic, tuple(reading.figure(subject, metric) for metric in metrics))
        for topic, metrics in groupby(by_topic, key=lambda metric: metric.topic)
    )


def sources(reading: Reading, subject: Subject) -> tuple[Source, ...]:
    """Say where the repositories of a subject were read."""
    found = (
        Source(
            id=repository.id,
            name=repository.name,
            locator=repository.locator,
            is_link=is_web_address(repository.locator),
            address="" if is_web_address(repository.locator) else repository.address,
            head_ref=repository.head_ref,
            head_commit=repository.head_commit[:12],
            commit_address=repository.commit_address,
            is_read=repository.is_read,
        )
        for repository in repositories_of(reading, subject)
    )
    return tuple(sorted(found, key=lambda source: (natural(source.name), source.id)))


_NUMBERS = Table(
    columns(
        Column(
            "metric",
            message("Id of the metric; its title is on the page of the metrics"),
            lambda figure: figure.metric.id,
        ),
        Column("unit", message("Unit of the value"), lambda figure: figure.metric.unit),
        Column(
            "value",
            message("The value now; empty where it is not known"),
            lambda figure: figure.value,
        ),
        Column("why", message("Why it is not known"), lambda figure: figure.why),
        Column(
            "before",
            message("The value a year before, or the mean month of the year before"),
            lambda figure: figure.trend.before if figure.trend else None,
        ),
    ),
    lambda found: [figure for topic in found.topics for figure in topic.figures],
)
PAGES = (
    Definition(
        "project",
        "{subject:folder}.html",
        subjects.name,
        page,
        keys=subjects.with_pages,
        above=subjects.above,
        whole="overview",
        table=_NUMBERS,
        is_table_alone=True,
        evidence=("metric_value", "tag", "problem", "repository", "finding", "finding_place"),
    ),
)
