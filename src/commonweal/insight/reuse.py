# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who uses whom inside the portfolio, what was copied, and through what packages come in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from commonweal.insight.names import Named, named
from commonweal.insight.package_pages import (
    PackageName,
    package_name,
    packages_with_page,
)
from commonweal.insight.places import file_address
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading

_NAMES = 4
_GATEWAYS = 10


class Place(NamedTuple):
    """A version that a lock file names."""

    repository_id: str
    path: str
    purl: str
    version: str


class Gateway(msgspec.Struct, frozen=True):
    """Packages with open advisories that come in through one package alone.

    `gateway` and `members` are the same by package URL, with what has a page of its own.
    """

    name: str
    brings: tuple[str, ...]
    gateway: PackageName
    members: tuple[PackageName, ...]
    advisories: int
    projects: int


class Edge(msgspec.Struct, frozen=True):
    """One repository of the portfolio uses what another makes, and the line that says so."""

    needing: Named
    providing: Named
    name: str
    version: str
    scope: str
    path: str
    line: int
    address: str
    places: int
    purl: str
    has_page: bool


class Copies(msgspec.Struct, frozen=True):
    """Files that two repositories have in common without being forks."""

    one: Named
    other: Named
    files: int
    example: str


def gateways_by_place(reading: Reading) -> Mapping[Place, str]:
    """For places with open advisories, the package that alone brings the version in."""
    return reading.once(_gateways_by_place)


def _gateways_by_place(reading: Reading) -> Mapping[Place, str]:
    rows = reading.engine.rows(query("gateways"))
    return {Place(*place): gateway for *place, gateway in rows}


def _open(reading: Reading) -> Mapping[Place, tuple[tuple[str, ...], str]]:
    """Open advisories and the entry of the portfolio, by place."""
    rows = reading.engine.rows(query("open_places"))
    return {Place(*place): (tuple(ids), entry_id) for *place, ids, entry_id in rows}


def through(reading: Reading) -> Mapping[str, str]:
    """By package with open advisories, the name of the one that brings it in everywhere."""
    return reading.once(_through)


def _through(reading: Reading) -> Mapping[str, str]:
    rows = reading.engine.rows(query("single_gateways"))
    return {purl: reading.package_names.get(gateway, gateway) for purl, gateway in rows}


def gateways_of(reading: Reading) -> tuple[Gateway, ...]:
    """Give the packages through which alone others with open advisories come in."""
    places, names = reading.once(_open), reading.package_names
    found: dict[str, list[Place]] = defaultdict(list)
    for place, gateway in gateways_by_place(reading).items():
        # What was answered is no longer open.
        if place in places:
            found[gateway].append(place)
    gateways = [
        Gateway(
            name=names.get(gateway, gateway),
            brings=tuple(package.name for package in packages),
            gateway=package_name(reading, gateway),
            members=packages,
            advisories=len({advisory for member in members for advisory in places[member][0]}),
            projects=len({places[member][1] for member in members}),
        )
        for gateway, members in found.items()
        for packages in [_brought(reading, members)]
    ]
    gateways.sort(key=lambda gateway: (-gateway.advisories, -gateway.projects, gateway.name))
    return tuple(gateways[:_GATEWAYS])


def _brought(reading: Reading, members: Sequence[Place]) -> tuple[PackageName, ...]:
    packages = {package_name(reading, purl) for purl in {member.purl for member in members}}
    return tuple(sorted(packages, key=lambda package: (package.name, package.purl)))[:_NAMES]


def edges_of(reading: Reading) -> tuple[Edge, ...]:
    """Who uses whom inside the portfolio: manifests tell more than lock files."""
    rows = reading.engine.rows(query("reused_packages"))
    return tuple(
        Edge(
            named(reading, needs),
            named(reading, gives),
            name,
            version,
            scope,
            path,
            line,
            file_address(origin, commit, path, line or None),
            places,
            purl,
            purl in packages_with_page(reading),
        )
        for needs, gives, name, version, scope, path, line, origin, commit, places, purl in rows
    )


def forks_of(reading: Reading) -> tuple[tuple[Named, ...], ...]:
    """Give entries whose repositories share a root commit: one is a fork of the other."""
    rows = reading.engine.rows(query("forks"))
    return tuple(tuple(named(reading, entry) for entry in entries) for (entries,) in rows)


def copies_of(reading: Reading) -> tuple[Copies, ...]:
    """Give the pairs of entries that share most files without being forks."""
    rows = reading.engine.rows(query("copied_files"))
    return tuple(
        Copies(named(reading, first), named(reading, other), files, example)
        for first, other, files, example in rows
    )
