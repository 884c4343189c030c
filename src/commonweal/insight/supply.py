# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages and advisories of all subjects, read once for all pages that tell of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from commonweal.evidence import Engine
from commonweal.insight.coverage import read_coverage
from commonweal.insight.ordering import natural
from commonweal.insight.reading import Reading
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.advisories.severity import LEVELS
from commonweal.packages.versions.sortable import sortable_key

# Packages of a subject that are kept beside those with open advisories.
KEPT = 40


class PackageRow(msgspec.Struct, frozen=True):
    """A package in use; versions from the oldest to the newest.

    `users` are names of entries that use it, some of them where there are many.
    `advisories` counts open ones, `severity` is the worst of them; "" where there is none.
    `is_needed` is false where it serves development alone. `provider` is the entry of the
    portfolio that makes the package.
    """

    purl: str
    name: str
    ecosystem: str
    versions: tuple[str, ...]
    projects: int
    repositories: int
    users: tuple[str, ...]
    is_direct: bool
    is_needed: bool
    advisories: int
    severity: str
    is_looked_up: bool
    provider: str


class Affected(msgspec.Struct, frozen=True):
    """A package that an advisory concerns: the versions in use, and those that mend them."""

    purl: str
    name: str
    versions: tuple[str, ...]
    fixed: tuple[str, ...]


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
    """What a generation knows of packages and advisories, read once."""
    return reading.once(_supply)


def _supply(reading: Reading) -> "Supply":
    return Supply(reading.engine, {entry.id: entry.name for entry in reading.entries})


class Supply:
    """All that pages about packages share. Times are aware and UTC.

    `packages` gives those with open advisories and the most used, `advisories` all, open ones
    first and worst first; both by subject. `names` is how files write a package.
    """

    def __init__(self, engine: Engine, names_of_entries: Mapping[str, str]) -> None:
        self._engine, self._entries = engine, names_of_entries
        self._coverage = tuple(read_coverage(engine))
        self.names: Mapping[str, str] = dict(
            engine.rows("select purl, min(name) from package_needed group by purl")
        )
        self.advisories = self._advisories()
        with engine.derived("used", "select * from package_uses"):
            self.counts = self._counts()
            self.packages = self._packages()

    def _advisories(self) -> Mapping[str, tuple[AdvisoryRow, ...]]:
        grouped: dict[str, dict[str, list[tuple[Any, ...]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for subject_id, *row in self._engine.rows(_ADVISORIES):
            grouped[subject_id][row[0]].append(tuple(row))
        return {
            subject_id: tuple(sorted((self._advisory(one) for one in found.values()), key=_badness))
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
                    self.names.get(purl, purl),
                    in_order(ecosystem_of_purl(purl), versions),
                    in_order(ecosystem_of_purl(purl), fixed or ()),
                )
                for purl, versions, fixed in (row[6:9] for row in members)
            ),
            projects=len({entry for row in members for entry in row[9]}),
            status="open" if "open" in statuses else min(statuses),
            is_open=any(row[11] for row in members),
        )

    def _counts(self) -> Mapping[str, Counts]:
        rows = self._engine.rows(_COUNTS)
        return {subject_id: Counts(*numbers) for subject_id, *numbers in rows}

    def _packages(self) -> Mapping[str, tuple[PackageRow, ...]]:
        threats = {
            (subject_id, purl): found
            for subject_id, advisories in self.advisories.items()
            for purl, found in _threats(advisories).items()
        }
        columns = {"repository_id": "VARCHAR", "purl": "VARCHAR"}
        with self._engine.relation("threatened", columns, list(threats)):
            rows = self._engine.rows(_PACKAGES, kept=KEPT)
        covered = {one.ecosystem for one in self._coverage if one.is_looked_up}
        found: dict[str, list[PackageRow]] = defaultdict(list)
        for (
            subject_id,
            purl,
            versions,
            projects,
            repositories,
            users,
            is_direct,
            is_needed,
            provider,
        ) in rows:
            count, severity = threats.get((subject_id, purl), (0, ""))
            ecosystem = ecosystem_of_purl(purl)
            found[subject_id].append(
                PackageRow(
                    purl=purl,
                    name=self.names[purl],
                    ecosystem=ecosystem or type_of(purl),
                    versions=in_order(ecosystem, versions or ()),
                    projects=projects,
                    repositories=repositories,
                    users=tuple(self._entries.get(user, user) for user in users),
                    is_direct=is_direct,
                    is_needed=is_needed,
                    advisories=count,
                    severity=severity,
                    is_looked_up=ecosystem in covered,
                    provider=self._entries.get(provider or "", ""),
                )
            )
        return {subject_id: tuple(sorted(of, key=_use)) for subject_id, of in found.items()}


_ADVISORIES = """
select
  exposures.repository_id,
  advisory_id,
  min(kind),
  min(level),
  min(score),
  min(summary),
  min(published),
  purl,
  list(distinct version),
  list(distinct fixed) filter (where fixed <> ''),
  list(distinct entries.entry_id),
  list(distinct coalesce(status, 'open')),
  bool_or(is_open)
from exposures
join entries on entries.repository_id = exposures.home_id
group by exposures.repository_id, advisory_id, purl
order by exposures.repository_id, advisory_id, purl
"""
_COUNTS = """
select
  repository_id,
  count(*),
  sum(versions)::bigint,
  count(*) filter (where is_direct),
  count(*) filter (where projects > 1)
from used
group by repository_id
order by repository_id
"""
_PACKAGES = """
with chosen as (
  select used.*
  from used
  left join threatened using (repository_id, purl)
  qualify
    threatened.purl is not null
    or row_number() over (
      partition by repository_id
      order by projects desc, repositories desc, is_direct desc, purl
    ) <= $kept
),
providers as (
  select purl, min(entry_id) as entry_id
  from provisions
  join entries using (repository_id)
  group by purl
)
select
  chosen.repository_id,
  chosen.purl,
  list(distinct needs.version) filter (where needs.version <> ''),
  any_value(chosen.projects),
  any_value(chosen.repositories),
  list_slice(list_sort(list(distinct entries.entry_id)), 1, 4),
  any_value(chosen.is_direct),
  any_value(chosen.is_needed),
  any_value(providers.entry_id)
from chosen
join needs on needs.repository_id = chosen.repository_id and needs.purl = chosen.purl
join entries on entries.repository_id = needs.home_id
left join providers on providers.purl = chosen.purl
group by chosen.repository_id, chosen.purl
order by chosen.repository_id, chosen.purl
"""


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
    if ecosystem is None:
        return tuple(sorted(versions, key=natural))
    return tuple(
        sorted(versions, key=lambda version: (sortable_key(ecosystem, version) or b"", version))
    )
