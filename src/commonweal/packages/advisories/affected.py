# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether an advisory concerns a version of a package, and which of its events decides."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from commonweal.packages.advisories.names import same_ecosystem, same_package
from commonweal.packages.versions import ecosystem_of, key_of

Why = Literal[
    "withdrawn", "other_package", "no_version", "listed", "in_range", "outside", "unknown_order"
]
_AFFECTED = ("no_version", "listed", "in_range")
# Some tools write the events as their code names them.
_SPELLINGS = {"lastAffected": "last_affected"}
_EVENTS = ("introduced", "fixed", "last_affected", "limit")
# More than any advisory has; what comes after it is not read.
_MOST = 10_000


class Event(NamedTuple):
    """A point of a range: what happens there, and the version as it is written."""

    what: str
    version: str


class Verdict(NamedTuple):
    """Why a version is affected or not, and the event of a range that decided."""

    why: Why
    event: Event | None = None

    @property
    def affected(self) -> bool | None:
        """Tell whether it is affected; None where that cannot be told."""
        return None if self.why == "unknown_order" else self.why in _AFFECTED


def is_affected(record: Mapping[str, Any], ecosystem: str, name: str, version: str) -> bool:
    """Tell whether a version is affected; what cannot be told counts as affected."""
    return verdict_on(record, ecosystem, name, version).affected is not False


def verdict_on(record: Mapping[str, Any], ecosystem: str, name: str, version: str) -> Verdict:
    """Judge a version of a package by an OSV record; an empty version is affected.

    Versions that a record lists count as they are written. Ranges of commits are left out,
    for they say nothing about versions.
    """
    if record.get("withdrawn"):
        return Verdict("withdrawn")
    blocks = mappings(record.get("affected"))
    return _worst(
        (
            _of_block(block, ecosystem, version)
            for block in blocks
            if _concerns(block, ecosystem, name)
        ),
        otherwise=Verdict("other_package"),
    )


def _worst(verdicts: Iterable[Verdict], *, otherwise: Verdict) -> Verdict:
    """What is affected goes before what cannot be told; an event tells more than none."""
    return max(
        verdicts,
        key=lambda verdict: (
            verdict.affected is True,
            verdict.affected is None,
            verdict.event is not None,
        ),
        default=otherwise,
    )


def _concerns(block: Mapping[str, Any], ecosystem: str, name: str) -> bool:
    package = block.get("package")
    if not isinstance(package, Mapping):
        return False
    home, other = package.get("ecosystem"), package.get("name")
    if not isinstance(home, str) or not isinstance(other, str):
        return False
    return same_ecosystem(home, ecosystem) and same_package(ecosystem, other, name)


def _of_block(block: Mapping[str, Any], ecosystem: str, version: str) -> Verdict:
    listed, ranges = block.get("versions"), block.get("ranges")
    if not listed and not ranges:
        return Verdict("outside")
    if not version:
        return Verdict("no_version")
    if isinstance(listed, list) and version in listed:
        return Verdict("listed")
    return _worst(
        (_in_range(mapping, ecosystem, version) for mapping in mappings(ranges)),
        otherwise=Verdict("outside"),
    )


def _in_range(affected_range: Mapping[str, Any], ecosystem: str, version: str) -> Verdict:
    kind = affected_range.get("type")
    if kind not in ("SEMVER", "ECOSYSTEM"):
        return Verdict("outside")
    order = "SemVer" if kind == "SEMVER" else ecosystem_of(ecosystem)
    if order is None:
        return Verdict("unknown_order")
    key = functools.partial(key_of, order)
    here = (1, key(version))
    limit = limit_of(affected_range, key)
    if limit and here >= _place(limit, key):
        return Verdict("outside", limit)
    return _walked(events_in_order(affected_range, key), here, key)


def events_in_order(affected_range: Mapping[str, Any], key: Callable[[str], Any]) -> list[Event]:
    """Give the events of a range from the earliest version to the latest."""
    return sorted(_events(affected_range), key=lambda event: _place(event, key))


def limit_of(affected_range: Mapping[str, Any], key: Callable[[str], Any]) -> Event | None:
    """Give the farthest limit of a range: from there on nothing is affected."""
    limits = [
        event for event in _events(affected_range) if event.what == "limit" and event.version != "*"
    ]
    return max(limits, key=lambda event: _place(event, key), default=None)


def _place(event: Event, key: Callable[[str], Any]) -> tuple[Any, ...]:
    """An event's place in the order; `introduced: 0` comes before every version."""
    if event == ("introduced", "0"):
        return (0,)
    return (1, key(event.version))


def _walked(events: Iterable[Event], here: tuple[Any, ...], key: Callable[[str], Any]) -> Verdict:
    """Walk through sorted events; the last one that applies decides."""
    verdict = Verdict("outside")
    for event in events:
        place = _place(event, key)
        if event.what == "introduced" and not verdict.affected and here >= place:
            verdict = Verdict("in_range", event)
        elif verdict.affected and (
            (event.what == "fixed" and here >= place)
            or (event.what == "last_affected" and here > place)
        ):
            verdict = Verdict("outside", event)
    return verdict


def _events(affected_range: Mapping[str, Any]) -> Iterator[Event]:
    for event in mappings(affected_range.get("events")):
        for key, value in event.items():
            what = _SPELLINGS.get(key, key)
            if what in _EVENTS and isinstance(value, str) and value:
                yield Event(what, value)


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """Give what is an object in a list; foreign records hold all sorts of things."""
    if isinstance(value, list):
        yield from (item for item in value[:_MOST] if isinstance(item, Mapping))
