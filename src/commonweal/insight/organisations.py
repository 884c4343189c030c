# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Organisations behind the work: in which projects, since when, and how many of their people.

Nothing here tells of fewer than `FEWEST_PEOPLE` people: an organisation needs that many, and
every number of a part of its work does, too.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC
from typing import NamedTuple

import msgspec

from commonweal.core.privacy import FEWEST_PEOPLE
from commonweal.insight.names import Named, named
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.measures.compute import guarded_parts

_OTHER = "other"
_PROJECTS, _PROJECTS_NOW, _YEARS = "projects", "projects_now", "years"


class Organisation(msgspec.Struct, frozen=True):
    """What an organisation did in the portfolio, in all and in the last twelve months.

    `is_guessed` where it was told from a mail domain. None stands for a number that tells of few
    people: of at least one and fewer than `FEWEST_PEOPLE`. `arrived` were first seen in the last
    twelve months, `silent` took part in the twelve months before and not since; `is_cut` where a
    history was cut, so that who is new is not known.
    """

    name: str
    is_guessed: bool
    people: int
    commits: int
    projects: int
    people_now: int | None
    commits_now: int | None
    people_before: int | None
    arrived: int | None
    is_cut: bool
    silent: int | None


class ProjectWork(msgspec.Struct, frozen=True):
    """Work of an organisation in a project: commits, people, and percent of all by people.

    Without an `entry` it is several projects of few people together. None is not told, because
    it would tell of few people.
    """

    entry: Named | None
    commits: int | None
    people: int | None
    share: float | None
    commits_now: int | None
    people_now: int | None
    share_now: float | None


class YearWork(msgspec.Struct, frozen=True):
    """Work of an organisation in a calendar year; without a `year`, of years of few people."""

    year: int | None
    commits: int
    people: int | None


class Attribution(msgspec.Struct, frozen=True):
    """Of all commits by people, how many are those of organisations that may be named."""

    commits: int = 0
    commits_now: int = 0
    named: int = 0
    named_now: int = 0


class _Cell(NamedTuple):
    """A part of an organisation's work; None is not told, and people not of several together."""

    commits: int | None
    people: int | None


_NO_WORK, _UNTOLD = _Cell(0, 0), _Cell(None, None)


def organisations(reading: Reading) -> Mapping[str, Organisation]:
    """Give the organisations that may be shown by name, those with the most commits first."""
    return reading.once(_organisations)


def _organisations(reading: Reading) -> Mapping[str, Organisation]:
    reading.once(_offered)
    return {
        name: Organisation(
            name,
            is_guessed,
            people,
            commits,
            projects,
            _told(people_now),
            commits_now if _told(people_now) is not None else None,
            _told(people_before),
            None if arrived is None else _told(arrived),
            arrived is None,
            _told(silent),
        )
        for (
            name, is_guessed, people, commits, projects, people_now, commits_now, people_before,
            arrived, silent,
        ) in reading.engine.rows(query("organisation_totals"))
    }  # fmt: skip


def _told(people: int) -> int | None:
    return people if people == 0 or people >= FEWEST_PEOPLE else None


def _offered(reading: Reading) -> None:
    surveyed_at = reading.surveyed_at and reading.surveyed_at.astimezone(UTC).replace(tzinfo=None)
    reading.engine.offer(
        "organisation_work",
        query("organisation_work"),
        fewest=FEWEST_PEOPLE,
        surveyed_at=surveyed_at,
    )


def attribution(reading: Reading, subject_id: str = "portfolio") -> Attribution:
    """Say for how much of a subject's work the organisation can be named."""
    return reading.once(_attributions).get(subject_id, Attribution())


def _attributions(reading: Reading) -> Mapping[str, Attribution]:
    reading.once(_offered)
    rows = reading.engine.rows(query("work_of_subjects"))
    return {subject_id: Attribution(*numbers) for subject_id, *numbers in rows}


def _cells(reading: Reading) -> Mapping[tuple[str, str], Mapping[str, _Cell]]:
    """What may be told of the parts of each organisation's work, by label."""
    reading.once(_offered)
    sql = query("organisation_parts")
    found: dict[tuple[str, str], dict[str, _Cell]] = defaultdict(dict)
    people: dict[tuple[str, str, str], int] = {}
    for name, breakdown, label, _, count in reading.engine.rows(sql):
        people[name, breakdown, label] = count
        found[name, breakdown][label] = _UNTOLD
    for name, breakdown, label, commits in guarded_parts(reading.engine, sql):
        found[name, breakdown][label] = _Cell(int(commits), people.get((name, breakdown, label)))
    return found


def projects_of(reading: Reading, name: str) -> tuple[ProjectWork, ...]:
    """Give the projects that an organisation worked at, those with the most commits first."""
    of = reading.once(_cells)
    ever, now = of.get((name, _PROJECTS), {}), of.get((name, _PROJECTS_NOW), {})
    # What stands among the others, or tells of few, has no row of its own.
    told = [
        label
        for label in {**ever, **now}
        if any(cells.get(label, _UNTOLD).commits is not None for cells in (ever, now))
    ]
    rows = [_project(reading, label, ever, now) for label in told]
    return tuple(sorted(rows, key=_size))


def _project(
    reading: Reading, label: str, ever: Mapping[str, _Cell], now: Mapping[str, _Cell]
) -> ProjectWork:
    entry_id = "" if label == _OTHER else label.partition(" ")[2]
    none = _NO_WORK if entry_id else _UNTOLD
    of, recent = ever.get(label, none), now.get(label, none)
    work = attribution(reading, entry_id)
    return ProjectWork(
        entry=named(reading, entry_id) if entry_id else None,
        commits=of.commits,
        people=of.people,
        share=_percent(of, work.commits),
        commits_now=recent.commits,
        people_now=recent.people,
        share_now=_percent(recent, work.commits_now),
    )


def _percent(part: _Cell, whole: int) -> float | None:
    return 100.0 * part.commits / whole if part.commits is not None and whole else None


def _size(row: ProjectWork) -> tuple[object, ...]:
    name = row.entry.name if row.entry else ""
    return (row.entry is None, -(row.commits or 0), -(row.commits_now or 0), name)


def years_of(reading: Reading, name: str) -> tuple[YearWork, ...]:
    """Give the years of an organisation's work, the newest first."""
    rows = [
        YearWork(
            None if label == _OTHER else int(label.partition(" ")[2]), cell.commits, cell.people
        )
        for label, cell in reading.once(_cells).get((name, _YEARS), {}).items()
        if cell.commits is not None
    ]
    return tuple(sorted(rows, key=lambda row: -(row.year or 0)))
