# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licences of the packages in use: what is not open, what asks to share alike, what is unknown."""

import msgspec

from commonweal.core.message import message
from commonweal.insight.fingerprints import fingerprints_of_uses
from commonweal.insight.licences import CLASSES, LicencedPackage, licences_of
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.reading import Reading
from commonweal.packages.licences import LicenceClass
from commonweal.views.definition import Column, Definition, Table, columns

# Rows of one class on the page; CSV and JSON give all.
SHOWN = 60


class Group(msgspec.Struct, frozen=True):
    """The packages under licences of one class; `more` are not shown.

    `versions` counts versions of packages, as the whole page does.
    """

    meaning: LicenceClass
    packages: tuple[LicencedPackage, ...]
    versions: int
    more: int


class Page(msgspec.Struct, frozen=True):
    """All classes that are in use, worst first, and how much is known.

    `several` versions stand under more than one licence, and may stand in more than one class.
    """

    groups: tuple[Group, ...]
    versions: int
    named: int
    several: int
    packages: tuple[LicencedPackage, ...]


def page(reading: Reading) -> Page:
    """Read the licences of what the portfolio uses."""
    licences = licences_of(reading)
    return Page(
        groups=tuple(
            _group(meaning, licences.of(meaning)) for meaning in CLASSES if licences.of(meaning)
        ),
        versions=licences.versions,
        named=licences.named,
        several=licences.several,
        packages=licences.packages,
    )


def _group(meaning: LicenceClass, packages: tuple[LicencedPackage, ...]) -> Group:
    versions = {(package.purl, version) for package in packages for version in package.versions}
    return Group(meaning, packages[:SHOWN], len(versions), max(0, len(packages) - SHOWN))


def _made_of(reading: Reading) -> object:
    return (
        fingerprints_of_uses(reading),
        sorted(packages_with_page(reading)),
        [(entry.id, entry.name, entry.repository_ids) for entry in reading.entries],
    )


_LICENCES = Table(
    columns(
        Column("purl", message("Package URL without version"), lambda row: row.purl),
        Column("name", message("Name as files write it"), lambda row: row.name),
        Column("licence", message("Licence as a file names it"), lambda row: row.licence),
        Column("class", message("What the licence means"), lambda row: row.meaning),
        Column(
            "versions",
            message("Versions in use, from the oldest to the newest"),
            lambda row: " ".join(row.versions),
        ),
        Column(
            "projects",
            message("Names of the projects that use it"),
            lambda row: "; ".join(user.name for user in row.users),
        ),
        Column(
            "is_delivered",
            message("Whether it is part of what is delivered, not only of development"),
            lambda row: row.is_delivered,
        ),
    ),
    lambda found: found.packages,
)
PAGES = (
    Definition(
        "licences",
        "licences.html",
        message("Licences of packages"),
        page,
        above="packages",
        has_groups=True,
        table=_LICENCES,
        is_table_alone=True,
        inputs=_made_of,
    ),
)
