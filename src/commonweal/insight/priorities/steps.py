# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The steps of the list as every page, command and file shows them: slices of one order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from commonweal.core.ids import PORTFOLIO
from commonweal.insight.findings import ProbeLabel, findings_against, label_of_probe
from commonweal.insight.impact import depends_on
from commonweal.insight.priorities.catalogue import reasons
from commonweal.insight.priorities.definition import (
    SERIOUS,
    URGENT,
    Class,
    Reason,
    Topic,
    effort_within,
)
from commonweal.insight.priorities.occurrences import Occurrence, occurrences
from commonweal.insight.priorities.rank import Ranked, ranked
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.results import (
    ControlLabel,
    StandardLabel,
    judged_as,
    label_of_control,
    label_of_standard,
)
from commonweal.measures.find import ENGINE_REASONS
from commonweal.measures.probe import Effort, Probe


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with `{values}` to fill; it is translated under its `context`."""

    context: str
    text: str
    values: dict[str, Any] = {}

    def plain(self) -> str:
        """Fill it in English, for a terminal."""
        return self.text.format_map(_Known(self.values))


class _Known(dict[str, Any]):
    """Values by name; what a sentence asks for and nobody knows stays empty."""

    def __missing__(self, name: str) -> str:
        return ""


class StepProject(msgspec.Struct, frozen=True):
    """A project that a step is for. `lacking` are parts seen to be missing in a file."""

    id: str
    name: str
    place: str
    lacking: tuple[str, ...]


class Why(msgspec.Struct, frozen=True):
    """Why a step stands where it stands: its class, and its worth within it.

    `settles` is what it settles in every project times what depends on that project, added
    up; `worth` is that over `hours`.
    """

    class_: Class = msgspec.field(name="class")
    settles: float
    depends: float
    hours: float
    worth: float


class Step(msgspec.Struct, frozen=True):
    """One thing to do, in all projects that it is for, heaviest first.

    `kind` tells whether something is done or a question answered. `number` is its place in
    the list of the whole portfolio, from 1. `settles` are the controls that it settles.
    """

    id: str
    number: int
    kind: Literal["do", "answer"]
    topic: Topic
    class_: Class = msgspec.field(name="class")
    reason_id: str
    target: str
    reason: Sentence
    remedy: Sentence
    effort: Effort
    probe: ProbeLabel | None
    projects: tuple[StepProject, ...]
    settles: tuple[ControlLabel, ...]
    standards: tuple[StandardLabel, ...]
    why: Why


def steps_of(
    reading: Reading, subject_id: str | None = None, *, topics: Iterable[Topic] = ()
) -> tuple[Step, ...]:
    """Give the steps of the whole portfolio, or those that are for one subject, in one order.

    A repository shares the steps of its project. With `topics`, only steps about these.
    """
    wanted = frozenset(topics)
    judged = _subject(reading, subject_id)
    found = []
    for number, step in enumerate(reading.once(_ranked), 1):
        members = [one for one in step.occurrences if judged in (None, one.subject_id)]
        if members and (not wanted or step.reason.topic in wanted):
            found.append(_step(reading, number, step, members))
    return tuple(found)


def _subject(reading: Reading, subject_id: str | None) -> str | None:
    """The entry of the portfolio that a subject is of; None for all and the office together."""
    if subject_id is None:
        return None
    subject = reading.subjects.get(subject_id)
    if subject is None or subject.kind != "repository":
        return subject_id
    judged = judged_as(reading, subject)
    return reading.entry_of(judged)


def _ranked(reading: Reading) -> tuple[Ranked, ...]:
    of_entries = {entry.id for entry in reading.entries} | {reading.portfolio.id}
    members = [one for one in occurrences(reading) if one.subject_id in of_entries]
    return ranked(members, reasons(), depends_on(reading))


def _step(reading: Reading, number: int, step: Ranked, members: list[Occurrence]) -> Step:
    first = members[0]
    probe = reading.probes.get(step.target) if step.reason.source in ("probe", "gaps") else None
    label = label_of_probe(probe) if probe else None
    controls = tuple(dict.fromkeys(control for one in members for control in one.controls))
    return Step(
        id=step.id,
        number=number,
        kind="answer" if step.reason.source == "questions" else "do",
        topic=step.reason.topic,
        class_=step.class_,
        reason_id=step.reason.id,
        target=step.target,
        reason=_reason(reading, step.reason, probe, members),
        remedy=_remedy(step.reason, probe, first),
        effort=effort_within(step.hours),
        probe=label,
        projects=tuple(_project(reading, one, probe) for one in members),
        settles=tuple(_control(reading, *control) for control in controls),
        standards=tuple(
            label_of_standard(reading.standards[standard_id])
            for standard_id in dict.fromkeys(standard_id for standard_id, _ in controls)
        ),
        why=Why(step.class_, step.settles, step.depends, step.hours, step.worth),
    )


def _reason(
    reading: Reading, reason: Reason, probe: Probe | None, members: list[Occurrence]
) -> Sentence:
    """What was found; of several projects it is said without the numbers of each."""
    first, is_alone = members[0], len(members) == 1
    if probe is not None and is_alone:
        return _finding(reading, reason, probe, first)
    if probe is not None and reason.source == "probe" and not probe.wanted:
        return Sentence(f"{probe.id}.title", probe.title)
    name = first.reason if probe is None else "asked"
    if not is_alone and f"{name}_many" in reason.reasons:
        name = f"{name}_many"
    return Sentence(f"{reason.id}.reasons.{name}", reason.reasons.get(name, ""), dict(first.values))


def _finding(reading: Reading, reason: Reason, probe: Probe, occurrence: Occurrence) -> Sentence:
    """The probe's own sentence, with what it found in the project."""
    name, values = occurrence.reason, dict(occurrence.values)
    if reason.source == "gaps":
        found = findings_against(reading, occurrence.subject_id).get(probe.id)
        if found is None:
            return Sentence(f"{reason.id}.reasons.asked", reason.reasons["asked"])
        name, values = found
    text = probe.reasons.get(name, ENGINE_REASONS.get(name, ""))
    return Sentence(f"{probe.id}.reasons.{name}", text, values)


def _remedy(reason: Reason, probe: Probe | None, first: Occurrence) -> Sentence:
    if probe is not None:
        return Sentence(f"{probe.id}.remedy", probe.remedy)
    text = reason.remedies[first.remedy]
    return Sentence(f"{reason.id}.remedies.{first.remedy}", text, dict(first.values))


def _project(reading: Reading, occurrence: Occurrence, probe: Probe | None) -> StepProject:
    subject_id = occurrence.subject_id
    subject = reading.subjects.get(subject_id, reading.portfolio)
    if probe is None:
        return StepProject(subject_id, subject.name, occurrence.place, ())
    lacking = reading.once(_lacking).get((subject_id, probe.id), ())
    place = occurrence.place or reading.once(_first_places).get((subject_id, probe.id), "")
    labels = tuple(probe.labels[label] for label in probe.labels if label in lacking)
    return StepProject(subject_id, subject.name, place, labels)


def _first_places(reading: Reading) -> Mapping[tuple[str, str], str]:
    """Where the first thing is that speaks against a probe, by subject and probe."""
    rows = reading.engine.rows(query("first_places"))
    return {(subject_id, probe_id): place for subject_id, probe_id, place in rows}


def _lacking(reading: Reading) -> Mapping[tuple[str, str], frozenset[str]]:
    """Parts that a probe looked for in a file and did not see, by subject and probe."""
    rows = reading.engine.rows(query("lacking_labels"))
    return {(subject_id, probe_id): frozenset(labels) for subject_id, probe_id, labels in rows}


def _control(reading: Reading, standard_id: str, control_id: str) -> ControlLabel:
    standard = reading.standards[standard_id]
    control = next(control for control in standard.control if control.id == control_id)
    return label_of_control(standard, control)


def urgent_steps(reading: Reading) -> Mapping[str, int]:
    """Count the steps of each project that are more than asked for: of the first classes."""
    found: Counter[str] = Counter()
    for step in reading.once(_ranked):
        if step.class_ in SERIOUS:
            found.update({one.subject_id for one in step.occurrences})
    return found


def urgent_projects(steps: Iterable[Step]) -> int:
    """Count the projects where somebody can be harmed now, or that may stop."""
    return len(
        {project.id for step in steps if step.class_ in URGENT for project in step.projects}
        - {PORTFOLIO}
    )
