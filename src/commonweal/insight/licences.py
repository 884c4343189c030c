# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licences of the packages in use: what files name, what that means, and who uses it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from commonweal.insight.names import Named, named
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.supply import in_order, type_of
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.licences import LicenceClass, licence_class

# What an office has to look at comes first; what asks nothing comes last.
CLASSES: tuple[LicenceClass, ...] = (
    "not_open", "copyleft", "content", "unknown", "permissive",
)  # fmt: skip


class LicencedPackage(msgspec.Struct, frozen=True):
    """A package under a licence: the versions that files name it for, and who uses them.

    An empty `licence` means that no lock file and no bill of materials names one.
    """

    purl: str
    name: str
    ecosystem: str
    licence: str
    meaning: LicenceClass
    versions: tuple[str, ...]
    users: tuple[Named, ...]
    is_delivered: bool
    has_page: bool


class Licences(msgspec.Struct, frozen=True):
    """Every package with a version, worst class first.

    `versions` counts versions of packages, `named` those whose licence a file names, `several`
    those for which files name more than one.
    """

    packages: tuple[LicencedPackage, ...]
    versions: int
    named: int
    several: int

    def of(self, meaning: LicenceClass) -> tuple[LicencedPackage, ...]:
        """The packages of one class, those that most projects use first."""
        return tuple(package for package in self.packages if package.meaning == meaning)


def licences_of(reading: Reading, subject_id: str = "portfolio") -> Licences:
    """Read the licences of the packages that a subject uses."""
    rows = reading.engine.rows(query("package_licences"), subject=subject_id)
    found: dict[tuple[str, str], list[Sequence[object]]] = defaultdict(list)
    licences: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        found[str(row[0]), str(row[3])].append(row)
        licences[str(row[0]), str(row[1])].add(str(row[3]))
    packages = [
        _package(reading, purl, licence, members) for (purl, licence), members in found.items()
    ]
    return Licences(
        packages=tuple(sorted(packages, key=_urgency)),
        versions=len(licences),
        named=sum(1 for of in licences.values() if "" not in of),
        several=sum(1 for of in licences.values() if len(of) > 1),
    )


def _package(
    reading: Reading, purl: str, licence: str, rows: Sequence[Sequence[object]]
) -> LicencedPackage:
    ecosystem = ecosystem_of_purl(purl)
    users = {entry_id for row in rows for entry_id in _texts(row[4])}
    return LicencedPackage(
        purl=purl,
        name=str(rows[0][2]),
        ecosystem=ecosystem or type_of(purl),
        licence=licence,
        meaning=meaning_of(licence),
        versions=in_order(ecosystem, [str(row[1]) for row in rows]),
        users=tuple(
            sorted((named(reading, entry_id) for entry_id in users), key=lambda user: user.name)
        ),
        is_delivered=any(bool(row[6]) for row in rows),
        has_page=purl in packages_with_page(reading),
    )


def _texts(value: object) -> Iterable[str]:
    return (str(text) for text in value) if isinstance(value, list) else ()


@cache
def meaning_of(licence: str) -> LicenceClass:
    """Tell what a licence means for who uses it; "" is a licence that is not known."""
    return licence_class(licence)


def _urgency(package: LicencedPackage) -> tuple[object, ...]:
    return (
        CLASSES.index(package.meaning),
        not package.is_delivered,
        -len(package.users),
        package.name.casefold(),
        package.purl,
        package.licence,
    )
