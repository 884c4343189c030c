# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a reason to act declares about itself; where it occurs is asked of the evidence."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from commonweal.measures.probe import Effort

Class = Literal["harm_now", "may_stop", "weak", "asked", "polish"]
# In the order of the list: nothing in a later class stands before anything in an earlier one.
CLASSES: tuple[Class, ...] = ("harm_now", "may_stop", "weak", "asked", "polish")
# What cannot wait, and what is more than the wish of a standard.
URGENT: frozenset[Class] = frozenset({"harm_now", "may_stop"})
SERIOUS: frozenset[Class] = URGENT | {"weak"}

Topic = Literal["packages", "people", "licence", "security", "evidence", "standards"]
Source = Literal["query", "probe", "gaps", "questions", "upgrades"]

# Rough hours of an effort: their order and ratio matter, not their size.
HOURS: Mapping[Effort, float] = MappingProxyType(
    {"minutes": 0.5, "hours": 3.0, "days": 16.0, "weeks": 80.0}
)
# What one question takes that only a person can answer.
HOURS_OF_ANSWER = 0.6


def effort_within(hours: float) -> Effort:
    """Name the effort that so many hours are at least."""
    fitting = [effort for effort, least in HOURS.items() if hours >= least]
    return fitting[-1] if fitting else "minutes"


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reason to act: `<id>.toml`, with `<id>.sql` beside it where `source` is a query.

    `source` says where it occurs: in the rows of the query, where `probe` is not as
    wanted (for one of the reasons in `findings` alone, where some are named), in the gaps
    of standards, in their open questions, or in packages with open advisories. `grades`
    gives another class to occurrences of a grade, `weights` says what one occurrence of a
    grade settles (else `settles`). `reasons` and `remedies` are sentences by name, with
    `{values}`; a probe brings its own where there are none. `efforts` gives another effort
    to a remedy. `gaps` names probes: where this reason
    occurs, their gaps in standards are settled by it and are no steps of their own.
    `rests_on` names what was looked at. `points` are what the first page says of it: `alone`
    of one project, `several` of more, with the singular form of the latter in `one`. `worst`
    names the value by which projects are listed, the largest first.
    """

    id: str
    topic: Topic
    source: Source
    class_: Class = msgspec.field(name="class")
    rests_on: tuple[str, ...]
    effort: Effort = "hours"
    settles: float = 1.0
    probe: str = ""
    findings: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    grades: dict[str, Class] = {}
    weights: dict[str, float] = {}
    reasons: dict[str, str] = {}
    remedies: dict[str, str] = {}
    points: dict[str, str] = {}
    singulars: dict[str, str] = msgspec.field(name="one", default_factory=dict)
    efforts: dict[str, Effort] = {}
    worst: str = ""
    sql: str = ""

    def class_of(self, grade: str) -> Class:
        """Give the class of an occurrence of a grade."""
        return self.grades.get(grade, self.class_)

    def weight_of(self, grade: str) -> float:
        """Say what an occurrence of a grade settles."""
        return self.weights.get(grade, self.settles)

    def effort_of(self, remedy: str) -> Effort:
        """Say how much a remedy takes."""
        return self.efforts.get(remedy, self.effort)


class ClassTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a class is called, and what it holds."""

    title: str
    help: str
