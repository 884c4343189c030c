# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages and advisories of subjects, as the pages about them share them."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from commonweal.insight.coverage import coverage_of
from commonweal.insight.ordering import natural
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.advisories.severity import LEVELS
from commonweal.packages.versions.sortable import sortable_key

# Packages of a subject that are kept beside those with open advisories.
KEPT = 40
_SEVERAL = 2


class PackageRow(msgspec.Struct, frozen=True):
    """A package in use; versions from the oldest to the newest.

    `asked` is what manifests ask for without saying which version is meant: the tag of an image,
    a range. It is no version, and is never among them.
    `users` are names of entries that use it, some of them where there are many.
    `advisories` counts open ones, `severity` is the worst of them; "" where there is none.
    `is_needed` is false where it serves development alone. `provider` is the entry of the
    portfolio that makes the package. Of `unversioned` projects no file names a version.
    """

    purl: str
    name: str
    ecosystem: str
    versions: tuple[str, ...]
    asked: tuple[str, ...]
    projects: int
    repositories: int
    users: tuple[str, ...]
    is_direct: bool
    is_needed: bool
    advisories: int
    severity: str
    is_looked_up: bool
    provider: str
    unversioned: int
    has_page: bool


class Affected(msgspec.Struct, frozen=True):
    """A package that an advisory concerns: the versions in use, and those that mend them."""

    purl: str
    name: str
    versions: tuple[str, ...]
    fixed: tuple[str, ...]
    has_page: bool


class AdvisoryRow(msgspec.Struct, frozen=True):
    """An advisory that concerns something in use. `status` is open, or what was answered."""

    advisory_id: str
    kind: str
    severity: str
    score: float | None
    summary: str
    published: datetime | None
    packages: tuple[Affected, ...]
    projects: int
    status: str
    is_open: bool


class Counts(msgspec.Struct, frozen=True):
    """How many packages a subject uses; `shared` by more than one entry of the portfolio."""

    packages: int = 0
    versions: int = 0
    direct: int = 0
    shared: int = 0


NONE = Counts()


def supply_of(reading: Reading) -> "Supply":
    """What a generation knows of packages and advisories; each part is read when it is asked."""
    return reading.once(Supply)


class Supply:
    """What pages about packages share. Times are aware and UTC.

    `advisories` are all, open ones first and worst first; `counts` is how many packages there
    are; both by subject.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @functools.cached_property
    def advisories(self) -> Mapping[str, tuple[AdvisoryRow, ...]]:
        """All advisories that concern a subject."""
        grouped: dict[str, dict[str, list[tuple[Any, ...]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for subject_id, *row in self._reading.engine.rows(query("advisories_by_subject")):
            grouped[subject_id][row[0]].append(tuple(row))
        return {
            subject_id: tuple(sorted(map(self._advisory, found.values()), key=_badness))
            for subject_id, found in grouped.items()
        }

    def _advisory(self, members: Sequence[tuple[Any, ...]]) -> AdvisoryRow:
        advisory_id, kind, level, score, summary, published = members[0][:6]
        statuses = {status for row in members for status in row[10]}
        return AdvisoryRow(
            advisory_id=advisory_id,
            kind=kind,
            severity=level,
            score=score,
            summary=summary,
            published=aware(published),
            packages=tuple(
                Affected(
                    purl,
                    self._reading.package_names.get(purl, purl),
                    in_order(ecosystem_of_purl(purl), versions),
                    in_order(ecosystem_of_purl(purl), fixed or ()),
                    purl in packages_with_page(self._reading),
                )
                for purl, versions, fixed in (row[6:9] for row in members)
            ),
            projects=len({entry for row in members for entry in row[9]}),
            status="open" if "open" in statuses else min(statuses),
            is_open=any(row[11] for row in members),
        )

    @functools.cached_property
    def threats(self) -> Mapping[str, tuple[int, str]]:
        """Open advisories of each package of the portfolio: how many, and the worst severity."""
        return _threats(self.advisories.get("portfolio", ()))

    @functools.cached_property
    def counts(self) -> Mapping[str, Counts]:
        """How many packages each subject uses."""
        rows = self._reading.engine.rows(query("package_counts"))
        return {subject_id: Counts(*numbers) for subject_id, *numbers in rows}

    def packages_of(self, subject_id: str) -> tuple[PackageRow, ...]:
        """Packages of a subject: those with open advisories, and the most used."""
        return self._reading.of(_packages, subject_id) or ()


def _packages(reading: Reading, ids: Sequence[str]) -> Mapping[str, tuple[PackageRow, ...]]:
    advisories = supply_of(reading).advisories
    threats = {
        (subject_id, purl): found
        for subject_id in ids
        for purl, found in _threats(advisories.get(subject_id, ())).items()
    }
    columns = {"repository_id": "VARCHAR", "purl": "VARCHAR"}
    with reading.engine.relation("threatened", columns, list(threats)):
        rows = reading.engine.rows(query("packages_of_subjects"), kept=KEPT, subjects=list(ids))
    covered = {coverage.ecosystem for coverage in coverage_of(reading) if coverage.is_looked_up}
    entries = reading.once(_names_of_entries)
    found: dict[str, list[PackageRow]] = defaultdict(list)
    for subject_id, purl, versions, asked, projects, repositories, users, *more in rows:
        is_direct, is_needed, provider, unversioned = more
        count, severity = threats.get((subject_id, purl), (0, ""))
        ecosystem = ecosystem_of_purl(purl)
        found[subject_id].append(
            PackageRow(
                purl=purl,
                name=reading.package_names[purl],
                ecosystem=ecosystem or type_of(purl),
                versions=in_order(ecosystem, versions or ()),
                asked=tuple(sorted(asked or (), key=natural)),
                projects=projects,
                repositories=repositories,
                users=tuple(entries.get(user, user) for user in users),
                is_direct=is_direct,
                is_needed=is_needed,
                advisories=count,
                severity=severity,
                is_looked_up=ecosystem in covered,
                provider=entries.get(provider or "", ""),
                unversioned=unversioned,
                has_page=purl in packages_with_page(reading),
            )
        )
    return {subject_id: tuple(sorted(of, key=_use)) for subject_id, of in found.items()}


def _names_of_entries(reading: Reading) -> Mapping[str, str]:
    return {entry.id: entry.name for entry in reading.entries}


def aware(moment: datetime | None) -> datetime | None:
    """A moment of the evidence, which is UTC."""
    return moment.replace(tzinfo=UTC) if moment else None


def _badness(advisory_row: AdvisoryRow) -> tuple[object, ...]:
    level = LEVELS.index(advisory_row.severity)
    return (
        not advisory_row.is_open,
        level,
        -(advisory_row.score or 0.0),
        -advisory_row.projects,
        advisory_row.advisory_id,
    )


def _threats(advisories: Iterable[AdvisoryRow]) -> Mapping[str, tuple[int, str]]:
    """Open advisories of each package: how many, and the worst."""
    found: dict[str, list[str]] = defaultdict(list)
    for advisory in advisories:
        if advisory.is_open:
            for package in advisory.packages:
                found[package.purl].append(advisory.severity)
    return {purl: (len(levels), min(levels, key=LEVELS.index)) for purl, levels in found.items()}


def _use(package_row: PackageRow) -> tuple[object, ...]:
    return (
        -package_row.projects,
        -package_row.repositories,
        not package_row.is_direct,
        natural(package_row.name),
        package_row.purl,
    )


def type_of(purl: str) -> str:
    """The type of a package URL."""
    return purl.removeprefix("pkg:").partition("/")[0]


def in_order(ecosystem: str | None, versions: Sequence[str]) -> tuple[str, ...]:
    """Sort versions from the oldest to the newest, as their ecosystem does."""
    if len(versions) < _SEVERAL:
        return tuple(versions)
    if ecosystem is None:
        return tuple(sorted(versions, key=natural))
    return tuple(sorted(versions, key=lambda version: (_place(ecosystem, version), version)))


# Many projects use the same versions, and each is sorted anew for every project.
@functools.lru_cache(maxsize=1 << 16)
def _place(ecosystem: str, version: str) -> bytes:
    return sortable_key(ecosystem, version) or b""
