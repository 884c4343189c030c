# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which packages have a page of their own, and whether what a page shows is the same as before."""

from collections.abc import Mapping

import msgspec

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading

# Of those that no advisory concerns. A portfolio may use ten thousand packages, most of them
# once and brought in by others: a page of each would say little and make a site twice as large.
PAGES = 1_000


class PackageName(msgspec.Struct, frozen=True):
    """A package as files write it, and whether it has a page of its own."""

    purl: str
    name: str
    has_page: bool


def package_name(reading: Reading, purl: str) -> PackageName:
    """Name a package as files do."""
    name = reading.package_names.get(purl, purl)
    return PackageName(purl, name, purl in packages_with_page(reading))


def packages_with_page(reading: Reading) -> frozenset[str]:
    """Give the packages that have a page, as package URLs.

    All that an advisory concerns, and the first `PAGES` of those that a project asks for itself
    or that several projects use, those that most use first. There is one page of a package,
    also where a group of projects is read.
    """
    return reading.once(_paged)


def _paged(reading: Reading) -> frozenset[str]:
    """Those with a page; queries find them in the relation `paged_package`."""
    rows = (
        [(purl,) for purl in sorted(packages_with_page(reading.whole))]
        if reading.whole
        else reading.engine.rows(query("paged_packages"), most=PAGES)
    )
    reading.engine.offer_rows("paged_package", {"purl": "VARCHAR"}, rows)
    return frozenset(purl for (purl,) in rows)


def offer_parents(reading: Reading) -> None:
    """Offer the relation `paged_parent`: which packages ask for those that have a page."""
    reading.once(_parents)


def _parents(reading: Reading) -> None:
    packages_with_page(reading)
    reading.engine.offer("paged_parent", query("paged_parents"))


def fingerprints_of_paged(reading: Reading) -> Mapping[str, str]:
    """Digest what files say of each package that has a page."""
    return reading.once(_fingerprints)


def _fingerprints(reading: Reading) -> Mapping[str, str]:
    offer_parents(reading)
    return dict(reading.engine.rows(query("paged_fingerprints")))
