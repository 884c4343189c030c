# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where subjects stand in standards: counts, levels, scores."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject
from commonweal.standards.definition import Control, Standard

VERDICTS = ("met", "not_met", "unknown", "not_applicable")


class StandardLabel(msgspec.Struct, frozen=True):
    """What a page needs to name a standard; texts are translated under its `id`."""

    id: str
    title: str
    short: str
    version: str
    purpose: str
    note: str
    score: str
    link: str
    licence: str
    steward: str


class ControlLabel(msgspec.Struct, frozen=True):
    """What a page needs to name a control; `id` is `standard/control`, the context of its texts."""

    id: str
    number: str
    title: str
    question: str
    remedy: str
    note: str
    level: str
    settle: str
    link: str


class Standing(msgspec.Struct, frozen=True):
    """A subject in a standard. `level` is what was reached: "" nothing yet, None no levels."""

    standard: StandardLabel
    met: int
    not_met: int
    unknown: int
    not_applicable: int
    level: str | None
    levels: int
    level_no: int | None
    score: float | None
    score_most: float | None
    score_coverage: float | None
    score_word: str

    @property
    def applicable(self) -> int:
        """Controls that apply."""
        return self.met + self.not_met + self.unknown


def label_of_standard(standard: Standard) -> StandardLabel:
    """Name a standard."""
    return StandardLabel(
        id=standard.id,
        title=standard.title,
        short=standard.short,
        version=standard.version,
        purpose=standard.purpose,
        note=standard.note,
        score=standard.score,
        link=standard.link,
        licence=standard.licence,
        steward=standard.steward,
    )


def label_of_control(standard: Standard, control: Control) -> ControlLabel:
    """Name a control."""
    titles = {level.id: level.title for level in standard.level}
    return ControlLabel(
        id=f"{standard.id}/{control.id}",
        number=control.id,
        title=control.title,
        question=control.question,
        remedy=control.remedy,
        note=control.note,
        level=titles.get(control.level, ""),
        settle=control.settle,
        link=control.link or standard.link,
    )


def judged_as(reading: Reading, subject: Subject) -> str:
    """Under which id verdicts keep a subject: a project of one repository stands for both."""
    if subject.kind != "repository" or subject.id in reading.once(_judged):
        return subject.id
    return reading.once(_projects).get(subject.id, subject.id)


def _judged(reading: Reading) -> frozenset[str]:
    rows = reading.engine.rows(query("judged_subjects"))
    return frozenset(subject_id for (subject_id,) in rows)


def _projects(reading: Reading) -> Mapping[str, str]:
    return dict(reading.engine.rows(query("projects_of_repositories")))


def standings(reading: Reading) -> Mapping[str, tuple[Standing, ...]]:
    """Every subject's standings in order of the standards, without those where nothing applies."""
    return reading.once(_standings)


def _standings(reading: Reading) -> Mapping[str, tuple[Standing, ...]]:
    found: dict[str, list[Standing]] = {}
    for subject_id, standard_id, *columns in reading.engine.rows(query("standings")):
        standard = reading.standards.get(standard_id)
        if standard and sum(columns[:3]):
            found.setdefault(subject_id, []).append(_standing(standard, columns))
    return {subject_id: tuple(some) for subject_id, some in found.items()}


def _standing(standard: Standard, columns: Sequence[Any]) -> Standing:
    met, not_met, unknown, not_applicable, level_no, score, most, coverage, word = columns
    titles = ("", *(level.title for level in standard.level))
    return Standing(
        standard=label_of_standard(standard),
        met=met,
        not_met=not_met,
        unknown=unknown,
        not_applicable=not_applicable,
        level=None if level_no is None else titles[level_no],
        levels=len(standard.level),
        level_no=level_no,
        score=score,
        score_most=most,
        score_coverage=coverage,
        score_word=word or "",
    )


class Overall(msgspec.Struct, frozen=True):
    """All projects in a standard: controls of all of them together.

    `change` is how many more are met than at the survey before, of the projects that both
    surveys know; None where there is no such project, or where the standard was asked in
    another version then.
    """

    standard: StandardLabel
    of_projects: bool
    projects: int
    met: int
    not_met: int
    unknown: int
    change: int | None

    @property
    def applicable(self) -> int:
        """Controls that apply, of all projects."""
        return self.met + self.not_met + self.unknown


def overall(reading: Reading) -> tuple[Overall, ...]:
    """Every standard that applies to some project, and the office's own."""
    changes = _changes(reading, reading.previous) if reading.previous else {}
    return tuple(
        Overall(
            label_of_standard(reading.standards[standard_id]),
            reading.standards[standard_id].subject == "project",
            projects,
            met,
            not_met,
            unknown,
            changes.get((standard_id, version)),
        )
        for (standard_id, version), (projects, met, not_met, unknown) in _totals(reading).items()
        if standard_id in reading.standards
    )


def _changes(reading: Reading, before: Reading) -> Mapping[tuple[str, str], int]:
    """Compare project by project, so that a new one or one that left is no change."""
    then, changes = _met(before), Counter[tuple[str, str]]()
    for key, met in _met(reading).items():
        if key in then:
            changes[key[1:]] += met - then[key]
    return changes


def _met(reading: Reading) -> Mapping[tuple[str, str, str], int]:
    """Controls met by subject, standard and its version."""
    rows = reading.engine.rows(query("standing_met"))
    return {row[:3]: row[3] for row in rows}


def _totals(reading: Reading) -> Mapping[tuple[str, str], tuple[int, int, int, int]]:
    rows = reading.engine.rows(query("standing_totals"))
    return {(row[0], row[1]): row[2:] for row in rows}


def verdicts_on(reading: Reading, standard_id: str) -> Mapping[str, Mapping[str, str]]:
    """Every subject's verdicts on a standard, by control."""
    found: dict[str, dict[str, str]] = {}
    for subject_id, control_id, verdict in reading.engine.rows(
        query("verdicts_of_standard"), standard=standard_id
    ):
        found.setdefault(subject_id, {})[control_id] = verdict
    return found


def standards_for(reading: Reading, subject: Literal["project", "office"]) -> tuple[Standard, ...]:
    """Standards that are asked of projects, or of the office."""
    return tuple(standard for standard in reading.standards.values() if standard.subject == subject)


def count_of(verdicts: Iterable[str]) -> dict[str, int]:
    """Count verdicts by kind."""
    counts = Counter(verdicts)
    return {verdict: counts[verdict] for verdict in VERDICTS}
