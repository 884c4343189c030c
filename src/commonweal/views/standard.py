# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One standard: its controls by the projects that are asked, sixty projects a page."""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from commonweal.core.message import defined, message
from commonweal.core.near import did_you_mean, id_named, near
from commonweal.core.problem import InputMissing
from commonweal.insight.fingerprints import fingerprints_of_standards
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import (
    ControlLabel,
    StandardLabel,
    Standing,
    count_of,
    label_of_control,
    label_of_standard,
    standings,
    verdicts_on,
)
from commonweal.standards.catalogue import titles_of
from commonweal.standards.definition import Standard
from commonweal.views.definition import Column, Definition, Keys, Location, Table, columns

PROJECTS = 60


class Row(msgspec.Struct, frozen=True):
    """A control with the verdict of each project of the page, and the counts over all projects."""

    control: ControlLabel
    verdicts: tuple[str, ...]
    counts: dict[str, int]


class Group(msgspec.Struct, frozen=True):
    """The controls of a level; a standard without levels has one group without a title."""

    level: str
    rows: tuple[Row, ...]


class Page(msgspec.Struct, frozen=True):
    """A standard."""

    standard: StandardLabel
    subjects: tuple[Subject, ...]
    standings: tuple[Standing | None, ...]
    groups: tuple[Group, ...]
    number: int
    pages: int
    projects: int


def page(reading: Reading, standard_id: str, number: int = 1) -> Page:
    """Read one page of a standard, or say that there is no such standard; pages count from 1."""
    standard = reading.standards.get(standard_id)
    if standard is None:
        raise _unknown_standard(reading, standard_id)
    matrix = reading.once(_matrices)(standard)
    shown = matrix.subjects[(number - 1) * PROJECTS : number * PROJECTS]
    found = standings(reading)
    rows = [
        Row(
            label,
            tuple(matrix.verdicts[subject.id].get(control.id, "unknown") for subject in shown),
            counts,
        )
        for control, label, counts in zip(
            standard.control, matrix.labels, matrix.counts, strict=True
        )
    ]
    return Page(
        standard=label_of_standard(standard),
        subjects=tuple(shown),
        standings=tuple(_of_standard(found.get(subject.id, ()), standard_id) for subject in shown),
        groups=_grouped(rows),
        number=number,
        pages=_pages(matrix.subjects),
        projects=len(matrix.subjects),
    )


def _unknown_standard(reading: Reading, standard_id: str) -> InputMissing:
    """Say what may be meant: a standard of a like name, or a project of this one."""
    what = message("there is no standard %(standard_id)s", standard_id=standard_id)
    projects = {entry.id.removeprefix("project:"): (entry.name,) for entry in reading.entries}
    if project := id_named(standard_id, projects):
        return InputMissing(
            what,
            fix=message(
                "%(name)s is a project: `commonweal assess --project %(name)s`.", name=project
            ),
        )
    close = near(standard_id, titles_of(reading.standards))
    known = ", ".join(reading.standards)
    return InputMissing(
        what, fix=did_you_mean(close) if close else message("Known are: %(known)s.", known=known)
    )


def _made_of(reading: Reading, standard_id: str, number: int) -> object:
    """What a page shows: its subjects, where they stand, and the verdicts on all of them."""
    subjects = reading.once(_subjects_by_standard)(reading.standards[standard_id])
    shown, found = subjects[(number - 1) * PROJECTS : number * PROJECTS], standings(reading)
    return (
        fingerprints_of_standards(reading).get(standard_id, ""),
        len(subjects),
        [(subject, _of_standard(found.get(subject.id, ()), standard_id)) for subject in shown],
    )


def _subjects_by_standard(reading: Reading) -> Callable[[Standard], Sequence[Subject]]:
    """The subjects that a standard applies to, by standard."""
    return functools.cache(lambda standard: _subjects_of(reading, standard))


def _subjects_of(reading: Reading, standard: Standard) -> Sequence[Subject]:
    subjects = (reading.portfolio,) if standard.subject == "office" else reading.entries
    found = standings(reading)
    return [subject for subject in subjects if _of_standard(found.get(subject.id, ()), standard.id)]


class _Matrix(NamedTuple):
    """Verdicts of the subjects that a standard applies to, and how they count by control."""

    subjects: Sequence[Subject]
    verdicts: Mapping[str, Mapping[str, str]]
    labels: Sequence[ControlLabel]
    counts: Sequence[dict[str, int]]


def _matrices(reading: Reading) -> Callable[[Standard], _Matrix]:
    """Matrices by standard, each read once for all its pages."""
    return functools.cache(lambda standard: _matrix(reading, standard))


def _matrix(reading: Reading, standard: Standard) -> _Matrix:
    verdicts = verdicts_on(reading, standard.id)
    subjects = reading.once(_subjects_by_standard)(standard)
    return _Matrix(
        subjects,
        verdicts,
        [label_of_control(standard, control) for control in standard.control],
        [
            count_of(verdicts[subject.id].get(control.id, "unknown") for subject in subjects)
            for control in standard.control
        ],
    )


def _pages(subjects: Sequence[Subject]) -> int:
    return max(1, -(-len(subjects) // PROJECTS))


def _keys(reading: Reading) -> Iterator[Keys]:
    """Give the pages of each standard: as many as the subjects that it applies to need."""
    for standard in reading.standards.values():
        for number in range(_pages(reading.once(_subjects_by_standard)(standard))):
            yield (standard.id, number + 1)


def _of_standard(found: tuple[Standing, ...], standard_id: str) -> Standing | None:
    return next((standing for standing in found if standing.standard.id == standard_id), None)


def _grouped(rows: list[Row]) -> tuple[Group, ...]:
    levels = dict.fromkeys(row.control.level for row in rows)
    return tuple(
        Group(level, tuple(row for row in rows if row.control.level == level)) for level in levels
    )


VERDICTS = Table(
    columns(
        Column("project", message("Id of the project"), lambda row: row[0].id),
        Column("control", message("Id of the control: standard/control"), lambda row: row[1].id),
        Column("name", message("Name of the project"), lambda row: row[0].name),
        Column("title", message("What the control asks for"), lambda row: row[1].title),
        Column("remedy", message("What to do where it is not met"), lambda row: row[1].remedy),
        Column("verdict", message("met, not_met, unknown or not_applicable"), lambda row: row[2]),
    ),
    lambda found: [
        (subject, row.control, verdict)
        for group in found.groups
        for row in group.rows
        for subject, verdict in zip(found.subjects, row.verdicts, strict=True)
    ],
)
PAGES = (
    Definition(
        "standard",
        "standards/{standard}{number}.html",
        lambda reading, id_, _: defined(f"{id_}.title", reading.standards[id_].title),
        page,
        keys=_keys,
        inputs=_made_of,
        above=lambda *_: Location("standards", (1,)),
        table=VERDICTS,
        is_table_alone=True,
    ),
)
