# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The order of the list: by class, and within a class by what a step is worth.

A step's worth is what it settles in each project, times what depends on that project,
added up over the projects and divided by the effort. The same step in several projects
costs its effort once: the second time is a copy of the first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from commonweal.insight.priorities.definition import CLASSES, Class, Reason
from commonweal.insight.priorities.occurrences import Occurrence


class Ranked(NamedTuple):
    """One step with all that it is for, heaviest project first."""

    reason: Reason
    target: str
    class_: Class
    occurrences: tuple[Occurrence, ...]
    settles: float
    depends: float
    hours: float

    @property
    def id(self) -> str:
        """A name that stays the same from survey to survey."""
        return f"{self.reason.id}:{self.target}" if self.target else self.reason.id

    @property
    def worth(self) -> float:
        """What the step is worth, by which it stands within its class."""
        return self.settles / self.hours


def ranked(
    occurrences: Iterable[Occurrence],
    reasons: Mapping[str, Reason],
    depends: Mapping[str, float],
) -> tuple[Ranked, ...]:
    """Group occurrences into steps and put them in order; ties break on the step's id.

    `depends` says how much stands on each project, itself included; the office's own
    steps count as much as one project.
    """
    grouped: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        grouped[occurrence.reason_id, occurrence.target].append(occurrence)
    steps = [
        _ranked(reasons[reason_id], target, members, depends)
        for (reason_id, target), members in grouped.items()
    ]
    steps.sort(key=lambda step: (CLASSES.index(step.class_), -step.worth, step.id))
    return tuple(steps)


def _ranked(
    reason: Reason, target: str, members: list[Occurrence], depends: Mapping[str, float]
) -> Ranked:
    members.sort(key=lambda member: (-depends.get(member.subject_id, 1.0), member.subject_id))
    # The worst decides where the step stands, and what is said of it.
    class_ = min((reason.class_of(member.grade) for member in members), key=CLASSES.index)
    first = next(member for member in members if reason.class_of(member.grade) == class_)
    return Ranked(
        reason=reason,
        target=target,
        class_=class_,
        occurrences=(first, *(member for member in members if member is not first)),
        settles=sum(member.settled * depends.get(member.subject_id, 1.0) for member in members),
        depends=sum(depends.get(member.subject_id, 1.0) for member in members),
        hours=first.hours,
    )
