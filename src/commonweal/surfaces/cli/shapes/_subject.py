# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a document is about: a project, a repository or the whole portfolio."""

from datetime import datetime

import msgspec


class Subject(msgspec.Struct, frozen=True):
    """A project, a repository or the whole portfolio, and how much of it was read.

    id: Its id.
    kind: What it is: project, repository or portfolio.
    name: Its name.
    description: A sentence about it; may be empty.
    repository_ids: Ids of its repositories.
    read: How many of its repositories were read.
    shallow: How many of them have only a part of their history.
    light: How many of them were read without line counts.
    ends_at: When all its numbers end, where its copy is older than the survey.
    """

    id: str
    kind: str
    name: str
    description: str
    repository_ids: tuple[str, ...]
    read: int
    shallow: int
    light: int
    ends_at: datetime | None = None


class Named(msgspec.Struct, frozen=True):
    """A project by id and name.

    id: Its id.
    name: Its name.
    """

    id: str
    name: str
