# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All that is known of one package: who uses it and where, its versions, licences and ways in."""

import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from commonweal.insight.coverage import coverage_of
from commonweal.insight.licences import meaning_of
from commonweal.insight.names import Named, named
from commonweal.insight.ordering import natural
from commonweal.insight.package_pages import (
    PackageName,
    offer_parents,
    package_name,
    packages_with_page,
)
from commonweal.insight.places import file_address
from commonweal.insight.priorities import Step, steps_of_targets
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.registry_links import registry_address
from commonweal.insight.supply import AdvisoryRow, in_order, supply_of, type_of
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.licences import LicenceClass

# Rows of one package that are kept; more are counted.
USES = 2_000
_PARENTS = 3
_WAYS = 12
# So many packages are read at once: each of the queries reads all that files name.
_TOGETHER = 256


class Use(msgspec.Struct, frozen=True):
    """A repository uses a version, or asks for a range, and the first line that says so.

    `asked` is the range where no version is named; both are empty where a file says neither.
    `is_direct` is None where files do not tell. `parents` are packages of the same file that ask
    for it, some of `all_parents`; `through` is the package that alone brings it in, where that
    is known. `address` leads to the line, `line` is 0 where it is not known, and `places` counts
    all lines. `scopes` are runtime, optional, development, build, ci, container or submodule.
    """

    entry: Named
    repository: str
    version: str
    asked: str
    is_locked: bool
    is_direct: bool | None
    scopes: tuple[str, ...]
    path: str
    line: int
    address: str
    places: int
    parents: tuple[PackageName, ...]
    all_parents: int
    through: PackageName | None


class VersionUse(msgspec.Struct, frozen=True):
    """A version that files name, in how many projects, and how many open advisories concern it.

    `is_locked` where a lock file or a bill of materials names it. `address` leads to a registry.
    """

    version: str
    is_locked: bool
    projects: int
    advisories: int
    address: str


class RangeUse(msgspec.Struct, frozen=True):
    """What manifests ask for without naming a version; of `alone` projects no version is known."""

    asked: str
    projects: int
    alone: int


class StatedLicence(msgspec.Struct, frozen=True):
    """A licence that files name for some versions, and the first place; "" where none is named."""

    licence: str
    meaning: LicenceClass
    versions: tuple[str, ...]
    files: int
    entry: Named
    path: str
    line: int
    address: str


class Way(msgspec.Struct, frozen=True):
    """A package that asks for another one in `projects`, and alone brings it in in `alone`."""

    package: PackageName
    projects: int
    alone: int


class PackageFacts(msgspec.Struct, frozen=True):
    """A package of the portfolio.

    `versions` run from the oldest to the newest; `ranges` are never among them. `projects` use
    it; of `unversioned` of them no file names a version. `makers` are entries of the portfolio
    that make it. `uses` are the first of `all_uses`, `ways` of `all_ways`.
    """

    package: PackageName
    ecosystem: str
    address: str
    projects: int
    unversioned: int
    is_direct: bool
    is_needed: bool
    is_looked_up: bool
    makers: tuple[Named, ...]
    versions: tuple[VersionUse, ...]
    ranges: tuple[RangeUse, ...]
    uses: tuple[Use, ...]
    all_uses: int
    licences: tuple[StatedLicence, ...]
    ways: tuple[Way, ...]
    all_ways: int
    advisories: tuple[AdvisoryRow, ...]
    steps: tuple[Step, ...]


def package_facts(reading: Reading, purl: str) -> PackageFacts | None:
    """Give all that is known of a package that has a page; None where it has none."""
    return reading.once(_Facts).of(purl)


def steps_about(reading: Reading, purl: str) -> tuple[Step, ...]:
    """Give the steps of the list that are about a package with a page."""
    return reading.once(_all_steps).get(purl, ())


def advisories_about(reading: Reading, purl: str) -> tuple[AdvisoryRow, ...]:
    """Give the advisories that concern a package, open ones first and worst first.

    Of an advisory about several packages what is said of the others is left out.
    """
    return reading.once(_all_advisories).get(purl, ())


def _all_steps(reading: Reading) -> Mapping[str, tuple[Step, ...]]:
    return steps_of_targets(reading, packages_with_page(reading))


def _all_advisories(reading: Reading) -> Mapping[str, tuple[AdvisoryRow, ...]]:
    found: dict[str, list[AdvisoryRow]] = defaultdict(list)
    for advisory in supply_of(reading).advisories.get("portfolio", ()):
        for package in advisory.packages:
            found[package.purl].append(msgspec.structs.replace(advisory, packages=(package,)))
    return {purl: tuple(of) for purl, of in found.items()}


class _Facts:
    """Reads packages with those that follow them; what was read last is held."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._purls = sorted(packages_with_page(reading))
        self._held: Mapping[str, PackageFacts] = {}

    def of(self, purl: str) -> PackageFacts | None:
        if purl not in packages_with_page(self._reading):
            return None
        if purl not in self._held:
            start = bisect.bisect_left(self._purls, purl)
            self._held = _read(self._reading, self._purls[start : start + _TOGETHER])
        return self._held[purl]


Rows = Mapping[str, Sequence[Sequence[Any]]]


def _read(reading: Reading, purls: Sequence[str]) -> Mapping[str, PackageFacts]:
    offer_parents(reading)

    def of(name: str, **parameters: object) -> Rows:
        found: dict[str, list[Sequence[Any]]] = defaultdict(list)
        for purl, *row in reading.engine.rows(query(name), purls=list(purls), **parameters):
            found[purl].append(row)
        return found

    uses = of("package_page_uses", most=USES, parents=_PARENTS)
    versions = of("package_page_versions")
    licences = of("package_page_licences")
    ways = of("package_page_ways")
    makers = of("package_page_makers")
    totals = of("package_page_totals")
    covered = {coverage.ecosystem for coverage in coverage_of(reading) if coverage.is_looked_up}
    found = {}
    for purl in purls:
        ecosystem = ecosystem_of_purl(purl)
        advisories = advisories_about(reading, purl)
        [(projects, unversioned, is_direct, is_needed)] = totals[purl]
        found[purl] = PackageFacts(
            package=package_name(reading, purl),
            ecosystem=ecosystem or type_of(purl),
            address=registry_address(reading, purl),
            projects=projects,
            unversioned=unversioned,
            is_direct=is_direct,
            is_needed=is_needed,
            is_looked_up=ecosystem in covered,
            makers=tuple(named(reading, entry_id) for (entry_id,) in makers.get(purl, ())),
            versions=_versions(reading, purl, versions.get(purl, ()), advisories),
            ranges=_ranges(versions.get(purl, ())),
            uses=tuple(_use(reading, _UseRow(*row)) for row in uses.get(purl, ())),
            all_uses=uses[purl][0][0] if uses.get(purl) else 0,
            licences=tuple(
                _licence(reading, ecosystem, _LicenceRow(*row)) for row in licences.get(purl, ())
            ),
            ways=tuple(
                Way(package_name(reading, parent), projects, alone)
                for parent, projects, alone in ways.get(purl, ())[:_WAYS]
            ),
            all_ways=len(ways.get(purl, ())),
            advisories=advisories,
            steps=steps_about(reading, purl),
        )
    return found


def _versions(
    reading: Reading,
    purl: str,
    rows: Sequence[Sequence[Any]],
    advisories: Sequence[AdvisoryRow],
) -> tuple[VersionUse, ...]:
    stated = {version: (is_locked, count) for version, _, is_locked, count, _ in rows if version}
    concerned: dict[str, int] = defaultdict(int)
    for advisory in advisories:
        if advisory.is_open:
            for version in advisory.packages[0].versions:
                concerned[version] += 1
    return tuple(
        VersionUse(version, *stated[version], concerned[version], address)
        for version in in_order(ecosystem_of_purl(purl), tuple(stated))
        for address in [registry_address(reading, purl, version)]
    )


def _ranges(rows: Sequence[Sequence[Any]]) -> tuple[RangeUse, ...]:
    found = (
        RangeUse(asked, projects, alone)
        for version, asked, _, projects, alone in rows
        if asked and not version
    )
    return tuple(sorted(found, key=lambda row: natural(row.asked)))


class _UseRow(NamedTuple):
    """A row of `package_page_uses`."""

    uses: int
    entry_id: str
    repository: str
    locator: str | None
    commit: str | None
    version: str
    asked: str
    is_locked: bool
    is_direct: bool | None
    scopes: Sequence[str]
    path: str
    line: int | None
    places: int
    parents: Sequence[str]
    all_parents: int
    gateway: str


class _LicenceRow(NamedTuple):
    """A row of `package_page_licences`."""

    licence: str
    versions: Sequence[str]
    files: int
    entry_id: str
    locator: str | None
    commit: str | None
    path: str
    line: int | None


def _use(reading: Reading, row: _UseRow) -> Use:
    return Use(
        entry=named(reading, row.entry_id),
        repository=row.repository,
        version=row.version,
        asked=row.asked,
        is_locked=row.is_locked,
        is_direct=row.is_direct,
        scopes=tuple(row.scopes),
        path=row.path,
        line=row.line or 0,
        address=file_address(row.locator, row.commit, row.path, row.line or None),
        places=row.places,
        parents=tuple(package_name(reading, parent) for parent in row.parents),
        all_parents=row.all_parents,
        through=package_name(reading, row.gateway) if row.gateway else None,
    )


def _licence(reading: Reading, ecosystem: str | None, row: _LicenceRow) -> StatedLicence:
    return StatedLicence(
        licence=row.licence,
        meaning=meaning_of(row.licence),
        versions=in_order(ecosystem, row.versions),
        files=row.files,
        entry=named(reading, row.entry_id),
        path=row.path,
        line=row.line or 0,
        address=file_address(row.locator, row.commit, row.path, row.line or None),
    )
