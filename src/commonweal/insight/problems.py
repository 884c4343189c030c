# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What could not be read: by repository, and in groups of one kind."""

from collections.abc import Mapping
from typing import Any

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject


def problem_groups(reading: Reading) -> list[tuple[Any, ...]]:
    """Give problems of one kind in one repository together, with how many and where."""
    return reading.engine.rows(query("problem_groups"))


def problems_of(reading: Reading, subject: Subject) -> int:
    """Count what could not be read of a subject."""
    return _of(subject, reading.once(_problems))


def unread_package_files(reading: Reading, subject: Subject) -> int:
    """Count the package files of a subject that could not be read."""
    return _of(subject, reading.once(_unread))


def _of(subject: Subject, counts: Mapping[str, int]) -> int:
    return sum(counts.get(id_, 0) for id_ in subject.repository_ids)


def _problems(reading: Reading) -> Mapping[str, int]:
    return dict(reading.engine.rows(query("problems_by_repository")))


def _unread(reading: Reading) -> Mapping[str, int]:
    return dict(reading.engine.rows(query("unread_by_repository")))
