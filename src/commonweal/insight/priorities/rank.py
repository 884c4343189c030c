# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The order of the list: by class, and within a class by what a step is worth.

A step's worth is what it settles in each project, times what depends on that project,
added up over the projects and divided by the effort. The same step in several projects
costs its effort once: the second time is a copy of the first.
"""

from collections.abc import Iterable
from typing import NamedTuple

from commonweal.evidence import Engine
from commonweal.insight.priorities.definition import CLASSES, Class
from commonweal.insight.queries import query


class Ranked(NamedTuple):
    """One step: the reason, what to act on, and what decides where it stands."""

    reason_id: str
    target: str
    class_: Class
    projects: int
    settles: float
    depends: float
    hours: float

    @property
    def id(self) -> str:
        """A name that stays the same from survey to survey."""
        return f"{self.reason_id}:{self.target}" if self.target else self.reason_id

    @property
    def worth(self) -> float:
        """What the step is worth, by which it stands within its class."""
        return self.settles / self.hours


def ranked(engine: Engine) -> tuple[Ranked, ...]:
    """Group the occurrences that are offered into steps, and put them in order."""
    groups = engine.rows(query("step_groups"))
    return in_order(
        Ranked(reason_id, target, CLASSES[class_no], projects, *numbers)
        for reason_id, target, class_no, projects, *numbers in groups
    )


def in_order(steps: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """Sort steps by class, then by worth; ties break on the step's id."""
    return tuple(sorted(steps, key=lambda step: (CLASSES.index(step.class_), -step.worth, step.id)))
