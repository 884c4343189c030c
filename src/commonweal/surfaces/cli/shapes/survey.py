# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal survey --json` prints."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed


class RepositoryProblem(msgspec.Struct, frozen=True):
    """What could not be read in a repository.

    repository_id: Id of the repository.
    stage: The part of the survey in which it happened.
    problem: What happened, in a sentence.
    kind: The kind of problem.
    fix: What to do; may be empty.
    """

    repository_id: str
    stage: str
    problem: str
    kind: str
    fix: str


class SurveySummary(msgspec.Struct, frozen=True):
    """What a survey did: `commonweal survey --json`.

    generation: The number of the generation.
    surveyed_at: When the survey was.
    is_new: Whether anything changed since the survey before.
    repositories: How many repositories there are.
    read: How many of them were read.
    commits: How many commits they have.
    new_commits: How many of them are new.
    new_changes: How many changes of files are new.
    problems: What could not be read.
    seconds: How long the survey took.
    notes: What else to know.
    version: Version of this shape.
    """

    generation: int
    surveyed_at: datetime
    is_new: bool
    repositories: int
    read: int
    commits: int
    new_commits: int
    new_changes: int
    problems: tuple[RepositoryProblem, ...]
    seconds: float
    notes: tuple[str, ...]
    version: Literal[1] = 1


DOCUMENTS = {"survey": Printed((SurveySummary,))}
