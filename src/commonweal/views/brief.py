# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The brief for a superior: a few numbers, what changed, what to look at; one printed page."""

from datetime import datetime

import msgspec

from commonweal.core.message import message
from commonweal.insight.changes import Movement, Since, movements, problem_count, since
from commonweal.insight.priorities import Step, listing, urgent_projects
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import Overall, overall
from commonweal.insight.risk import Summary, summary
from commonweal.views.caveats import Caveat, caveats
from commonweal.views.definition import Definition
from commonweal.views.overview import Tile, tiles

FIGURES = 5
LINES = 3


class Page(msgspec.Struct, frozen=True):
    """The brief."""

    portfolio: Subject
    surveyed_at: datetime | None
    number: int
    projects: int
    tiles: tuple[Tile, ...]
    since: Since | None
    movements: tuple[Movement, ...]
    steps: tuple[Step, ...]
    urgent: int
    problems: int
    standards: tuple[Overall, ...]
    risk: Summary
    caveats: tuple[Caveat, ...]


def page(reading: Reading) -> Page:
    """Read the brief."""
    steps = listing(reading, limit=LINES)
    return Page(
        portfolio=reading.portfolio,
        surveyed_at=reading.surveyed_at,
        number=reading.engine.manifest.number if reading.engine.manifest else 0,
        projects=len(reading.entries),
        tiles=tiles(reading, reading.portfolio, limit=FIGURES),
        since=since(reading),
        movements=movements(reading, limit=LINES),
        steps=steps.steps,
        urgent=urgent_projects(reading),
        problems=problem_count(reading),
        standards=tuple(standing for standing in overall(reading) if standing.of_projects),
        risk=summary(reading),
        caveats=caveats(reading, reading.portfolio),
    )


PAGES = (Definition("brief", "brief.html", message("Brief"), page, navigation=10),)
