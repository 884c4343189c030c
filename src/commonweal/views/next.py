# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The next steps: the priority list of all, or of one project."""

import msgspec

from commonweal.insight.priorities import Step, listing
from commonweal.insight.reading import Reading

LIMIT = 20


class Page(msgspec.Struct, frozen=True):
    """The first steps; `total` counts all of them."""

    steps: tuple[Step, ...]
    more: int
    total: int


def page(reading: Reading, subject_id: str | None = None, *, limit: int = LIMIT) -> Page:
    """Read the steps of a subject, or of all projects and the office."""
    found = listing(reading, subject_id, limit=limit)
    return Page(found.steps, found.more, found.total)
