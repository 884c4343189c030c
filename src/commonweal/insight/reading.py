# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One generation as the pages read it: each question is asked of the engine once."""

import bisect
import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

import msgspec

from commonweal.evidence import Engine
from commonweal.insight.figures import (
    MONTHS_OF_TREND,
    Figure,
    Month,
    Part,
    Trend,
    Why,
    label_of,
    month_name,
    month_number,
    trend_of,
)
from commonweal.insight.ordering import natural
from commonweal.insight.queries import query
from commonweal.measures.definition import Metric
from commonweal.measures.probe import Probe
from commonweal.resilience.graph import DependencyGraph, read_dependency_graph
from commonweal.standards.definition import Standard

T = TypeVar("T")
HISTORY = frozenset({"commits", "changes", "credits"})
# The order of topics on every page; within a topic metrics keep the order given.
TOPICS = ("activity", "people", "organisations", "code", "releases", "licences", "care")
COUNTED_LINES = frozenset({"changes"})
_A_MONTH = timedelta(days=31)


# Labels that count up: hours, years, weekdays with their number, UTC offsets.
_COUNTED = re.compile(r"(?:UTC)?([+-]?\d{1,4})(?::(\d\d))?(?: |$)")
_NUMBERED = re.compile(r"\d [^\W\d]")


class Subject(msgspec.Struct, frozen=True):
    """What a page is about, and how much of it was seen.

    `ends_at` is when all its numbers end, where its copy is older than the survey.
    """

    id: str
    kind: str
    name: str
    description: str
    repository_ids: tuple[str, ...]
    read: int
    shallow: int
    light: int
    ends_at: datetime | None = None


class Reading:
    """A generation, the metrics that spoke of it, and the generation before it, if any.

    Numbers of a subject that consists of one repository are that repository's
    own where the evidence keeps them only there. `joined` are digests of what answers make
    of both generations; None where that is not known. `group` is what the projects have in
    common, where they are not all of the portfolio, which `whole` then reads.
    """

    def __init__(
        self,
        engine: Engine,
        metrics: Sequence[Metric],
        *,
        previous: Engine | None = None,
        standards: Mapping[str, Standard] | None = None,
        probes: Mapping[str, Probe] | None = None,
        joined: tuple[str, ...] | None = None,
        group: Subject | None = None,
        whole: "Reading | None" = None,
    ) -> None:
        self.engine, self.joined, self.group, self.whole = engine, joined, group, whole
        self.metrics = tuple(sorted(metrics, key=lambda metric: TOPICS.index(metric.topic)))
        self.standards = standards or {}
        self.probes = probes or {}
        self._previous = previous
        self._remembered: dict[object, object] = {}
        self._ids: Sequence[str] = ()
        self._ahead: dict[object, Mapping[str, object]] = {}
        self._read_ahead = 1

    @functools.cached_property
    def previous(self) -> "Reading | None":
        """The generation before, read with the same definitions."""
        if self._previous is None:
            return None
        return Reading(self._previous, self.metrics, standards=self.standards, probes=self.probes)

    @functools.cached_property
    def groups(self) -> tuple[Subject, ...]:
        """The groups that projects are in, by kind and name."""
        groups = (s for s in self.subjects.values() if s.kind == "group")
        return tuple(sorted(groups, key=lambda s: (kind_of(s.id), natural(s.name), s.id)))

    def entries_of(self, group: Subject) -> tuple[str, ...]:
        """The entries of a group, by name."""
        ids = self._groups_of_entries
        return tuple(entry.id for entry in self.entries if group.id in ids.get(entry.id, ()))

    @functools.cached_property
    def _groups_of_entries(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for entry_id, group_id in self.engine.rows(query("groups_of_entries")):
            found[entry_id].add(group_id)
        return {id_: frozenset(groups) for id_, groups in found.items()}

    @contextmanager
    def within(self, group_id: str) -> "Iterator[Reading]":
        """Read the projects of a group as if they were the whole portfolio, for a while."""
        engines = [self.engine.within(group_id)]
        if self._previous:
            engines.append(self._previous.within(group_id))
        try:
            yield Reading(
                engines[0],
                self.metrics,
                previous=engines[1] if len(engines) > 1 else None,
                standards=self.standards,
                probes=self.probes,
                joined=self.joined,
                group=self.subjects[group_id],
                whole=self,
            )
        finally:
            for engine in engines:
                engine.close()

    @functools.cached_property
    def by_id(self) -> Mapping[str, Metric]:
        """The metrics by id."""
        return {metric.id: metric for metric in self.metrics}

    @functools.cached_property
    def headlines(self) -> tuple[Metric, ...]:
        """The metrics that say most, as their definitions claim; those with a series first."""
        return headline_metrics(self.metrics)

    def headlines_of(self, subject: "Subject") -> tuple[Metric, ...]:
        """Those that say something of a subject: of the portfolio, none that is of one project."""
        if subject.kind != "portfolio":
            return self.headlines
        return tuple(metric for metric in self.headlines if not metric.of_projects)

    @functools.cached_property
    def surveyed_at(self) -> datetime | None:
        """When the survey ended; None for empty evidence."""
        return self.engine.manifest.surveyed_at if self.engine.manifest else None

    @property
    def surveyed_before(self) -> datetime | None:
        """When the survey before this one ended, where its evidence is at hand."""
        before = self._previous.manifest if self._previous else None
        return before.surveyed_at if before else None

    @functools.cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """Every subject by id."""
        repositories = self._repositories_of_subjects()
        described = dict(self.engine.rows(query("descriptions")))
        surveyed_at = self.surveyed_at and self.surveyed_at.astimezone(UTC).replace(tzinfo=None)
        rows = self.engine.rows(query("subjects"), surveyed_at=surveyed_at)
        return {
            id_: Subject(
                id_,
                kind,
                name or id_,
                described.get(id_, ""),
                repositories[id_],
                read,
                shallow,
                light,
                ends_at.replace(tzinfo=UTC) if ends_at else None,
            )
            for id_, kind, name, read, shallow, light, ends_at in rows
        }

    def _repositories_of_subjects(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for subject_id, repository_id in self.engine.rows(query("repositories_of_subjects")):
            found[subject_id].append(repository_id)
        return {subject_id: tuple(ids) for subject_id, ids in found.items()}

    @functools.cached_property
    def portfolio(self) -> Subject:
        """The whole; without any repository it is empty."""
        empty = Subject("portfolio", "portfolio", "portfolio", "", (), 0, 0, 0)
        return self.subjects.get("portfolio", empty)

    @functools.cached_property
    def entries(self) -> tuple[Subject, ...]:
        """What an office looks after: projects, and repositories that belong to none; by name."""
        projects = [s for s in self.subjects.values() if s.kind == "project"]
        taken = {id_ for project in projects for id_ in project.repository_ids}
        lone = [s for s in self.subjects.values() if s.kind == "repository" and s.id not in taken]
        return tuple(sorted((*projects, *lone), key=lambda s: (natural(s.name), s.id)))

    def once(self, read: Callable[["Reading"], T]) -> T:
        """What a function reads of this generation: asked for the first time, then remembered."""
        if read not in self._remembered:
            self._remembered[read] = read(self)
        return cast("T", self._remembered[read])

    @contextmanager
    def reading_ahead(self, ids: Iterable[str], count: int) -> Iterator[None]:
        """Read so many subjects of these at once for a while: they are asked for one by one."""
        self._ids, self._read_ahead = sorted(ids), count
        try:
            yield
        finally:
            self._ids, self._read_ahead = (), 1
            self._ahead.clear()

    def of(self, read: Callable[["Reading", Sequence[str]], Mapping[str, T]], id_: str) -> T | None:
        """What a function reads of a subject, and ahead of those that follow by id; None: nothing.

        Only what was read last is held.
        """
        if id_ not in self._ahead.get(read, ()):
            ids = self._following(id_)
            self._ahead[read] = {**dict.fromkeys(ids), **read(self, ids)}
        return cast("T | None", self._ahead[read][id_])

    def _following(self, id_: str) -> Sequence[str]:
        place = bisect.bisect_left(self._ids, id_)
        found = self._ids[place : place + self._read_ahead]
        return found if id_ in found else (id_,)

    @functools.cached_property
    def dependency_graph(self) -> DependencyGraph:
        """Who needs whom, and who is at the core of what."""
        return read_dependency_graph(self.engine)

    @functools.cached_property
    def package_names(self) -> Mapping[str, str]:
        """How files write the name of a package, by package URL."""
        return dict(self.engine.rows(query("package_names")))

    def entry_of(self, subject_id: str) -> str:
        """The entry of the portfolio that a subject is, or that a repository belongs to."""
        return self._entries_of_repositories.get(subject_id, subject_id)

    @functools.cached_property
    def _entries_of_repositories(self) -> Mapping[str, str]:
        return {id_: entry.id for entry in self.entries for id_ in entry.repository_ids}

    def source_of(self, subject: Subject) -> str:
        """Under which id the evidence keeps a subject's numbers."""
        if subject.id in self._measured or len(subject.repository_ids) != 1:
            return subject.id
        return subject.repository_ids[0]

    @functools.cached_property
    def _measured(self) -> frozenset[str]:
        return frozenset(id_ for (id_,) in self.engine.rows(query("measured_subjects")))

    @functools.cached_property
    def _latest(self) -> Mapping[tuple[str, str], float]:
        rows = self.engine.rows(query("latest_values"))
        return {(subject_id, metric_id): value for subject_id, metric_id, value in rows}

    def value(self, subject: Subject, metric_id: str) -> float | None:
        """Give a metric's value now; None means not known."""
        return self._latest.get((self.source_of(subject), metric_id))

    @functools.cached_property
    def last_month(self) -> str | None:
        """The newest month that had ended when the survey was made; None without series."""
        [(newest,)] = self.engine.rows(query("newest_period"))
        if self.surveyed_at is None or newest is None:
            return None
        moment = self.surveyed_at.astimezone(UTC)
        # The running month is in the evidence too, but it is not over.
        ended = month_name(12 * moment.year + moment.month - 2)
        return min(ended, str(newest))

    @functools.cached_property
    def _trends(self) -> Mapping[tuple[str, str], Sequence[float | None]]:
        if self.last_month is None:
            return {}
        rows = self.engine.rows(query("trends"), last=self.last_month)
        return {(subject_id, metric_id): numbers for subject_id, metric_id, *numbers in rows}

    def _trend(
        self, metric_id: str, now: float | None, numbers: Sequence[float | None]
    ) -> Trend | None:
        metric = self.by_id.get(metric_id)
        if metric is None:
            return None
        before, year_ago, latest, mean_before, mean_after, months_before, months_after = numbers
        if metric.series_window == metric.window:
            return trend_of(metric, before, now)
        if metric.series_window != "P1M":
            return trend_of(metric, year_ago, latest)
        if months_before != MONTHS_OF_TREND or months_after != MONTHS_OF_TREND:
            return None
        # Of the same window as the total beside it, so that the two cannot disagree.
        if metric.window == "P12M" and metric.when_empty == "zero" and before and now is not None:
            mean_before, mean_after = before / MONTHS_OF_TREND, now / MONTHS_OF_TREND
        return trend_of(metric, mean_before, mean_after)

    def trend(self, subject: Subject, metric_id: str) -> Trend | None:
        """Where a number is heading; None where there is no full year to compare with.

        Copies that end at different times cannot be compared as a whole: some would be missing
        in the newer year.
        """
        key = (self.source_of(subject), metric_id)
        numbers = self._trends.get(key)
        if numbers is None or subject.id in self._of_many_ages:
            return None
        return self._trend(metric_id, self._latest.get(key), numbers)

    @functools.cached_property
    def _of_many_ages(self) -> frozenset[str]:
        return frozenset(
            id_ for id_, subject in self.subjects.items() if self.older_copies(subject)
        )

    def older_copies(self, subject: Subject) -> int:
        """Count the copies of a subject that end a month or more before its newest one."""
        end = subject.ends_at or self.surveyed_at
        days = (self.subjects[id_].ends_at for id_ in subject.repository_ids)
        return sum(1 for day in days if end and day and end - day >= _A_MONTH)

    def figure(self, subject: Subject, metric: Metric) -> Figure:
        """Give a metric's number for a subject, known or not."""
        value = self.value(subject, metric.id)
        why: Why = "" if value is not None else why_unknown(subject, metric)
        is_least = value is not None and metric.only_grows and subject.id in self._of_many_ages
        return Figure(label_of(metric), value, why, self.trend(subject, metric.id), is_least)

    def months(self, subject: Subject) -> Mapping[str, tuple[Month, ...]]:
        """Give the monthly series of a subject by metric id, gaps as months without a value."""
        if self.last_month is None:
            return {}
        last = month_number(self.last_month)
        found = self.of(_months, subject.id) or {}
        return {metric_id: without_gaps(values, last) for metric_id, values in found.items()}

    def months_of(self, metric_id: str, names: Sequence[str]) -> Mapping[str, tuple[Month, ...]]:
        """Give some months of one metric by the id under which its numbers are kept."""
        found: dict[str, dict[str, float]] = {}
        for subject_id, period, value in self.engine.rows(
            query("series_of_metric"), metric=metric_id, first=names[0], last=names[-1]
        ):
            found.setdefault(subject_id, {})[period] = value
        return {
            subject_id: tuple(Month(name, values.get(name)) for name in names)
            for subject_id, values in found.items()
        }

    def parts(self, subject: Subject) -> Mapping[str, tuple[Part, ...]]:
        """Give the breakdowns of a subject by metric id: largest part first, or as labels count."""
        found = self.of(_parts, subject.id) or {}
        return {metric_id: drawn(parts) for metric_id, parts in found.items()}


def kind_of(group_id: str) -> str:
    """Which kind of group it is, in the words of the office, such as "ministry"."""
    return group_id.removeprefix("group:").partition("/")[0]


def sources(reading: Reading, ids: Sequence[str]) -> Mapping[str, str]:
    """Give the ids under which numbers of subjects are kept, by the ids of the subjects."""
    subjects = (reading.subjects.get(id_) or reading.portfolio for id_ in ids)
    return {id_: reading.source_of(subject) for id_, subject in zip(ids, subjects, strict=True)}


def _months(
    reading: Reading, ids: Sequence[str]
) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """The series of subjects, by metric and period."""
    by_id = sources(reading, ids)
    found: dict[str, dict[str, dict[str, float]]] = {}
    for source_id, metric_id, period, value in reading.engine.rows(
        query("series_of_subjects"),
        ids=sorted(set(by_id.values())),
        last=reading.last_month,
    ):
        found.setdefault(source_id, {}).setdefault(metric_id, {})[period] = value
    return {id_: found[source_id] for id_, source_id in by_id.items() if source_id in found}


def _parts(
    reading: Reading, ids: Sequence[str]
) -> Mapping[str, Mapping[str, list[tuple[str, float]]]]:
    """The breakdowns of subjects, by metric."""
    by_id = sources(reading, ids)
    found: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for source_id, metric_id, label, value in reading.engine.rows(
        query("parts_of_subjects"),
        ids=sorted(set(by_id.values())),
    ):
        found.setdefault(source_id, {}).setdefault(metric_id, []).append((label, value))
    return {id_: found[source_id] for id_, source_id in by_id.items() if source_id in found}


def headline_metrics(metrics: Iterable[Metric]) -> tuple[Metric, ...]:
    """Those that say most, as their definitions claim; those with a series first."""
    claimed = [metric for metric in metrics if metric.headline and not metric.breakdown]
    return tuple(sorted(claimed, key=lambda metric: metric.series_window is None))


def why_unknown(subject: Subject, metric: Metric) -> Why:
    """Say why a number is missing, as far as the coverage tells."""
    if subject.read == 0:
        return "not_read"
    if subject.light and COUNTED_LINES & set(metric.reads):
        return "light"
    if subject.shallow and HISTORY & set(metric.reads):
        return "shallow"
    return "no_evidence"


def without_gaps(values: Mapping[str, float], last: int) -> tuple[Month, ...]:
    """Lay a series out month by month up to the last one; a missing month is not known."""
    first = month_number(min(values))
    names = (month_name(number) for number in range(first, last + 1))
    return tuple(Month(name, values.get(name)) for name in names)


def drawn(parts: Sequence[tuple[str, float]]) -> tuple[Part, ...]:
    """Give each part its share of the largest one; hours, years and zones stay in their order."""
    largest = max((value for _, value in parts), default=0.0)
    if all(_COUNTED.match(label) for label, _ in parts):
        parts = sorted(parts, key=lambda part: _place(part[0]))
    return tuple(
        Part(_without_count(label), value, max(0.0, value / largest) if largest > 0 else 0.0)
        for label, value in parts
    )


def is_counted(parts: Sequence[Part]) -> bool:
    """Tell whether the labels are a scale, such as hours, rather than names."""
    return all(_COUNTED.match(part.label) for part in parts)


def _without_count(label: str) -> str:
    # "1 Monday" is numbered only to be sorted.
    return label[2:] if _NUMBERED.match(label) else label


def _place(label: str) -> tuple[int, int]:
    found = _COUNTED.match(label)
    if found is None:
        return (0, 0)
    hours, minutes = int(found[1]), int(found[2] or 0)
    return (hours, -minutes if found[1].startswith("-") else minutes)
