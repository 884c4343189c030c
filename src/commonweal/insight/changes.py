# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What changed: over the last year inside one generation, and since the generation before."""

import math
from collections.abc import Collection, Mapping
from datetime import datetime

import msgspec

from commonweal.insight.figures import Figure, MetricLabel, Trend, label_of, trend_of
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject


class Movement(msgspec.Struct, frozen=True):
    """A project whose number moved much within a year."""

    subject_id: str
    name: str
    metric: MetricLabel
    trend: Trend


class Shift(msgspec.Struct, frozen=True):
    """A number of the portfolio now and in the generation before.

    It `is_least` where some copies end before the others.
    """

    metric: MetricLabel
    trend: Trend
    is_least: bool = False


class Named(msgspec.Struct, frozen=True):
    """A project by id and name."""

    subject_id: str
    name: str


class Since(msgspec.Struct, frozen=True):
    """What differs from the generation before.

    Totals of different portfolios say nothing about each other: `shifts` is empty where
    `is_comparable` is false, which is where other repositories were read then. Of `pushed`
    projects a repository has another newest commit.
    """

    number: int
    surveyed_at: datetime
    is_comparable: bool
    shifts: tuple[Shift, ...]
    added: tuple[Named, ...]
    gone: tuple[Named, ...]
    pushed: tuple[Named, ...]
    problems_before: int
    problems_now: int


def movements(
    reading: Reading, *, limit: int, metrics: Collection[str] = ()
) -> tuple[Movement, ...]:
    """List the projects that moved most, one number each, largest first; only of some metrics.

    Where some got worse, at least half of what is listed did: good news alone would mislead.
    """
    found = [
        max(moved, key=_weight)
        for subject in reading.entries
        if (moved := _movements_of(reading, subject, metrics))
    ]
    found.sort(key=_weight, reverse=True)
    worse = [moved for moved in found if moved.trend.judgement == "bad"]
    kept = worse[: (limit + 1) // 2]
    others = [moved for moved in found if moved not in kept]
    listed = [*kept, *others[: limit - len(kept)]]
    return tuple(sorted(listed, key=_weight, reverse=True))


def _movements_of(reading: Reading, subject: Subject, metrics: Collection[str]) -> list[Movement]:
    return [
        Movement(subject.id, subject.name, label_of(metric), trend)
        for metric in reading.headlines
        if (not metrics or metric.id in metrics)
        and (trend := reading.trend(subject, metric.id))
        and trend.judgement != "neutral"
    ]


def _weight(moved: Movement) -> float:
    # A ratio alone would put "from 1 to 3" above "from 400 to 900".
    before, after = max(0.0, moved.trend.before), max(0.0, moved.trend.after)
    return abs(math.log((after + 1) / (before + 1))) * math.log(2 + max(before, after))


def since(reading: Reading) -> Since | None:
    """Compare with the generation before; None where there is none."""
    before = reading.previous
    if before is None or before.engine.manifest is None:
        return None
    old = {entry.id: entry.name for entry in before.entries}
    new = {entry.id: entry.name for entry in reading.entries}
    return Since(
        number=before.engine.manifest.number,
        surveyed_at=before.engine.manifest.surveyed_at,
        is_comparable=is_comparable(reading, before),
        shifts=shifts(reading, before) if is_comparable(reading, before) else (),
        added=tuple(Named(id_, name) for id_, name in new.items() if id_ not in old),
        gone=tuple(Named(id_, name) for id_, name in old.items() if id_ not in new),
        pushed=tuple(
            Named(entry.id, entry.name)
            for entry in reading.entries
            if entry.id in old and _heads(reading, entry) != _heads(before, entry)
        ),
        problems_before=problem_count(before),
        problems_now=problem_count(reading),
    )


def _heads(reading: Reading, entry: Subject) -> set[str | None]:
    found = reading.once(_heads_of_repositories)
    return {found.get(id_) for id_ in entry.repository_ids}


def _heads_of_repositories(reading: Reading) -> Mapping[str, str | None]:
    return dict(reading.engine.rows(query("heads")))


def is_comparable(reading: Reading, before: Reading) -> bool:
    """Tell whether totals of both generations are of the same repositories."""
    return {*reading.portfolio.repository_ids} == {*before.portfolio.repository_ids}


def shifts(reading: Reading, before: Reading) -> tuple[Shift, ...]:
    """Give the headline numbers of the portfolio that are not what they were."""
    found = []
    for metric in reading.headlines_of(reading.portfolio):
        old = before.value(before.portfolio, metric.id)
        figure = reading.figure(reading.portfolio, metric)
        trend = trend_of(metric, old, figure.value)
        if trend and round(trend.before, metric.decimals) != round(trend.after, metric.decimals):
            found.append(Shift(label_of(metric), trend, figure.is_least))
    return tuple(found)


def problem_count(reading: Reading) -> int:
    """Count what could not be read."""
    [(count,)] = reading.engine.rows(query("problem_count"))
    return int(count)


def headline_figures(reading: Reading, subject: Subject, *, limit: int) -> tuple[Figure, ...]:
    """Give the headline numbers of a subject, known ones before unknown ones."""
    figures = [reading.figure(subject, metric) for metric in reading.headlines_of(subject)]
    return tuple(sorted(figures, key=lambda figure: figure.value is None)[:limit])
