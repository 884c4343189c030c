# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One advisory: what its record says, and where versions are named that it concerns."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.places import file_address, is_web_address
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.supply import aware


class Record(msgspec.Struct, frozen=True):
    """What a database says of an advisory besides what every list shows."""

    id: str
    aliases: tuple[str, ...]
    vector: str
    modified: datetime | None
    links: tuple[str, ...]


class Place(msgspec.Struct, frozen=True):
    """A line that names a version in use: where it is, and its web address if known."""

    subject: Subject
    repository: str
    path: str
    line: int
    address: str
    name: str
    purl: str
    has_page: bool
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


def record_named(reading: Reading, advisory_id: str) -> Record:
    """Give the record of an advisory by any of its ids, or say that there is none."""
    rows = reading.engine.rows(query("advisory_named"), id=advisory_id)
    if not rows:
        raise InputMissing(
            message(
                "no advisory %(advisory_id)s concerns anything in use here", advisory_id=advisory_id
            )
        )
    known_id, aliases, vector, modified, links = rows[0]
    return Record(
        id=known_id,
        aliases=tuple(aliases or ()),
        vector=vector or "",
        modified=aware(modified),
        links=tuple(link for link in links or () if is_web_address(link)),
    )


def places_of(reading: Reading, advisory_id: str) -> tuple[Place, ...]:
    """Give the places that name a version which an advisory concerns."""
    return reading.once(_places).get(advisory_id, ())


def _places(reading: Reading) -> Mapping[str, tuple[Place, ...]]:
    """Where versions are named that an advisory concerns, by advisory."""
    names = reading.package_names
    rows = reading.engine.rows(query("advisory_places"))
    found: dict[str, list[Place]] = defaultdict(list)
    for advisory_id, entry_id, name, origin, commit, path, line, purl, *rest in rows:
        address = file_address(origin, commit, path, line or None)
        subject, package = reading.subjects[entry_id], names.get(purl, purl)
        has_page = purl in packages_with_page(reading)
        place = Place(subject, name, path, line, address, package, purl, has_page, *rest)
        found[advisory_id].append(place)
    return {advisory_id: tuple(places) for advisory_id, places in found.items()}
