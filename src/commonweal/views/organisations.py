# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Organisations behind the work, and a page of each: projects, years, who came and who left."""

from collections.abc import Iterable

import msgspec

from commonweal.core.message import message
from commonweal.core.privacy import FEWEST_PEOPLE
from commonweal.insight.organisations import (
    Attribution,
    Organisation,
    ProjectWork,
    YearWork,
    attribution,
    organisations,
    projects_of,
    years_of,
)
from commonweal.insight.reading import Reading
from commonweal.views.caveats import Caveat, caveats
from commonweal.views.definition import Column, Definition, Keys, Table, columns

# Rows on a page; JSON and CSV give all.
SHOWN = 60


class Page(msgspec.Struct, frozen=True):
    """All organisations that may be named. `few` is how many people are too few for it."""

    organisations: tuple[Organisation, ...]
    shown: int
    attribution: Attribution
    caveats: tuple[Caveat, ...]
    few: int


class OrganisationPage(msgspec.Struct, frozen=True):
    """One organisation; no person is named, and no part that tells of few is shown."""

    organisation: Organisation
    projects: tuple[ProjectWork, ...]
    shown: int
    years: tuple[YearWork, ...]
    attribution: Attribution
    caveats: tuple[Caveat, ...]
    few: int


def page(reading: Reading) -> Page:
    """Read the index of organisations."""
    return Page(
        organisations=tuple(organisations(reading).values()),
        shown=SHOWN,
        attribution=attribution(reading),
        caveats=caveats(reading, reading.portfolio),
        few=FEWEST_PEOPLE,
    )


def organisation_page(reading: Reading, name: str) -> OrganisationPage | None:
    """Read the page of an organisation; None where it has none."""
    organisation = organisations(reading).get(name)
    if organisation is None:
        return None
    return OrganisationPage(
        organisation=organisation,
        projects=projects_of(reading, name),
        shown=SHOWN,
        years=years_of(reading, name),
        attribution=attribution(reading),
        caveats=caveats(reading, reading.portfolio),
        few=FEWEST_PEOPLE,
    )


def _keys(reading: Reading) -> Iterable[Keys]:
    return ((name,) for name in sorted(organisations(reading)))


_ORGANISATIONS = Table(
    columns(
        Column(
            "organisation",
            message("Name that the office wrote, else the mail domain"),
            lambda row: row.name,
        ),
        Column(
            "is_guessed",
            message("Whether it was told from a mail domain"),
            lambda row: row.is_guessed,
        ),
        Column("people", message("People who committed for it"), lambda row: row.people),
        Column("commits", message("Their commits"), lambda row: row.commits),
        Column("projects", message("Projects with commits of it"), lambda row: row.projects),
        Column(
            "people_now",
            message("People of the last twelve months; empty where they are few"),
            lambda row: row.people_now,
        ),
        Column(
            "commits_now",
            message("Commits of the last twelve months; empty where people are few"),
            lambda row: row.commits_now,
        ),
    ),
    lambda found: found.organisations,
)
_PROJECTS = Table(
    columns(
        Column(
            "project",
            message("Id of the project; empty for several of few people together"),
            lambda row: row.entry.id if row.entry else "",
        ),
        Column(
            "commits", message("Commits; empty where they tell of few people"), lambda r: r.commits
        ),
        Column("people", message("People; empty where they are few"), lambda row: row.people),
        Column(
            "share",
            message("Percent of all commits of people in the project"),
            lambda row: row.share,
        ),
        Column(
            "commits_now",
            message("Commits of the last twelve months; empty where people are few"),
            lambda row: row.commits_now,
        ),
        Column(
            "share_now",
            message("Percent of all commits of people in the project in the last twelve months"),
            lambda row: row.share_now,
        ),
    ),
    lambda found: found.projects,
)
PAGES = (
    Definition(
        "organisations",
        "organisations.html",
        message("Organisations behind the work"),
        page,
        above="metrics",
        table=_ORGANISATIONS,
    ),
    Definition(
        "organisation",
        "organisations/{organisation}.html",
        lambda _, name: name,
        organisation_page,
        keys=_keys,
        above="organisations",
        table=_PROJECTS,
        inputs=organisation_page,
    ),
)
