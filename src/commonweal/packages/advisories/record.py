# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""An OSV record as the office keeps it (https://ossf.github.io/osv-schema), and no more of it."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import msgspec

from commonweal.packages.advisories.affected import mappings
from commonweal.packages.advisories.intervals import Interval, intervals_of
from commonweal.packages.advisories.severity import Severity, severity_of

# The longest record seen has 3 MB; what is longer is made to fill a memory.
SIZE_LIMIT = 8 * 1024 * 1024
_MOST = 200
_SUMMARY = 300
_FIRST_YEAR = 1990
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{2,127}")
_LINK = re.compile(r"https?://[^\s<>\"'\\]{3,500}")

RecordKind = Literal["vulnerability", "malicious", "unmaintained", "notice"]


class AdvisoryRefused(Exception):
    """The record is none, or none that can be believed."""


class Advisory(msgspec.Struct, frozen=True):
    """What a record says, without the packages that it concerns; moments are aware and UTC."""

    record_id: str
    aliases: tuple[str, ...]
    kind: RecordKind
    summary: str
    published: datetime | None
    modified: datetime | None
    withdrawn: datetime | None
    severity: Severity
    links: tuple[str, ...]


class Read(NamedTuple):
    """An advisory with the versions that it concerns, and whether some could not be kept.

    `has_others` tells that it also names packages of ecosystems that nothing is matched in.
    """

    advisory: Advisory
    intervals: tuple[Interval, ...]
    has_others: bool


def is_record_id(text: str) -> bool:
    """Tell whether a record may be called so."""
    return _ID.fullmatch(text) is not None


def read_record(content: bytes) -> Read:
    """Read one record; unknown fields are passed over, wrong ones of no weight too."""
    if len(content) > SIZE_LIMIT:
        raise AdvisoryRefused(f"the record has {len(content):,} bytes")
    try:
        record = msgspec.json.decode(content)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise AdvisoryRefused("the record is no JSON") from error
    if not isinstance(record, dict):
        raise AdvisoryRefused("the record is no JSON object")
    record_id = record.get("id")
    if not isinstance(record_id, str) or not _ID.fullmatch(record_id):
        raise AdvisoryRefused("the record has no id")
    intervals = tuple(intervals_of(record))
    blocks = sum(1 for _ in mappings(record.get("affected")))
    packages = {interval.purl for interval in intervals}
    return Read(_advisory(record_id, record), intervals, has_others=blocks > len(packages))


def _advisory(record_id: str, record: Mapping[str, Any]) -> Advisory:
    summary = record.get("summary") or _first_line(record.get("details"))
    return Advisory(
        record_id=record_id,
        aliases=tuple(text for text in _texts(record.get("aliases")) if _ID.fullmatch(text)),
        kind=_kind(record_id, record),
        summary=" ".join(summary[:4096].split())[:_SUMMARY] if isinstance(summary, str) else "",
        published=_moment(record.get("published")),
        modified=_moment(record.get("modified")),
        withdrawn=_withdrawn(record.get("withdrawn")),
        severity=severity_of(record),
        links=tuple(_links(record)),
    )


def _first_line(details: object) -> str:
    lines = details[:4096].splitlines() if isinstance(details, str) else ()
    return next((line.strip("# ") for line in lines if line.strip("# ")), "")


def _kind(record_id: str, record: Mapping[str, Any]) -> RecordKind:
    """RustSec tells in this way that nobody looks after a package any more."""
    if record_id.startswith("MAL-"):
        return "malicious"
    for block in mappings(record.get("affected")):
        specific = block.get("database_specific")
        informational = specific.get("informational") if isinstance(specific, Mapping) else None
        if informational:
            return "unmaintained" if informational == "unmaintained" else "notice"
    return "vulnerability"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (text for text in value[:_MOST] if isinstance(text, str))


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value[:40])
    except ValueError:
        return None
    # Some sources write the year 1 where they do not know.
    if moment.year < _FIRST_YEAR:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _withdrawn(value: object) -> datetime | None:
    """Whatever stands there, the record is withdrawn."""
    return (_moment(value) or datetime(1970, 1, 1, tzinfo=UTC)) if value else None


def _links(record: Mapping[str, Any]) -> Iterator[str]:
    """Addresses of the advisory itself first, then of the fix."""
    order = {"ADVISORY": 0, "FIX": 1, "REPORT": 2}
    found = [
        (order.get(str(mapping.get("type")), 3), mapping["url"])
        for mapping in mappings(record.get("references"))
        if isinstance(mapping.get("url"), str) and _LINK.fullmatch(mapping["url"])
    ]
    seen = dict.fromkeys(url for _, url in sorted(found, key=lambda link: link[0]))
    yield from list(seen)[:4]
