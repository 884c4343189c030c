# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every package in use by name: who uses it, in which version, and the file that says so."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from commonweal.insight.names import Named, named
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.supply import in_order, supply_of, type_of
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl


class User(msgspec.Struct, frozen=True):
    """A project that uses a version, and the first file and line that says so; 0 is no line."""

    entry: Named
    path: str
    line: int


class VersionInUse(msgspec.Struct, frozen=True):
    """A version of a package and who uses it; "" where no file states a version."""

    version: str
    users: tuple[User, ...]


class PackageInUse(msgspec.Struct, frozen=True):
    """A package in use; versions from the oldest to the newest, those not stated first.

    `advisories` counts open ones that concern a version in use; `severity` is the worst.
    """

    purl: str
    name: str
    ecosystem: str
    versions: tuple[VersionInUse, ...]
    projects: int
    advisories: int
    severity: str
    has_page: bool


class Range(msgspec.Struct, frozen=True):
    """The names that a page of the index begins and ends with."""

    first: str
    last: str


def ranges(reading: Reading, count: int) -> tuple[Range, ...]:
    """Say with which names each page of so many packages begins and ends."""
    reading.once(_offered)
    rows = reading.engine.rows(query("package_ranges"), count=count)
    return tuple(Range(*row) for row in rows)


def packages_by_name(reading: Reading, start: int, count: int) -> Iterator[PackageInUse]:
    """Give so many packages of the portfolio by name, from one on; `start` counts from 0."""
    reading.once(_offered)
    rows = reading.engine.rows(query("uses_of_packages"), start=start, count=count)
    for (purl, name), of_package in groupby(rows, key=itemgetter(0, 1)):
        yield _package(reading, purl, name, [*of_package])


class VersionRow(NamedTuple):
    """A version of a package as a row of data; `users` are ids, and the place is of the first."""

    purl: str
    name: str
    version: str
    users: str
    path: str
    line: int


def versions_by_name(reading: Reading) -> tuple[VersionRow, ...]:
    """Give every version in use of every package, by name."""
    reading.once(_offered)
    return tuple(VersionRow(*row) for row in reading.engine.rows(query("package_versions")))


def rows_of(packages: Iterable[PackageInUse]) -> Iterator[VersionRow]:
    """Give packages as rows of data, one for each version, in the order of `versions_by_name`."""
    for package in packages:
        for version, users in sorted((found.version, found.users) for found in package.versions):
            yield VersionRow(
                package.purl,
                package.name,
                version,
                " ".join(user.entry.id for user in users),
                users[0].path,
                users[0].line,
            )


def _offered(reading: Reading) -> None:
    reading.engine.offer("package_in_use", query("packages_in_use"))


def _package(
    reading: Reading, purl: str, name: str, rows: Sequence[tuple[Any, ...]]
) -> PackageInUse:
    ecosystem = ecosystem_of_purl(purl)
    users = {
        version: tuple(_user(reading, entry_id, *place) for *_, entry_id, place in of_version)
        for version, of_version in groupby(rows, key=itemgetter(2))
    }
    advisories, severity = supply_of(reading).threats.get(purl, (0, ""))
    return PackageInUse(
        purl=purl,
        name=name,
        ecosystem=ecosystem or type_of(purl),
        versions=tuple(
            VersionInUse(version, users[version]) for version in in_order(ecosystem, tuple(users))
        ),
        projects=len({user.entry.id for of_version in users.values() for user in of_version}),
        advisories=advisories,
        severity=severity,
        has_page=purl in packages_with_page(reading),
    )


def _user(reading: Reading, entry_id: str, path: str, line: int | None) -> User:
    return User(named(reading, entry_id), path, line or 0)
