# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Metrics over evidence: every subject and every period of a metric from one query."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from commonweal.core.clock import EARLIEST
from commonweal.evidence.engine import Engine
from commonweal.measures.definition import Metric, Parameter, Window

NOW = "now"

PERIOD_COLUMNS = MappingProxyType({"period": "VARCHAR", "since": "TIMESTAMP", "until": "TIMESTAMP"})

_MONTHS: Mapping[Window, int] = MappingProxyType({"P1M": 1, "P3M": 3, "P12M": 12})

# Nearly every metric reads commits, so holding them as a table saves a third of
# the time; beyond some hundred megabytes of memory it is not worth it.
_HELD_COMMITS = 2_000_000

_HISTORIES = """
select commits.repository_id, min(commits.committed_at) as began_at
from commits
join coverage on coverage.subject_id = commits.repository_id
where coverage.read_repositories > 0 and not commits.is_date_doubtful
group by commits.repository_id
order by commits.repository_id
"""

# Before the latest commit at which a shallow clone was cut off, commits may be missing.
# A subject that has whole histories too is told by what was seen of it, as where a
# repository could not be read; `coverage` says how much that is.
_CUTS = """
select commits.repository_id, max(commits.committed_at) as cut_at
from commits
join coverage on coverage.subject_id = commits.repository_id
where commits.is_boundary and coverage.shallow_repositories >= coverage.read_repositories
group by commits.repository_id
order by commits.repository_id
"""

_HISTORY = frozenset({"commits", "changes", "credits"})


class Period(NamedTuple):
    """A span of time with its name; naive UTC as DuckDB's TIMESTAMP, `until` exclusive."""

    period: str
    since: datetime
    until: datetime


class MetricValue(NamedTuple):
    """A row of the evidence table `metric_value`, in its column order."""

    subject_id: str
    metric_id: str
    period: str
    until: datetime
    label: str | None
    value: float


def compute(
    engine: Engine, metrics: Iterable[Metric], *, as_of: datetime, months: int = 60
) -> Iterator[MetricValue]:
    """Give the values of metrics for all subjects, as of a moment and as monthly series.

    A series reaches back `months` months, the running one among them, but not
    before the first commit. What a metric's SQL gives as null is unknown: it
    becomes no row, and no zero is filled there.
    """
    until = as_of.astimezone(UTC).replace(tzinfo=None)
    with _commits_at_hand(engine):
        reach = _Reach(dict(engine.rows(_HISTORIES)), dict(engine.rows(_CUTS)))
        first = min(reach.began_at.values(), default=until)
        for windows, group in _by_windows(metrics).items():
            periods = periods_of(*windows, until=until, months=months, first=first)
            with engine.relation("periods", PERIOD_COLUMNS, periods):
                for metric in group:
                    yield from _values(engine, metric, periods, reach)


@contextmanager
def _commits_at_hand(engine: Engine) -> Iterator[None]:
    [(commits,)] = engine.rows("select count(*) from membership")
    if commits > _HELD_COMMITS:
        yield
        return
    with engine.materialised("commits"):
        yield


def _by_windows(
    metrics: Iterable[Metric],
) -> dict[tuple[Window, Window | None], list[Metric]]:
    groups: dict[tuple[Window, Window | None], list[Metric]] = {}
    for metric in metrics:
        groups.setdefault((metric.window, metric.series_window), []).append(metric)
    return groups


def periods_of(
    window: Window, series_window: Window | None, *, until: datetime, months: int, first: datetime
) -> tuple[Period, ...]:
    """Give the period "now" and the months of a series, newest first.

    A month of a series looks back from its own end, or from `until` where it
    still runs; it begins where it would if it were over.
    """
    now = Period(NOW, _back(until, window), until)
    if series_window is None:
        return (now,)
    series: list[Period] = []
    month = _month_start(until) if until > _month_start(until) else _plus_months(until, -1)
    while len(series) < months and _plus_months(month, 1) > first:
        end = _plus_months(month, 1)
        series.append(Period(f"{month:%Y-%m}", _back(end, series_window), min(end, until)))
        month = _plus_months(month, -1)
    return (now, *series)


def _back(moment: datetime, window: Window) -> datetime:
    if window == "all":
        return EARLIEST.replace(tzinfo=None)
    return _plus_months(moment, -_MONTHS[window])


def _month_start(moment: datetime) -> datetime:
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _plus_months(moment: datetime, months: int) -> datetime:
    count = moment.year * 12 + moment.month - 1 + months
    # The 31st has no counterpart in every month: the last day that has one is taken.
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=count // 12, month=count % 12 + 1, day=day)
        except ValueError:
            continue
    return moment.replace(year=count // 12, month=count % 12 + 1)


def bound_parameters(parameters: Mapping[str, Parameter]) -> dict[str, object]:
    """Give the defaults as DuckDB takes them."""
    return {
        name: datetime.fromisoformat(str(parameter.default))
        if parameter.type == "TIMESTAMP"
        else parameter.default
        for name, parameter in parameters.items()
    }


class _Reach(NamedTuple):
    """How far back a subject's history goes: its first commit, and where it was cut off."""

    began_at: Mapping[str, datetime]
    cut_at: Mapping[str, datetime]

    def is_cut(self, metric: Metric, subject: str, period: Period) -> bool:
        """Tell whether commits may be missing; metrics over all time say so themselves."""
        cut_at = self.cut_at.get(subject)
        of_a_window = metric.window != "all" and not _HISTORY.isdisjoint(metric.reads)
        return cut_at is not None and of_a_window and period.since < cut_at


def _values(
    engine: Engine, metric: Metric, periods: Sequence[Period], reach: _Reach
) -> Iterator[MetricValue]:
    named = {period.period: period for period in periods}
    seen: set[tuple[str, str]] = set()
    for subject, name, *label, value in engine.rows(
        metric.sql, **bound_parameters(metric.parameters)
    ):
        seen.add((subject, name))
        period = named[name]
        if value is not None and not reach.is_cut(metric, subject, period):
            part = label[0] if label else None
            yield MetricValue(subject, metric.id, name, period.until, part, float(value))
    if metric.when_empty == "zero":
        for subject, began_at in reach.began_at.items():
            for period in periods:
                is_empty = period.until > began_at and (subject, period.period) not in seen
                if is_empty and not reach.is_cut(metric, subject, period):
                    yield MetricValue(subject, metric.id, period.period, period.until, None, 0.0)
