# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The options of a survey, and the summary of what it did."""

import os
from datetime import datetime

import msgspec
from msgspec import field

from commonweal.core.memory import fair_share
from commonweal.core.stopped import TookTooLong, TookTooMuch, WorkerDied
from commonweal.core.workers import Share
from commonweal.sources.git.changes import ChangesTooLarge
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.git.commits import CommitsTooLarge

_LIMITS = frozenset(
    kind.__name__
    for kind in (TookTooLong, TookTooMuch, WorkerDied, ChangesTooLarge, CommitsTooLarge)
)


class Options(msgspec.Struct, frozen=True):
    """How a survey is done; `months` says how far back the series go.

    `seconds` and `memory` (bytes) are hard limits for the reading of each repository.
    """

    is_light: bool = False
    workers: int = os.cpu_count() or 1
    seconds: float = 7200
    memory: int = field(default_factory=lambda: fair_share(os.cpu_count() or 1))
    allow_private: bool = False
    months: int = 60

    @property
    def share(self) -> Share:
        """What a worker may take for one repository."""
        return Share(self.seconds, self.memory)


class Summary(msgspec.Struct, frozen=True):
    """What a survey did. `is_new` is False where nothing had changed since the last one."""

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
    notes: tuple[str, ...] = ()

    @property
    def is_cut_short(self) -> bool:
        """Whether the reading of a repository was ended by its limits."""
        return any(problem.kind in _LIMITS for problem in self.problems)
