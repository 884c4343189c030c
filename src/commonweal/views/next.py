# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The next steps: the priority list of all, or of one project."""

import msgspec

from commonweal.insight.priorities import Step, steps_of
from commonweal.insight.reading import Reading

LIMIT = 20


class Page(msgspec.Struct, frozen=True):
    """The first steps; `total` counts all of them."""

    steps: tuple[Step, ...]
    more: int
    total: int


def page(reading: Reading, subject_id: str | None = None, *, limit: int = LIMIT) -> Page:
    """Read the steps of a subject, or of all projects and the office."""
    found = steps_of(reading, subject_id)
    return Page(found[:limit], max(0, len(found) - limit), len(found))
