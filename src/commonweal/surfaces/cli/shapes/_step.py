# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Next steps as JSON shows them."""

from typing import Any, Literal

import msgspec

from commonweal.surfaces.cli.shapes._result import ControlLabel, ProbeLabel, StandardLabel

Class = Literal["harm_now", "may_stop", "weak", "asked", "polish"]


class Sentence(msgspec.Struct, frozen=True):
    """A sentence in English with names in braces, such as {package}.

    context: The key under which it is translated.
    text: The sentence.
    values: What to put in the place of each name.
    """

    context: str
    text: str
    values: dict[str, Any]


class StepProject(msgspec.Struct, frozen=True):
    """A project that a step is for.

    id: Its id.
    name: Its name.
    place: The first file and line that shows it; may be empty.
    lacking: What is missing in a file that is there.
    """

    id: str
    name: str
    place: str
    lacking: tuple[str, ...]


class Why(msgspec.Struct, frozen=True):
    """Why a step stands where it stands in the list.

    class: The class of the step; steps of a class stand together.
    settles: What it settles in each project times what depends on the project, added up.
    depends: What depends on its projects, added up.
    hours: How many hours it takes.
    worth: What it settles divided by the hours; steps of a class are ordered by it.
    """

    class_: Class = msgspec.field(name="class")
    settles: float
    depends: float
    hours: float
    worth: float


class Step(msgspec.Struct, frozen=True):
    """One thing to do next, in all projects that it is for.

    id: Its id; the same step has the same id after the next survey.
    number: Its place in the list of the whole portfolio, from 1.
    kind: Whether something is to be done, or a question to be answered.
    topic: What it is about.
    class: The class: harm_now comes first, then may_stop, weak, asked and polish.
    reason_id: Id of the reason to act.
    target: What it is about, such as the package URL of a package; may be empty.
    reason: Why it is to be done.
    remedy: What to do.
    effort: How long it takes.
    probe: The fact that shows it; null where there is none.
    projects: The projects that it is for, the heaviest first.
    settles: The controls that it settles.
    standards: The standards of these controls.
    why: Why it stands where it stands.
    """

    id: str
    number: int
    kind: Literal["do", "answer"]
    topic: str
    class_: Class = msgspec.field(name="class")
    reason_id: str
    target: str
    reason: Sentence
    remedy: Sentence
    effort: Literal["minutes", "hours", "days", "weeks"]
    probe: ProbeLabel | None
    projects: tuple[StepProject, ...]
    settles: tuple[ControlLabel, ...]
    standards: tuple[StandardLabel, ...]
    why: Why
