# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages in use: who uses what version, which advisories concern them, what is unknown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from commonweal.core.problem import InputMissing
from commonweal.formats.advisories.ecosystems import ecosystem_of_purl
from commonweal.formats.advisories.severity import LEVELS
from commonweal.formats.versions.sortable import sortable_key
from commonweal.views.places import file_address, is_web_address
from commonweal.views.project import parent
from commonweal.views.reading import Reading, Subject, natural

# Rows of a table on a page; the command line and JSON give all.
SHOWN = 40
_RAISES = 12
_ADVISORIES = 25


class Coverage(msgspec.Struct, frozen=True):
    """What is known of an ecosystem: without a database nothing of it was looked up.

    `packages` counts each version once, `unversioned` packages that no file gives one.
    """

    ecosystem: str
    packages: int
    unversioned: int
    is_looked_up: bool
    records: int
    as_of: datetime | None


class PackageRow(msgspec.Struct, frozen=True):
    """A package in use; versions from the oldest to the newest.

    `advisories` counts open ones, `severity` is the worst of them; "" where there is none.
    `provider` is the entry of the portfolio that makes the package.
    """

    purl: str
    name: str
    ecosystem: str
    versions: tuple[str, ...]
    projects: int
    repositories: int
    is_direct: bool
    advisories: int
    severity: str
    is_looked_up: bool
    provider: str


class Affected(msgspec.Struct, frozen=True):
    """A package that an advisory concerns, with the versions in use and where it is mended."""

    purl: str
    name: str
    versions: tuple[str, ...]
    fixed: str


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


class AdvisoriesPage(msgspec.Struct, frozen=True):
    """All advisories that concern packages in use, and what was not looked up."""

    advisories: tuple[AdvisoryRow, ...]
    open: int
    coverage: tuple[Coverage, ...]
    unread: int


class Raise(msgspec.Struct, frozen=True):
    """One package to raise: `version` mends `mended` of its `advisories`; "" where none does."""

    purl: str
    name: str
    versions: tuple[str, ...]
    version: str
    severity: str
    advisories: int
    mended: int
    projects: int
    is_direct: bool
    is_malicious: bool


class Counts(msgspec.Struct, frozen=True):
    """The numbers of a page about packages."""

    packages: int
    versions: int
    direct: int
    shared: int
    advisories: int
    urgent: int


class Page(msgspec.Struct, frozen=True):
    """Packages of the portfolio or of one subject.

    `raises` are packages with open advisories, those first whose raising helps most.
    """

    subject: Subject
    parent: Any
    counts: Counts
    raises: tuple[Raise, ...]
    more_raises: int
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
    aliases: tuple[str, ...]
    vector: str
    modified: datetime | None
    links: tuple[str, ...]
    places: tuple[Place, ...]
    more: int


def coverage_of(reading: Reading) -> tuple[Coverage, ...]:
    """Give the coverage of each ecosystem in use; what was not looked up comes first."""
    rows = reading.engine.rows(
        "select ecosystem, packages, unversioned, is_looked_up, records, as_of "
        "from advisory_coverage order by is_looked_up, packages + unversioned desc, ecosystem"
    )
    return tuple(
        Coverage(ecosystem, packages, unversioned, is_looked_up, records, aware(as_of))
        for ecosystem, packages, unversioned, is_looked_up, records, as_of in rows
    )


def aware(moment: datetime | None) -> datetime | None:
    """A moment of the evidence, which is UTC."""
    return moment.replace(tzinfo=UTC) if moment else None


def ecosystems_in_use(reading: Reading) -> tuple[str, ...]:
    """Give the ecosystems whose advisories would be of use."""
    known = {ecosystem for ecosystem, *_ in _looked_up(reading)}
    return tuple(sorted(known))


def _looked_up(reading: Reading) -> Iterable[tuple[str, str]]:
    rows = reading.engine.rows("select ecosystem, purl_type from advisory_coverage")
    return ((name, type_) for name, type_ in rows if ecosystem_of_purl(f"pkg:{type_}/"))


def advisories_page(reading: Reading, subject_id: str = "portfolio") -> AdvisoriesPage:
    """Read all advisories that concern a subject, open ones first and worst first."""
    found = advisory_rows(reading, subject_id)
    return AdvisoriesPage(
        advisories=found,
        open=sum(1 for one in found if one.is_open),
        coverage=coverage_of(reading),
        unread=_unread(reading, reading.subjects.get(subject_id)),
    )


def page(reading: Reading, subject_id: str = "portfolio") -> Page:
    """Read the packages of a subject; the whole portfolio where none is named."""
    subject = reading.subjects.get(subject_id, reading.portfolio)
    advisories = advisory_rows(reading, subject.id)
    packages = package_rows(reading, subject.id)
    raises = raises_of(advisories, packages)
    open_ones = [one for one in advisories if one.is_open]
    return Page(
        subject=subject,
        parent=parent(reading, subject),
        counts=Counts(
            packages=len(packages),
            versions=sum(len(one.versions) for one in packages),
            direct=sum(1 for one in packages if one.is_direct),
            shared=sum(1 for one in packages if one.projects > 1),
            advisories=len(open_ones),
            urgent=sum(1 for one in open_ones if one.severity in ("critical", "high")),
        ),
        raises=raises[:_RAISES],
        more_raises=max(0, len(raises) - _RAISES),
        advisories=advisories[:_ADVISORIES],
        more_advisories=max(0, len(advisories) - _ADVISORIES),
        packages=packages[:SHOWN],
        more_packages=max(0, len(packages) - SHOWN),
        coverage=coverage_of(reading),
        unread=_unread(reading, subject),
    )


def raises_of(
    advisories: Iterable[AdvisoryRow], packages: Iterable[PackageRow]
) -> tuple[Raise, ...]:
    """Say which packages to raise, and to what: the worst first, then what settles most.

    The version is the highest that any advisory of the package is mended in.
    """
    by_purl = {one.purl: one for one in packages}
    found: dict[str, list[tuple[AdvisoryRow, Affected]]] = defaultdict(list)
    for advisory in advisories:
        if advisory.is_open:
            for package in advisory.packages:
                found[package.purl].append((advisory, package))
    raises = [_raise(by_purl[purl], members) for purl, members in found.items() if purl in by_purl]
    raises.sort(
        key=lambda one: (
            not one.is_malicious,
            LEVELS.index(one.severity),
            -one.projects * one.advisories,
            one.purl,
        )
    )
    return tuple(raises)


def _raise(package: PackageRow, members: Sequence[tuple[AdvisoryRow, Affected]]) -> Raise:
    versions = {version for _, affected in members for version in affected.versions}
    ecosystem = ecosystem_of_purl(package.purl)
    mended = in_order(ecosystem, [affected.fixed for _, affected in members if affected.fixed])
    return Raise(
        purl=package.purl,
        name=package.name,
        versions=in_order(ecosystem, tuple(versions)),
        version=mended[-1] if mended else "",
        severity=min((advisory.severity for advisory, _ in members), key=LEVELS.index),
        advisories=len(members),
        mended=len(mended),
        projects=max(advisory.projects for advisory, _ in members),
        is_direct=package.is_direct,
        is_malicious=any(advisory.kind == "malicious" for advisory, _ in members),
    )


def package_rows(reading: Reading, subject_id: str) -> tuple[PackageRow, ...]:
    """Give packages of a subject: those with open advisories, then the most used."""
    threats = _threats(reading, subject_id)
    covered = {one.ecosystem for one in coverage_of(reading) if one.is_looked_up}
    names = {one.id: one.name for one in reading.entries}
    providers = dict(
        reading.engine.rows(
            "select purl, min(entry_id) from provisions join entries using (repository_id) "
            "group by purl"
        )
    )
    rows = reading.engine.rows(
        """
        select
          purl,
          mode(name),
          list(distinct version) filter (where version <> ''),
          count(distinct entry_id),
          count(distinct home_id),
          coalesce(bool_or(is_direct), false)
        from needs
        join entries on entries.repository_id = needs.home_id
        where needs.repository_id = $subject
        group by purl
        """,
        subject=subject_id,
    )
    found = []
    for purl, name, versions, projects, repositories, is_direct in rows:
        count, severity = threats.get(purl, (0, ""))
        ecosystem = ecosystem_of_purl(purl)
        provider = names.get(providers.get(purl, ""), "")
        found.append(
            PackageRow(
                purl,
                name,
                ecosystem or type_of(purl),
                in_order(ecosystem, versions or ()),
                projects,
                repositories,
                is_direct,
                count,
                severity,
                ecosystem in covered,
                provider,
            )
        )
    found.sort(key=_importance)
    return tuple(found)


def _importance(one: PackageRow) -> tuple[object, ...]:
    level = LEVELS.index(one.severity) if one.severity in LEVELS else len(LEVELS)
    return (level, -one.projects, -one.repositories, not one.is_direct, natural(one.name), one.purl)


def type_of(purl: str) -> str:
    """The type of a package URL."""
    return purl.removeprefix("pkg:").partition("/")[0]


def in_order(ecosystem: str | None, versions: Sequence[str]) -> tuple[str, ...]:
    """Sort versions from the oldest to the newest, as their ecosystem does."""
    if ecosystem is None:
        return tuple(sorted(versions, key=natural))
    return tuple(sorted(versions, key=lambda one: (sortable_key(ecosystem, one) or b"", one)))


def _threats(reading: Reading, subject_id: str) -> Mapping[str, tuple[int, str]]:
    rows = reading.engine.rows(
        "select purl, count(distinct advisory_id), list(distinct level) from exposures "
        "where repository_id = $subject and is_open group by purl",
        subject=subject_id,
    )
    return {purl: (count, min(levels, key=LEVELS.index)) for purl, count, levels in rows}


def advisory_rows(reading: Reading, subject_id: str) -> tuple[AdvisoryRow, ...]:
    """Give the advisories of a subject, open ones first and worst first."""
    rows = reading.engine.rows(
        """
        select
          advisory_id,
          any_value(kind),
          any_value(level),
          any_value(score),
          any_value(summary),
          any_value(published),
          purl,
          list(distinct version),
          max(fixed),
          list(distinct entries.entry_id),
          list(distinct coalesce(status, 'open')),
          bool_or(is_open)
        from exposures
        join entries on entries.repository_id = exposures.home_id
        where exposures.repository_id = $subject
        group by advisory_id, purl
        order by advisory_id, purl
        """,
        subject=subject_id,
    )
    names = _names(reading)
    grouped: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    found = [_advisory(members, names) for members in grouped.values()]
    found.sort(
        key=lambda one: (
            not one.is_open,
            LEVELS.index(one.severity),
            -(one.score or 0.0),
            -one.projects,
            one.advisory_id,
        )
    )
    return tuple(found)


def _advisory(members: Sequence[tuple[Any, ...]], names: Mapping[str, str]) -> AdvisoryRow:
    advisory_id, kind, level, score, summary, published = members[0][:6]
    statuses = {status for row in members for status in row[10]}
    is_open = any(row[11] for row in members)
    return AdvisoryRow(
        advisory_id=advisory_id,
        kind=kind,
        severity=level,
        score=score,
        summary=summary,
        published=aware(published),
        packages=tuple(
            Affected(
                row[6],
                names.get(row[6], row[6]),
                in_order(ecosystem_of_purl(row[6]), row[7]),
                row[8],
            )
            for row in members
        ),
        projects=len({entry for row in members for entry in row[9]}),
        status="open" if "open" in statuses else min(statuses),
        is_open=is_open,
    )


def _names(reading: Reading) -> Mapping[str, str]:
    """How files write the names of packages that advisories concern."""
    return dict(
        reading.engine.rows(
            "select purl, mode(name) from package_needed "
            "where purl in (select purl from exposure) group by purl"
        )
    )


def advisory_ids(reading: Reading) -> tuple[str, ...]:
    """Give the ids of all advisories that have a page."""
    rows = reading.engine.rows("select distinct advisory_id from exposure order by advisory_id")
    return tuple(one for (one,) in rows)


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
    [advisory] = [one for one in advisory_rows(reading, "portfolio") if one.advisory_id == known_id]
    places = _places(reading, known_id)
    return AdvisoryPage(
        advisory=advisory,
        aliases=tuple(aliases or ()),
        vector=vector or "",
        modified=aware(modified),
        links=tuple(link for link in links or () if is_web_address(link)),
        places=places[:SHOWN],
        more=max(0, len(places) - SHOWN),
    )


def _places(reading: Reading, advisory_id: str) -> tuple[Place, ...]:
    names = _names(reading)
    rows = reading.engine.rows(
        """
        select
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
        where exposures.repository_id = 'portfolio' and exposures.advisory_id = $id
        group by all
        order by all
        """,
        id=advisory_id,
    )
    return tuple(
        Place(
            reading.subjects[entry_id],
            name,
            path,
            line,
            file_address(origin, commit, path, line or None),
            names.get(purl, purl),
            *told,
        )
        for entry_id, name, origin, commit, path, line, purl, *told in rows
    )


def _unread(reading: Reading, subject: Subject | None) -> int:
    """Count package files that could not be read."""
    ids = list(subject.repository_ids) if subject else []
    [(count,)] = reading.engine.rows(
        "select count(*) from problem where kind = 'PackageFileUnread' "
        "and repository_id in (select unnest($ids))",
        ids=ids,
    )
    return int(count)
