# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Metrics over evidence: every subject and every period of a metric from one query."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from commonweal.core.clock import EARLIEST
from commonweal.core.privacy import FEWEST_PEOPLE
from commonweal.evidence import Engine, tables
from commonweal.measures.definition import Metric, Parameter, Window

NOW = "now"
# The window of "now", twelve months earlier, so that the two can be compared.
YEAR_AGO = "year_ago"

SPAN_COLUMNS = MappingProxyType({"period": "VARCHAR", "since": "TIMESTAMP", "until": "TIMESTAMP"})
PERIOD_COLUMNS = MappingProxyType({"subject_id": "VARCHAR", **SPAN_COLUMNS})

_MONTHS: Mapping[Window, int] = MappingProxyType({"P1M": 1, "P3M": 3, "P12M": 12})

# Nearly every metric reads commits, so holding them as a table saves a third of
# the time; beyond some hundred megabytes of memory it is not worth it.
_HELD_COMMITS = 2_000_000

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
    engine: Engine,
    metrics: Iterable[Metric],
    *,
    as_of: datetime,
    months: int = 60,
    shows_few: bool = False,
) -> Iterator[MetricValue]:
    """Give the values of metrics for all subjects, as of a moment and as monthly series."""
    with computed(engine, metrics, as_of=as_of, months=months, shows_few=shows_few) as rows:
        for row in engine.rows(rows):
            yield MetricValue(*row)


@contextmanager
def computed(
    engine: Engine,
    metrics: Iterable[Metric],
    *,
    as_of: datetime,
    months: int = 60,
    shows_few: bool = False,
) -> Iterator[str]:
    """Work out the values of metrics inside the engine; give the query that tells them.

    Parts that tell of few people are kept only where it `shows_few` (see `core.privacy`).

    A series reaches back `months` months, the running one among them, but not
    before the first commit; beside it stands the value of the window a year ago. All
    periods of a subject end where its copy was last brought up to date: what came after
    is unknown. What a metric's SQL gives as null is unknown, too: it becomes no row, and
    no zero is filled there.
    """
    # The end of a period is not in it, but what happened in the second of the survey was seen.
    until = as_of.astimezone(UTC).replace(tzinfo=None) + timedelta(seconds=1)
    columns = {name: column.type for name, column in tables()["metric_value"].columns.items()}
    with ExitStack() as offered:
        offered.enter_context(engine.relation("measured", columns, ()))
        offered.enter_context(_commits_at_hand(engine))
        offered.enter_context(engine.derived("histories", _query("histories")))
        offered.enter_context(engine.derived("cuts", _query("cuts")))
        offered.enter_context(engine.derived("seen", _query("seen")))
        [(began_at,)] = engine.rows("select min(began_at) from histories")
        for windows, group in _by_windows(metrics).items():
            periods = periods_of(*windows, until=until, months=months, first=began_at or until)
            if windows[0] != "all" and windows[1]:
                periods = (*periods, year_ago(windows[0], until))
            with _periods(engine, periods, windows[0], until):
                for metric in group:
                    _measure(engine, metric, shows_few=shows_few)
        yield _query("measured")


@contextmanager
def _periods(
    engine: Engine, spans: Iterable[Period], window: Window, until: datetime
) -> Iterator[None]:
    """Offer the periods of every subject: they end where its copy ends."""
    months = None if window == "all" else _MONTHS[window]
    with (
        engine.relation("spans", SPAN_COLUMNS, tuple(spans)),
        engine.derived("periods", _query("periods"), until=until, months=months),
    ):
        yield


def _measure(engine: Engine, metric: Metric, *, shows_few: bool) -> None:
    """Add a metric's values. Metrics over all time say themselves where commits may be missing."""
    of_a_window = metric.window != "all" and not _HISTORY.isdisjoint(metric.reads)
    more = {"metric": metric.id, "of_a_window": of_a_window}
    answered = _guarded if metric.people_in_parts and not shows_few else _answered
    with answered(engine, metric):
        engine.add("measured", _query("values"), **more)
        if metric.when_empty == "zero":
            engine.add("measured", _query("zeros"), **more)


def _answered(engine: Engine, metric: Metric) -> AbstractContextManager[None]:
    return engine.derived("answered", metric.sql, **bound_parameters(metric.parameters))


@contextmanager
def _guarded(engine: Engine, metric: Metric) -> Iterator[None]:
    """Parts that tell of few people stand together, or are left out."""
    is_once = metric.people_in_parts == "once"
    with (
        engine.derived("unguarded", metric.sql, **bound_parameters(metric.parameters)),
        engine.derived("answered", _query("guarded"), fewest=FEWEST_PEOPLE, is_once=is_once),
    ):
        yield


def guarded_parts(engine: Engine, sql: str) -> list[tuple[str, str, str, float]]:
    """Give parts that tell of enough people, by the rule of all metrics: whose, period, label.

    `sql` gives `repository_id, period, label, value, people`. Parts of fewer people stand
    together under the label "other", or are left out; a person may be in several parts.
    """
    with engine.derived("unguarded", sql):
        return engine.rows(_query("guarded"), fewest=FEWEST_PEOPLE, is_once=False)


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


def year_ago(window: Window, until: datetime) -> Period:
    """Give the window that ended twelve months before."""
    before = _plus_months(until, -12)
    return Period(YEAR_AGO, _back(before, window), before)


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


@functools.cache
def _query(name: str) -> str:
    return (resources.files(__package__) / "queries" / f"{name}.sql").read_text(encoding="utf-8")
