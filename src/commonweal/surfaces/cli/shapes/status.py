# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal status --json` prints."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._figure import Figure, MetricLabel
from commonweal.surfaces.cli.shapes._step import Class
from commonweal.surfaces.cli.shapes._subject import Subject


class StatusRow(msgspec.Struct, frozen=True):
    """A project with the numbers that are shown first.

    name: Its name.
    values: The values as text, in the order of `columns`.
    figures: The same values as numbers.
    is_read: Whether all its repositories were read.
    """

    name: str
    values: tuple[str, ...]
    figures: tuple[Figure, ...]
    is_read: bool


class Difficulty(msgspec.Struct, frozen=True):
    """Something that could not be read.

    repository: Name of the repository.
    what: What happened.
    fix: What to do; may be empty.
    """

    repository: str
    what: str
    fix: str


class Project(msgspec.Struct, frozen=True):
    """A project of the portfolio.

    id: Its id.
    name: Its name.
    """

    id: str
    name: str


class KeyPoint(msgspec.Struct, frozen=True):
    """One sentence about the portfolio.

    id: What it is about: the id of a reason to act, or "movement" or "well".
    text: The sentence in English.
    projects: The first projects that it is about.
    more: How many more projects it is about.
    topic: What it is about.
    class: The class of a reason to act; null for other points.
    step: The place in the list of the first step that answers it; 0 for other points.
    place: The file and line that shows it, of one project; may be empty.
    changed_at: When that file was last changed; null where it is not known.
    as_of: The last day that is known of its one project; null where that is the survey's.
    is_urgent: Whether it cannot wait: it does harm now, or a project may stop.
    is_good: Whether it is good news.
    """

    id: str
    text: str
    projects: tuple[Project, ...]
    more: int
    topic: str
    class_: Class | None = msgspec.field(name="class")
    step: int
    place: str
    changed_at: datetime | None
    as_of: datetime | None
    is_urgent: bool
    is_good: bool


class Status(msgspec.Struct, frozen=True):
    """What the last survey saw: `commonweal status --json`.

    number: The number of the generation.
    surveyed_at: When the survey was; null where it is not known.
    portfolio: The whole portfolio.
    points: What the portfolio is like, in a few sentences, the worst first.
    columns: The metrics of the rows.
    rows: The projects.
    problems: The first problems.
    more_problems: How many more problems there are.
    version: Version of this shape.
    """

    number: int
    surveyed_at: datetime | None
    portfolio: Subject
    points: tuple[KeyPoint, ...]
    columns: tuple[MetricLabel, ...]
    rows: tuple[StatusRow, ...]
    problems: tuple[Difficulty, ...]
    more_problems: int
    version: Literal[1] = 1


DOCUMENTS = {"status": Printed((Status,))}
