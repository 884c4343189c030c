# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The brief for a superior: a few numbers, what changed, what to look at; one printed page."""

from datetime import datetime

import msgspec

from commonweal.core.message import message
from commonweal.insight.changes import Movement, Since, movements, problem_count, since
from commonweal.insight.key_points import KeyPoint, key_points
from commonweal.insight.priorities import Step, listing
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import Overall, overall
from commonweal.insight.shares import Share, shares
from commonweal.views import next as next_
from commonweal.views.caveats import Caveat, caveats
from commonweal.views.definition import Definition
from commonweal.views.overview import Tile, tiles

FIGURES = 3
LINES = 3
MOVEMENTS = 2


class Page(msgspec.Struct, frozen=True):
    """The brief; `listed` steps have a place on the page of next steps."""

    portfolio: Subject
    surveyed_at: datetime | None
    number: int
    projects: int
    points: tuple[KeyPoint, ...]
    listed: int
    shares: tuple[Share, ...]
    tiles: tuple[Tile, ...]
    since: Since | None
    movements: tuple[Movement, ...]
    steps: tuple[Step, ...]
    problems: int
    standards: tuple[Overall, ...]
    caveats: tuple[Caveat, ...]


def page(reading: Reading) -> Page:
    """Read the brief."""
    steps = listing(reading, limit=LINES)
    return Page(
        portfolio=reading.portfolio,
        surveyed_at=reading.surveyed_at,
        number=reading.engine.manifest.number if reading.engine.manifest else 0,
        projects=len(reading.entries),
        points=key_points(reading),
        listed=next_.LIMIT,
        shares=shares(reading),
        tiles=tiles(reading, reading.portfolio, limit=FIGURES),
        since=since(reading),
        movements=movements(reading, limit=MOVEMENTS),
        steps=steps.steps,
        problems=problem_count(reading),
        standards=tuple(standing for standing in overall(reading) if standing.of_projects),
        caveats=caveats(reading, reading.portfolio),
    )


PAGES = (
    Definition("brief", "brief.html", message("Brief"), page, navigation=10, has_groups=True),
    Definition(
        "brief_file",
        "brief-one-file.html",
        message("Brief as one file"),
        page,
        above="brief",
        template="brief.html",
        has_data=False,
        has_groups=True,
        is_alone=True,
    ),
)
