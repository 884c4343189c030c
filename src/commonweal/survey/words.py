# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a survey is told, what it says while it runs, and what it says at the end."""

import os
from datetime import datetime

import msgspec

from commonweal.sources.git.collect import RepositoryProblem


class Options(msgspec.Struct, frozen=True):
    """How a survey is done; `seconds` bounds each git process, `months` the series."""

    is_light: bool = False
    workers: int = os.cpu_count() or 1
    seconds: float = 7200
    allow_private: bool = False
    months: int = 60


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
