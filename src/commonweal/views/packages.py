# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages in use: who uses what version, which advisories concern them, what is unknown."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.insight.coverage import Coverage, coverage_of
from commonweal.insight.places import file_address, is_web_address
from commonweal.insight.priorities import Step, listing
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.reuse import through
from commonweal.insight.supply import (
    NONE,
    AdvisoryRow,
    Counts,
    PackageRow,
    aware,
    supply_of,
)
from commonweal.insight.upgrades import advisory_ids
from commonweal.packages.advisories.ecosystems import ECOSYSTEMS
from commonweal.views import subjects
from commonweal.views.definition import Column, Definition, Table, columns

# Rows of a table on a page; the command line and JSON give all.
SHOWN = 40
_STEPS = 12
_ADVISORIES = 25


class AdvisoriesPage(msgspec.Struct, frozen=True):
    """All advisories that concern packages in use, and what was not looked up."""

    advisories: tuple[AdvisoryRow, ...]
    open: int
    coverage: tuple[Coverage, ...]
    unread: int


class Page(msgspec.Struct, frozen=True):
    """Packages of the portfolio or of one subject.

    `steps` are those of the priority list that are about packages.
    """

    subject: Subject
    counts: Counts
    open: int
    steps: tuple[Step, ...]
    more_steps: int
    advisories: tuple[AdvisoryRow, ...]
    more_advisories: int
    packages: tuple[PackageRow, ...]
    more_packages: int
    coverage: tuple[Coverage, ...]
    unread: int


class Place(msgspec.Struct, frozen=True):
    """A line that names a version in use: where it is, and its web address if known."""

    subject: Subject
    repository: str
    path: str
    line: int
    address: str
    name: str
    version: str
    scope: str
    why: str
    introduced: str
    end_kind: str
    end_version: str
    fixed: str
    status: str
    because: str
    link: str


class AdvisoryPage(msgspec.Struct, frozen=True):
    """One advisory: what it says, whom it concerns here, what to do."""

    advisory: AdvisoryRow
    through: dict[str, str]
    aliases: tuple[str, ...]
    vector: str
    modified: datetime | None
    links: tuple[str, ...]
    places: tuple[Place, ...]
    more: int


def ecosystems_in_use(reading: Reading) -> tuple[str, ...]:
    """Give the ecosystems whose advisories would be of use."""
    known = frozenset(ECOSYSTEMS.values())
    return tuple(sorted(one.ecosystem for one in coverage_of(reading) if one.ecosystem in known))


def advisories_page(reading: Reading, subject_id: str = "portfolio") -> AdvisoriesPage:
    """Read all advisories that concern a subject, open ones first and worst first."""
    found = supply_of(reading).advisories.get(subject_id, ())
    return AdvisoriesPage(
        advisories=found,
        open=sum(1 for one in found if one.is_open),
        coverage=coverage_of(reading),
        unread=_unread(reading, reading.subjects.get(subject_id)),
    )


def page(reading: Reading, subject_id: str = "portfolio") -> Page:
    """Read the packages of a subject; the whole portfolio where none is named."""
    subject = reading.subjects.get(subject_id, reading.portfolio)
    supply = supply_of(reading)
    is_whole = subject.id == reading.portfolio.id
    advisories = supply.advisories.get(subject.id, ())
    packages = supply.packages_of(subject.id)
    if is_whole:
        steps = listing(reading, topics=("packages",), limit=_STEPS)
    else:
        steps = subjects.steps(reading, subject.id, topics=("packages",), limit=_STEPS)
    counts = supply.counts.get(subject.id, NONE)
    return Page(
        subject=subject,
        counts=counts,
        open=sum(1 for advisory in advisories if advisory.is_open),
        steps=steps.steps,
        more_steps=steps.more,
        advisories=advisories[:_ADVISORIES],
        more_advisories=max(0, len(advisories) - _ADVISORIES),
        packages=packages[:SHOWN],
        more_packages=max(0, counts.packages - SHOWN),
        coverage=coverage_of(reading),
        unread=_unread(reading, subject),
    )


def advisory_page(reading: Reading, advisory_id: str) -> AdvisoryPage:
    """Read the page of an advisory by any of its ids."""
    rows = reading.engine.rows(
        "select advisory_id, aliases, vector, modified, links from advisory "
        "where advisory_id = $id or list_contains(aliases, $id)",
        id=advisory_id,
    )
    if not rows:
        raise InputMissing(f"no advisory {advisory_id} concerns anything in use here")
    known_id, aliases, vector, modified, links = rows[0]
    [advisory] = [
        one for one in supply_of(reading).advisories["portfolio"] if one.advisory_id == known_id
    ]
    places = reading.once(_places).get(known_id, ())
    return AdvisoryPage(
        advisory=advisory,
        through={
            package.purl: through(reading).get(package.purl, "") for package in advisory.packages
        },
        aliases=tuple(aliases or ()),
        vector=vector or "",
        modified=aware(modified),
        links=tuple(link for link in links or () if is_web_address(link)),
        places=places[:SHOWN],
        more=max(0, len(places) - SHOWN),
    )


def _places(reading: Reading) -> Mapping[str, tuple[Place, ...]]:
    """Where versions are named that an advisory concerns, by advisory."""
    names = reading.package_names
    rows = reading.engine.rows(
        """
        select
          exposures.advisory_id,
          entries.entry_id,
          repository.name,
          repository.origin,
          repository.head_commit,
          exposures.path,
          exposures.line,
          exposures.purl,
          exposures.version,
          min(package_needed.scope),
          any_value(exposures.why),
          any_value(exposures.introduced),
          any_value(exposures.end_kind),
          any_value(exposures.end_version),
          any_value(exposures.fixed),
          any_value(coalesce(exposures.status, 'open')),
          any_value(coalesce(exposures.because, '')),
          any_value(coalesce(exposures.link, ''))
        from exposures
        join entries on entries.repository_id = exposures.home_id
        join repository on repository.repository_id = exposures.home_id
        left join package_needed
          on package_needed.repository_id = exposures.home_id
          and package_needed.path = exposures.path
          and package_needed.purl = exposures.purl
          and package_needed.version = exposures.version
        where exposures.repository_id = 'portfolio'
        group by all
        order by all
        """,
    )
    found: dict[str, list[Place]] = defaultdict(list)
    for advisory_id, entry_id, name, origin, commit, path, line, purl, *told in rows:
        address = file_address(origin, commit, path, line or None)
        subject, package = reading.subjects[entry_id], names.get(purl, purl)
        place = Place(subject, name, path, line, address, package, *told)
        found[advisory_id].append(place)
    return {advisory_id: tuple(places) for advisory_id, places in found.items()}


def _unread(reading: Reading, subject: Subject | None) -> int:
    """Count package files that could not be read."""
    counts = reading.once(_unread_counts)
    return sum(counts.get(id_, 0) for id_ in (subject.repository_ids if subject else ()))


def _unread_counts(reading: Reading) -> Mapping[str, int]:
    return dict(
        reading.engine.rows(
            "select repository_id, count(*) from problem where kind = 'PackageFileUnread' "
            "group by repository_id"
        )
    )


_PACKAGES = Table(
    columns(
        Column("purl", message("Package URL without version"), lambda row: row.purl),
        Column("name", message("Name as files write it"), lambda row: row.name),
        Column(
            "versions",
            message("Versions in use, from the oldest to the newest"),
            lambda row: " ".join(row.versions),
        ),
        Column("projects", message("How many projects use it"), lambda row: row.projects),
        Column(
            "is_direct", message("Whether a project names it itself"), lambda row: row.is_direct
        ),
        Column("advisories", message("Open advisories"), lambda row: row.advisories),
        Column("severity", message("Worst severity of these"), lambda row: row.severity),
        Column(
            "is_looked_up",
            message("Whether advisories for it were imported"),
            lambda row: row.is_looked_up,
        ),
    ),
    lambda found: found.packages,
)
_PLACES = Table(
    columns(
        Column("project", message("Id of the project"), lambda place: place.subject.id),
        Column("repository", message("Name of the repository"), lambda place: place.repository),
        Column("package", message("Name of the package"), lambda place: place.name),
        Column("version", message("Version in use"), lambda place: place.version),
        Column("path", message("File that names it"), lambda place: place.path),
        Column(
            "line", message("Line in the file; 0 where it is not known"), lambda place: place.line
        ),
        Column("status", message("open, or what was answered"), lambda place: place.status),
    ),
    lambda found: found.places,
)
PAGES = (
    Definition(
        "packages", "packages.html", message("Packages"), page, navigation=4, table=_PACKAGES
    ),
    Definition(
        "project_packages",
        "packages/{subject}.html",
        message("Packages"),
        page,
        keys=subjects.with_pages,
        above="project",
        whole="packages",
        template="packages.html",
        table=_PACKAGES,
        is_table_alone=True,
        evidence=("problem",),
    ),
    Definition(
        "advisory",
        "advisories/{advisory}.html",
        lambda _, advisory_id: advisory_id,
        advisory_page,
        keys=lambda reading: [(id_,) for id_ in advisory_ids(reading)],
        above="packages",
        table=_PLACES,
    ),
)
