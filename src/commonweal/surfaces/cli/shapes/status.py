# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal status --json` prints."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._figure import Figure, MetricLabel
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


class Status(msgspec.Struct, frozen=True):
    """What the last survey saw: `commonweal status --json`.

    number: The number of the generation.
    surveyed_at: When the survey was; null where it is not known.
    portfolio: The whole portfolio.
    columns: The metrics of the rows.
    rows: The projects.
    problems: The first problems.
    more_problems: How many more problems there are.
    version: Version of this shape.
    """

    number: int
    surveyed_at: datetime | None
    portfolio: Subject
    columns: tuple[MetricLabel, ...]
    rows: tuple[StatusRow, ...]
    problems: tuple[Difficulty, ...]
    more_problems: int
    version: Literal[1] = 1


DOCUMENTS = {"status": Printed((Status,))}
