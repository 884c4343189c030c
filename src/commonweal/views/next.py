# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The next steps: the priority list of all, or of one project."""

import msgspec

from commonweal.core.message import message
from commonweal.insight.priorities import Step, listing, steps_of
from commonweal.insight.reading import Reading
from commonweal.views.definition import Column, Definition, Table, columns

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


def _whole(reading: Reading) -> Page:
    """Read the page with all steps, which its table holds, put into words at once."""
    steps_of(reading)
    return page(reading)


STEPS = Table(
    columns(
        Column("number", message("Place in the list"), lambda step: step.number),
        Column("class", message("Class of the step"), lambda step: step.class_),
        Column("remedy", message("What to do"), lambda step: step.remedy.plain()),
        Column("reason", message("Why"), lambda step: step.reason.plain()),
        Column("effort", message("How long it takes"), lambda step: step.effort),
        Column("projects", message("How many projects it is for"), lambda step: len(step.projects)),
    ),
    lambda found: found.steps,
    steps_of,
)
PAGES = (
    Definition(
        "next",
        "next.html",
        message("Next steps"),
        _whole,
        navigation=6,
        has_groups=True,
        table=STEPS,
    ),
)
