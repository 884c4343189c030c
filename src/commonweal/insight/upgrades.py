# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages with open advisories, and the version that settles most of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import msgspec

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.reuse import through
from commonweal.insight.supply import in_order
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.advisories.severity import LEVELS, Level

# An upgrade can settle these; that nobody maintains a package, or that it is malicious, not.
_SETTLED_BY_UPGRADE = frozenset({"vulnerability", "notice"})


class Upgrade(msgspec.Struct, frozen=True):
    """A package to upgrade: `version` settles `settled` of its `advisories`; "" where none does.

    `through` is the package that alone brings it in, where there is one: that is to be upgraded.
    `is_needed` is false where it serves development alone. `entries` use it. `severities` are
    those of the advisories that an upgrade can settle; `severity` is the worst of all.
    """

    purl: str
    name: str
    versions: tuple[str, ...]
    version: str
    severity: Level
    severities: tuple[Level, ...]
    advisories: int
    settled: int
    entries: tuple[str, ...]
    is_direct: bool
    is_needed: bool
    is_malicious: bool
    through: str

    @property
    def projects(self) -> int:
        """How many projects use it."""
        return len(self.entries)


class _Open(NamedTuple):
    """An open advisory of a package of the subject."""

    advisory_id: str
    kind: str
    level: Level
    versions: Collection[str]
    entries: Collection[str]
    is_needed: bool
    is_direct: bool


def upgrades_of(reading: Reading, subject_id: str, *, purls: Sequence[str]) -> tuple[Upgrade, ...]:
    """Give what is known of packages of a subject that have open advisories, by package URL."""
    if not purls:
        return ()
    found: dict[str, list[_Open]] = defaultdict(list)
    for purl, *advisory in reading.engine.rows(
        query("open_advisories"), subject=subject_id, purls=purls
    ):
        found[purl].append(_Open(*advisory))
    return tuple(_upgrade(reading, purl, members) for purl, members in sorted(found.items()))


class Settled(NamedTuple):
    """How many packages to upgrade, and how many of the known vulnerabilities that closes."""

    packages: int
    advisories: int
    settled: int


def settled_by_upgrades(reading: Reading, purls: Sequence[str]) -> Settled:
    """Count what upgrades of packages of the portfolio close; each advisory once.

    An advisory of several packages is closed when all of them are upgraded.
    """
    rows = reading.engine.rows(query("open_advisories"), subject="portfolio", purls=list(purls))
    found: dict[str, list[_Open]] = defaultdict(list)
    for purl, *advisory in rows:
        if (open_ := _Open(*advisory)).kind in _SETTLED_BY_UPGRADE:
            found[purl].append(open_)
    remaining: set[str] = set()
    upgraded = 0
    for purl, members in found.items():
        left = _remaining(reading, purl, members)
        upgraded += len(left) < len(members)
        remaining |= left
    advisories = {advisory.advisory_id for members in found.values() for advisory in members}
    return Settled(upgraded, len(advisories), len(advisories - remaining))


def _remaining(reading: Reading, purl: str, members: Sequence[_Open]) -> frozenset[str]:
    """The advisories of a package that its best upgrade leaves open: all, where there is none."""
    target, remaining = _target(reading, purl, members)
    ids = frozenset(advisory.advisory_id for advisory in members)
    return ids & remaining if target else ids


def _target(reading: Reading, purl: str, members: Sequence[_Open]) -> tuple[str, frozenset[str]]:
    """The highest version that any version in use is best upgraded to; "" where there is none."""
    versions = {version for advisory in members for version in advisory.versions}
    known = reading.once(_targets).get(purl, {})
    targets = dict(known[version] for version in versions if version in known and known[version][0])
    target = in_order(ecosystem_of_purl(purl), tuple(targets))[-1] if targets else ""
    return target, targets.get(target, frozenset())


def _upgrade(reading: Reading, purl: str, members: Sequence[_Open]) -> Upgrade:
    """The upgrade that serves all versions of a package that are in use."""
    target, remaining = _target(reading, purl, members)
    versions = sorted({version for advisory in members for version in advisory.versions})
    return Upgrade(
        purl=purl,
        name=reading.package_names.get(purl, purl),
        versions=in_order(ecosystem_of_purl(purl), versions),
        version=target,
        severity=min((advisory.level for advisory in members), key=LEVELS.index),
        severities=tuple(
            advisory.level for advisory in members if advisory.kind in _SETTLED_BY_UPGRADE
        ),
        advisories=len(members),
        settled=sum(bool(target) and advisory.advisory_id not in remaining for advisory in members),
        entries=tuple(sorted({entry for advisory in members for entry in advisory.entries})),
        is_direct=members[0].is_direct,
        is_needed=members[0].is_needed,
        is_malicious=any(advisory.kind == "malicious" for advisory in members),
        through=through(reading).get(purl, ""),
    )


def _targets(reading: Reading) -> Mapping[str, Mapping[str, tuple[str, frozenset[str]]]]:
    """By package and version in use: what to upgrade to, and which advisories remain there."""
    found: dict[str, dict[str, tuple[str, frozenset[str]]]] = defaultdict(dict)
    for purl, version, target, remaining in reading.engine.rows(query("upgrade_targets")):
        found[purl][version] = (target, frozenset(remaining or ()))
    return found


def advisory_ids(reading: Reading) -> tuple[str, ...]:
    """Give the ids of all advisories that have a page."""
    return tuple(advisory_id for (advisory_id,) in reading.engine.rows(query("advisory_ids")))
