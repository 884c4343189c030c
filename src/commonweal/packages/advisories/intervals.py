# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Ranges of an advisory as intervals between sortable keys, so that matching is a comparison."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from commonweal.packages.advisories.affected import Event, events_in_order, limit_of, mappings
from commonweal.packages.advisories.ecosystems import ECOSYSTEMS, purl_type
from commonweal.packages.model import purl_of
from commonweal.packages.versions import ecosystem_of, key_of
from commonweal.packages.versions.sortable import sortable_key

Kind = Literal["listed", "range", "unknown_order"]
SEMANTIC = "SemVer"
_MOST_VERSIONS = 20_000


class Interval(msgspec.Struct, frozen=True):
    """Versions of one package that an advisory concerns.

    `listed` has the versions as they are written, `range` the ends: from `low` on (None: from
    the first version), up to `high` (None: without an end), which belongs to it where
    `is_closed`. `introduced` and `end_version` are the events as they are written, `end_kind` is
    fixed, last_affected or limit. Keys are those of semantic versions where `is_semantic`,
    else those of the ecosystem. Of `unknown_order` nothing can be told.
    """

    purl: str
    kind: Kind
    low: bytes | None = None
    high: bytes | None = None
    is_closed: bool = False
    is_semantic: bool = False
    introduced: str = ""
    end_kind: str = ""
    end_version: str = ""
    versions: tuple[str, ...] = ()


def intervals_of(record: Mapping[str, Any]) -> Iterator[Interval]:
    """Give the intervals of an OSV record; ranges of commits say nothing about versions."""
    for block in mappings(record.get("affected")):
        package = block.get("package")
        if not isinstance(package, Mapping):
            continue
        ecosystem, name = package.get("ecosystem"), package.get("name")
        if not isinstance(ecosystem, str) or not isinstance(name, str):
            continue
        type_ = purl_type(ecosystem)
        if type_ and (purl := purl_of(type_, name)):
            yield from _of_block(block, ECOSYSTEMS[type_], purl)


def _of_block(block: Mapping[str, Any], ecosystem: str, purl: str) -> Iterator[Interval]:
    listed = block.get("versions")
    if isinstance(listed, list):
        versions = tuple(
            version for version in listed[:_MOST_VERSIONS] if isinstance(version, str) and version
        )
        if versions:
            yield Interval(purl, "listed", versions=versions)
    for mapping in mappings(block.get("ranges")):
        kind = mapping.get("type")
        if kind in ("SEMVER", "ECOSYSTEM"):
            order = SEMANTIC if kind == "SEMVER" else ecosystem
            yield from _of_range(mapping, order, purl)


def _of_range(affected_range: Mapping[str, Any], order: str, purl: str) -> Iterator[Interval]:
    """Walk through sorted events as `verdict_on` does, and keep what lies between them."""
    if ecosystem_of(order) is None:
        yield Interval(purl, "unknown_order")
        return
    key = functools.partial(key_of, order)
    limit = limit_of(affected_range, key)
    events = events_in_order(affected_range, key)
    # What is called both the last affected and fixed is fixed, where that is said later.
    fixes = {key(event.version): at for at, event in enumerate(events) if event.what == "fixed"}
    opened: Event | None = None
    for at, event in enumerate(events):
        if event.what == "introduced" and opened is None:
            opened = event
        elif event.what in ("fixed", "last_affected") and opened is not None:
            fix = fixes.get(key(event.version), -1)
            yield from _between(purl, order, opened, events[fix] if fix > at else event, limit)
            opened = None
    if opened is not None:
        yield from _between(purl, order, opened, None, limit)


def _between(
    purl: str, order: str, opened: Event, closed: Event | None, limit: Event | None
) -> Iterator[Interval]:
    low = None if opened.version == "0" else sortable_key(order, opened.version)
    end, is_closed = closed, closed is not None and closed.what == "last_affected"
    high = sortable_key(order, end.version) if end else None
    if limit:
        bound = sortable_key(order, limit.version)
        if high is None or (bound is not None and bound <= high):
            end, high, is_closed = limit, bound, False
    if low is not None and high is not None and (high < low or (high == low and not is_closed)):
        return
    yield Interval(
        purl=purl,
        kind="range",
        low=low,
        high=high,
        is_closed=is_closed,
        is_semantic=order == SEMANTIC,
        introduced=opened.version,
        end_kind=end.what if end else "",
        end_version=end.version if end else "",
    )


def covers(interval: Interval, ecosystem: str, version: str) -> bool | None:
    """Tell whether an interval holds a version; the engine's query says the same in SQL."""
    if interval.kind == "listed":
        return version in interval.versions
    if interval.kind == "unknown_order":
        return None
    key = sortable_key(SEMANTIC if interval.is_semantic else ecosystem, version)
    if key is None:
        return None
    is_after = interval.low is None or key >= interval.low
    is_before = interval.high is None or key < interval.high
    return is_after and (is_before or (interval.is_closed and key == interval.high))
