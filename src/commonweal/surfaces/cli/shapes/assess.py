# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal assess --json` prints."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._result import ControlLabel, ProbeLabel, StandardLabel, Standing
from commonweal.surfaces.cli.shapes._subject import Subject

Verdict = Literal["met", "not_met", "unknown", "not_applicable"]


class ProjectRow(msgspec.Struct, frozen=True):
    """A project with its results.

    subject: The project.
    standings: Its result in each standard of `columns`; null where the standard does not apply.
    """

    subject: Subject
    standings: tuple[Standing | None, ...]


class AllStandards(msgspec.Struct, frozen=True):
    """Projects by standards: `commonweal assess --json`.

    columns: The standards.
    rows: The projects.
    office: The results of the office itself.
    number: The number of this part of the list, from 1.
    pages: How many parts the list has.
    version: Version of this shape.
    """

    columns: tuple[StandardLabel, ...]
    rows: tuple[ProjectRow, ...]
    office: tuple[Standing, ...]
    number: int
    pages: int
    version: Literal[1] = 1


class ControlRow(msgspec.Struct, frozen=True):
    """A control with its verdicts.

    control: The control.
    verdicts: The verdict for each project of `subjects`.
    counts: How many of all projects have each verdict.
    """

    control: ControlLabel
    verdicts: tuple[Verdict, ...]
    counts: dict[str, int]


class ControlGroup(msgspec.Struct, frozen=True):
    """The controls of a level.

    level: The level; empty where the standard has no levels.
    rows: The controls.
    """

    level: str
    rows: tuple[ControlRow, ...]


class OneStandard(msgspec.Struct, frozen=True):
    """One standard, control by control: `commonweal assess STANDARD --json`.

    standard: The standard.
    subjects: The first projects.
    standings: Their results; null where the standard does not apply.
    groups: The controls by level.
    number: The number of this part of the list, from 1.
    pages: How many parts the list has.
    projects: How many projects there are.
    version: Version of this shape.
    """

    standard: StandardLabel
    subjects: tuple[Subject, ...]
    standings: tuple[Standing | None, ...]
    groups: tuple[ControlGroup, ...]
    number: int
    pages: int
    projects: int
    version: Literal[1] = 1


class ControlLine(msgspec.Struct, frozen=True):
    """A control with its verdict, and what settled it.

    control: The control.
    verdict: The verdict.
    basis: What settled it: evidence, answer, both, rule or none.
    evidence: The verdict that evidence alone gives.
    suggested: The verdict that a machine suggests to a person; null where it suggests none.
    probe: The fact that decided; null where none did.
    has_fact: Whether this fact was looked for in the repositories.
    outcome: What the fact is: true, false, unknown or not_applicable; may be empty.
    label: The part of the fact that decided; empty where it was the whole.
    because: The reason that a person gave; null where nobody answered.
    link: The web address that a person gave; null where there is none.
    stated_at: When a person answered; null where nobody did.
    due_at: When it is to be answered again; null where there is no such day.
    is_overdue: Whether that day has passed.
    """

    control: ControlLabel
    verdict: Verdict
    basis: str
    evidence: str
    suggested: str | None
    probe: ProbeLabel | None
    has_fact: bool
    outcome: str
    label: str
    because: str | None
    link: str | None
    stated_at: datetime | None
    due_at: datetime | None
    is_overdue: bool


class Section(msgspec.Struct, frozen=True):
    """A standard with its controls.

    standing: The result in numbers.
    lines: The controls.
    """

    standing: Standing
    lines: tuple[ControlLine, ...]


class Assessment(msgspec.Struct, frozen=True):
    """One project, control by control: `commonweal assess --project NAME --json`.

    subject: The project.
    sections: The standards that apply to it.
    version: Version of this shape.
    """

    subject: Subject
    sections: tuple[Section, ...]
    version: Literal[1] = 1


DOCUMENTS = {"assess": Printed((AllStandards, OneStandard, Assessment))}
