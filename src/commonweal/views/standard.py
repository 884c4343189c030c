# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One standard: its controls by the projects that are asked, a dozen projects a page."""

from collections.abc import Mapping

import msgspec

from commonweal.core.problem import InputMissing
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import (
    ControlLabel,
    StandardLabel,
    Standing,
    count_of,
    label_of_control,
    label_of_standard,
    standings,
)

PROJECTS = 12


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
        known = ", ".join(reading.standards)
        raise InputMissing(f"there is no standard {standard_id}", fix=f"Known are: {known}.")
    verdicts = _verdicts(reading, standard_id)
    is_office = standard.subject == "office"
    subjects = (reading.portfolio,) if is_office else reading.entries
    asked = [subject for subject in subjects if _applies(verdicts.get(subject.id, {}))]
    shown = asked[(number - 1) * PROJECTS : number * PROJECTS]
    found = standings(reading)
    rows = [
        Row(
            label_of_control(standard, control),
            tuple(verdicts[one.id].get(control.id, "unknown") for one in shown),
            count_of(verdicts[one.id].get(control.id, "unknown") for one in asked),
        )
        for control in standard.control
    ]
    return Page(
        standard=label_of_standard(standard),
        subjects=tuple(shown),
        standings=tuple(_of_standard(found.get(one.id, ()), standard_id) for one in shown),
        groups=_grouped(rows),
        number=number,
        pages=max(1, -(-len(asked) // PROJECTS)),
        projects=len(asked),
    )


def _verdicts(reading: Reading, standard_id: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for subject_id, control_id, verdict in reading.engine.rows(
        "select subject_id, control_id, verdict from verdict "
        "where standard_id = $standard order by subject_id, control_id",
        standard=standard_id,
    ):
        found.setdefault(subject_id, {})[control_id] = verdict
    return found


def _applies(verdicts: Mapping[str, str]) -> bool:
    return any(verdict != "not_applicable" for verdict in verdicts.values())


def _of_standard(found: tuple[Standing, ...], standard_id: str) -> Standing | None:
    return next((one for one in found if one.standard.id == standard_id), None)


def _grouped(rows: list[Row]) -> tuple[Group, ...]:
    levels = dict.fromkeys(row.control.level for row in rows)
    return tuple(
        Group(level, tuple(row for row in rows if row.control.level == level)) for level in levels
    )
