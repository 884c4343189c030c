# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A project's assessment: every control of every standard that applies, and what settled it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.insight.findings import ProbeLabel, label_of_probe
from commonweal.insight.places import is_web_address
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import (
    ControlLabel,
    Standing,
    judged_as,
    label_of_control,
    standings,
)

# The year in which falls due what never does.
_FOREVER = 9999


class Line(msgspec.Struct, frozen=True):
    """A control with its verdict. `because` is a person's reason.

    `probe` is what decided, and `outcome` what it said: of the part with that label where
    there is one; empty where the repositories of a project differ.
    """

    control: ControlLabel
    verdict: str
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
    """A standard with its lines."""

    standing: Standing
    lines: tuple[Line, ...]


class Assessment(msgspec.Struct, frozen=True):
    """Every control that applies to a subject, by standard."""

    subject: Subject
    sections: tuple[Section, ...]


def assessment(reading: Reading, subject_id: str, standard_id: str | None = None) -> Assessment:
    """Read it for a project, a repository or the portfolio; of one standard or of all."""
    subject = reading.subjects.get(subject_id)
    if subject_id == reading.portfolio.id:
        subject = reading.portfolio
    if subject is None:
        raise InputMissing(
            message("there is no project or repository %(subject_id)s", subject_id=subject_id)
        )
    judged = judged_as(reading, subject)
    return Assessment(
        subject,
        tuple(
            Section(standing, _lines(reading, judged, standing.standard.id))
            for standing in standings(reading).get(judged, ())
            if standard_id in (None, standing.standard.id)
        ),
    )


def _lines(reading: Reading, subject_id: str, standard_id: str) -> tuple[Line, ...]:
    standard = reading.standards[standard_id]
    rows = (reading.of(_verdicts, subject_id) or {}).get(standard_id, {})
    said = reading.of(_said, subject_id) or {}
    found = []
    for control in standard.control:
        if control.id not in rows:
            continue
        verdict, basis, evidence, suggested, fact, because, link, stated, due, over = rows[
            control.id
        ]
        probe_id, _, label = (fact or "").partition(":")
        probe = reading.probes.get(probe_id)
        found.append(
            Line(
                control=label_of_control(standard, control),
                verdict=verdict,
                basis=basis,
                evidence=evidence,
                suggested=suggested,
                probe=label_of_probe(probe) if probe else None,
                has_fact=(probe_id, "") in said,
                outcome=said.get((probe_id, label), said.get((probe_id, ""), "")),
                label=label,
                because=because,
                link=link if link and is_web_address(link) else None,
                stated_at=_aware(stated),
                due_at=_aware(due) if due and due.year < _FOREVER else None,
                is_overdue=bool(over),
            )
        )
    return tuple(found)


def _verdicts(
    reading: Reading, ids: Sequence[str]
) -> Mapping[str, Mapping[str, Mapping[str, tuple[Any, ...]]]]:
    """The verdicts of subjects, by standard and control."""
    found: dict[str, dict[str, dict[str, tuple[Any, ...]]]] = {}
    for subject_id, standard_id, control_id, *said in reading.engine.rows(
        query("verdicts_of_subjects"), subjects=list(ids)
    ):
        found.setdefault(subject_id, {}).setdefault(standard_id, {})[control_id] = tuple(said)
    return found


def _said(reading: Reading, ids: Sequence[str]) -> Mapping[str, Mapping[tuple[str, str], str]]:
    """What probes and their parts said of subjects, by probe and label."""
    found: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for subject_id, probe_id, label, outcome in reading.engine.rows(
        query("said_of_subjects"), subjects=list(ids)
    ):
        found[subject_id][probe_id, label] = outcome
    return found


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
