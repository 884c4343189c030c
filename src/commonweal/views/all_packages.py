# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every package in use by name: who uses it and in which version, in pages of a hundred."""

from collections.abc import Iterable

import msgspec

from commonweal.core.message import message
from commonweal.insight.package_index import (
    PackageInUse,
    Range,
    packages_by_name,
    ranges,
    rows_of,
    versions_by_name,
)
from commonweal.insight.package_pages import PAGES as PAGES_OF_PACKAGES
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.reading import Reading
from commonweal.views.definition import Column, Definition, Table, columns

ROWS = 100


class Page(msgspec.Struct, frozen=True):
    """A hundred packages; `ranges` are the names that each page begins and ends with.

    `paged` packages have a page of their own: those with advisories, and at most `most` others.
    """

    packages: tuple[PackageInUse, ...]
    ranges: tuple[Range, ...]
    number: int
    pages: int
    paged: int
    most: int


def page(reading: Reading, number: int = 1) -> Page:
    """Read one page of the index; pages count from 1."""
    found = reading.once(_ranges)
    return Page(
        packages=tuple(packages_by_name(reading, (number - 1) * ROWS, ROWS)),
        ranges=found,
        number=number,
        pages=max(1, len(found)),
        paged=len(packages_with_page(reading)),
        most=PAGES_OF_PACKAGES,
    )


def _ranges(reading: Reading) -> tuple[Range, ...]:
    return ranges(reading, ROWS)


def _numbers(reading: Reading) -> Iterable[tuple[int]]:
    return ((number + 1,) for number in range(max(1, len(reading.once(_ranges)))))


_VERSIONS = Table(
    columns(
        Column("purl", message("Package URL without version"), lambda row: row.purl),
        Column("name", message("Name as files write it"), lambda row: row.name),
        Column(
            "version",
            message("Version in use; empty where no file states one"),
            lambda row: row.version,
        ),
        Column(
            "projects",
            message("Ids of the projects that use this version"),
            lambda row: row.users,
        ),
        Column(
            "path",
            message("The first file that names it, of the first of these projects"),
            lambda row: row.path,
        ),
        Column(
            "line",
            message("Line in that file; 0 where it is not known"),
            lambda row: row.line,
        ),
    ),
    lambda found: tuple(rows_of(found.packages)),
    versions_by_name,
)
PAGES = (
    Definition(
        "all_packages",
        "all-packages{number}.html",
        message("All packages by name"),
        page,
        keys=_numbers,
        above="packages",
        table=_VERSIONS,
        is_table_alone=True,
    ),
)
