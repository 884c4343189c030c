# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages with open advisories, and the version that settles most of them."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from commonweal.insight.reading import Reading
from commonweal.insight.reuse import through
from commonweal.insight.supply import AdvisoryRow, Affected, PackageRow, in_order
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.advisories.severity import LEVELS


class Upgrade(msgspec.Struct, frozen=True):
    """A package to upgrade: `version` settles `settled` of its `advisories`; "" where none does.

    `through` is the package that alone brings it in, where there is one: that is to be upgraded.
    `is_needed` is false where it serves development alone.
    """

    purl: str
    name: str
    versions: tuple[str, ...]
    version: str
    severity: str
    advisories: int
    settled: int
    projects: int
    is_direct: bool
    is_needed: bool
    is_malicious: bool
    through: str


def upgrades_of(reading: Reading, subject_id: str) -> tuple[Upgrade, ...]:
    """Say which packages to upgrade, and to which version: worst first, then by what it settles."""
    by_purl = {one.purl: one for one in reading.supply.packages.get(subject_id, ())}
    found: dict[str, list[tuple[AdvisoryRow, Affected]]] = defaultdict(list)
    for advisory in reading.supply.advisories.get(subject_id, ()):
        if advisory.is_open:
            for package in advisory.packages:
                found[package.purl].append((advisory, package))
    upgrades = [
        _upgrade(reading, by_purl[purl], members)
        for purl, members in found.items()
        if purl in by_purl
    ]
    upgrades.sort(
        key=lambda upgrade: (
            not upgrade.is_malicious,
            not upgrade.is_needed,
            LEVELS.index(upgrade.severity),
            -upgrade.projects * upgrade.advisories,
            upgrade.purl,
        )
    )
    return tuple(upgrades)


def _upgrade(
    reading: Reading, package: PackageRow, members: Sequence[tuple[AdvisoryRow, Affected]]
) -> Upgrade:
    """The highest version that any version in use is best upgraded to serves all of them."""
    versions = {version for _, affected in members for version in affected.versions}
    ecosystem = ecosystem_of_purl(package.purl)
    upgrades = reading.supply.upgrades.get(package.purl, {})
    targets = dict(upgrades[one] for one in versions if one in upgrades and upgrades[one][0])
    target = in_order(ecosystem, tuple(targets))[-1] if targets else ""
    remaining = targets.get(target, frozenset())
    settled = [one for one, _ in members if target and one.advisory_id not in remaining]
    return Upgrade(
        purl=package.purl,
        name=package.name,
        versions=in_order(ecosystem, tuple(versions)),
        version=target,
        severity=min((advisory.severity for advisory, _ in members), key=LEVELS.index),
        advisories=len(members),
        settled=len(settled),
        projects=max(advisory.projects for advisory, _ in members),
        is_direct=package.is_direct and len(package.versions) == 1,
        is_needed=package.is_needed,
        is_malicious=any(advisory.kind == "malicious" for advisory, _ in members),
        through=through(reading).get(package.purl, ""),
    )


def advisory_ids(reading: Reading) -> tuple[str, ...]:
    """Give the ids of all advisories that have a page."""
    rows = reading.engine.rows("select distinct advisory_id from exposure order by advisory_id")
    return tuple(one for (one,) in rows)
