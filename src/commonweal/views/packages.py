# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages in use: who uses what version, which advisories concern them, what is unknown."""

from datetime import datetime

import msgspec

from commonweal.core.message import message
from commonweal.insight.advisories import Place, places_of, record_named
from commonweal.insight.coverage import Coverage, coverage_of, coverage_of_subject
from commonweal.insight.priorities import Step, listing
from commonweal.insight.problems import unread_package_files
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.reuse import through
from commonweal.insight.supply import (
    NONE,
    AdvisoryRow,
    Counts,
    PackageRow,
    supply_of,
)
from commonweal.insight.upgrades import advisory_ids
from commonweal.insight.vendored import Vendored, vendored_of
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

    `steps` are those of the priority list that are about packages. `vendored` is what lies
    there as a copy, and so is no package that any number counts.
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
    vendored: Vendored


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
    return tuple(
        sorted(
            coverage.ecosystem for coverage in coverage_of(reading) if coverage.ecosystem in known
        )
    )


def advisories_page(reading: Reading, subject_id: str = "portfolio") -> AdvisoriesPage:
    """Read all advisories that concern a subject, open ones first and worst first."""
    found = supply_of(reading).advisories.get(subject_id, ())
    return AdvisoriesPage(
        advisories=found,
        open=sum(1 for advisory in found if advisory.is_open),
        coverage=coverage_of_subject(reading, subject_id),
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
        coverage=coverage_of_subject(reading, subject.id),
        unread=_unread(reading, subject),
        vendored=vendored_of(reading, subject),
    )


def advisory_page(reading: Reading, advisory_id: str) -> AdvisoryPage:
    """Read the page of an advisory by any of its ids."""
    record = record_named(reading, advisory_id)
    [advisory] = [
        advisory
        for advisory in supply_of(reading).advisories["portfolio"]
        if advisory.advisory_id == record.id
    ]
    places = places_of(reading, record.id)
    return AdvisoryPage(
        advisory=advisory,
        through={
            package.purl: through(reading).get(package.purl, "") for package in advisory.packages
        },
        aliases=record.aliases,
        vector=record.vector,
        modified=record.modified,
        links=record.links,
        places=places[:SHOWN],
        more=max(0, len(places) - SHOWN),
    )


def _unread(reading: Reading, subject: Subject | None) -> int:
    return unread_package_files(reading, subject) if subject else 0


_PACKAGES = Table(
    columns(
        Column("purl", message("Package URL without version"), lambda row: row.purl),
        Column("name", message("Name as files write it"), lambda row: row.name),
        Column(
            "versions",
            message("Versions in use, from the oldest to the newest"),
            lambda row: " ".join(row.versions),
        ),
        Column(
            "asked",
            message("What manifests ask for where no file says which version"),
            lambda row: " | ".join(row.asked),
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
ADVISORIES = Table(
    columns(
        Column("advisory", message("Id of the advisory"), lambda row: row[0].advisory_id),
        Column("severity", message("How severe it is"), lambda row: row[0].severity),
        Column("score", message("Its score by CVSS, from 0 to 10"), lambda row: row[0].score),
        Column("status", message("open, or what was answered"), lambda row: row[0].status),
        Column("purl", message("Package URL without version"), lambda row: row[1].purl),
        Column("name", message("Name as files write it"), lambda row: row[1].name),
        Column(
            "versions",
            message("Versions in use that it concerns"),
            lambda row: " ".join(row[1].versions),
        ),
        Column("fixed", message("Versions that mend it"), lambda row: " ".join(row[1].fixed)),
        Column("projects", message("How many projects it concerns"), lambda row: row[0].projects),
        Column("summary", message("What it says, in a sentence"), lambda row: row[0].summary),
    ),
    lambda found: [
        (advisory, package) for advisory in found.advisories for package in advisory.packages
    ],
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
        "packages",
        "packages.html",
        message("Packages"),
        page,
        navigation=4,
        has_groups=True,
        table=_PACKAGES,
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
        evidence=("problem", "finding_place"),
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
