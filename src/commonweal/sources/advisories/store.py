# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The advisory databases of a workspace: immutable Parquet, and one small index of them."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence import Provenance, Segment, SegmentWriter
from commonweal.evidence.generation import write_durably
from commonweal.evidence.segments import read_parquet, segment_path
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.advisories.intervals import Interval
from commonweal.packages.advisories.record import Advisory, Read

TABLES = ("advisory_record", "advisory_interval")
# Rows that wait in memory before they are written.
_BATCH = 50_000
_ORDER = {"advisory_record": "record_id", "advisory_interval": "purl, record_id, kind"}


class Database(msgspec.Struct, frozen=True):
    """One import: where it came from, what is in it, how old it is.

    `ecosystems` gives the number of records by OSV's name; `as_of` is when the newest
    record was changed. Of a download, `checked_at` is when the source was last asked whether
    there is anything new, `tag` what it said about the state of the archive, `list_tag` about
    that of the list of changes.
    """

    name: str
    source: str
    imported_at: datetime
    as_of: datetime | None
    records: int
    refused: int
    others: int
    ecosystems: dict[str, int]
    segments: tuple[Segment, ...]
    digest: str = ""
    tag: str = ""
    list_tag: str = ""
    checked_at: datetime | None = None


class Stored(NamedTuple):
    """What is told of stored records: how many, how many with a moment, the newest, by ecosystem.

    `matchless` are those that name no version of a package that is matched.
    """

    records: int
    dated: int
    newest: datetime | None
    matchless: int
    ecosystems: dict[str, int]


class AdvisoryStore:
    """Below `.commonweal/advisories`; the index is replaced whole, so that readers never wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._segments = folder / "segments"
        self._index = folder / "databases.json"

    def databases(self) -> tuple[Database, ...]:
        """All databases by name; empty before the first import."""
        try:
            content = self._index.read_bytes()
        except FileNotFoundError:
            return ()
        try:
            return msgspec.json.decode(content, type=tuple[Database, ...])
        except msgspec.DecodeError as error:
            raise WorkspaceDamaged(
                message("the index of advisories cannot be read: %(error)s", error=str(error)),
                fix=message("Remove the folder .commonweal/advisories and import again."),
                where=str(self._index),
            ) from error

    def digest(self) -> str:
        """What all databases together are; the same where nothing else would be found."""
        names = "".join(
            sorted(part.sha256 for database in self.databases() for part in database.segments)
        )
        return hashlib.sha256(names.encode()).hexdigest()[:16] if names else ""

    def select(self, table: str) -> str | None:
        """The SQL that reads a table of all databases; None where there is none."""
        segments = [
            part
            for database in self.databases()
            for part in database.segments
            if part.table == table
        ]
        return read_parquet(self._segments, segments) if segments else None

    def put(self, database: Database) -> None:
        """Add a database, or replace the one of the same name."""
        others = [other for other in self.databases() if other.name != database.name]
        kept = sorted([*others, database], key=lambda other: other.name)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_durably(self._index, msgspec.json.encode(kept))
        self._sweep(kept)

    def remove(self, name: str) -> bool:
        """Forget a database; False where there is none of this name."""
        before = self.databases()
        kept = [database for database in before if database.name != name]
        if len(kept) == len(before):
            return False
        write_durably(self._index, msgspec.json.encode(kept))
        self._sweep(kept)
        return True

    def write(self, name: str, records: Iterable[Read], now: datetime) -> tuple[Segment, ...]:
        """Write records and their intervals, sorted by what they are looked up by."""
        return self._written(name, records, now, {table: [] for table in TABLES})

    def merge(
        self, before: Database, records: Iterable[Read], gone: Collection[str], now: datetime
    ) -> tuple[Segment, ...]:
        """Write what is stored without the records `gone`, and with new ones."""
        parts: dict[str, list[Segment]] = {table: [] for table in TABLES}
        listed = (
            ", ".join("'" + record_id.replace("'", "''") + "'" for record_id in sorted(gone))
            or "''"
        )
        with self._writer() as writer:
            for stored in before.segments:
                source = read_parquet(self._segments, [stored])
                kept = f"select * from {source} where record_id not in ({listed})"  # noqa: S608  quoted above
                if segment := writer.write_query(stored.table, stored.owner, kept):
                    parts[stored.table].append(segment)
        return self._written(before.name, records, now, parts)

    def moments(self, database: Database) -> dict[str, datetime | None]:
        """When each stored record was changed; None where it does not say."""
        with self._writer() as writer:
            rows = writer.fetch(_of("advisory_record", database.segments), "record_id, modified")
        return {name: moment and moment.replace(tzinfo=UTC) for name, moment in rows}

    def stored(self, segments: Sequence[Segment]) -> Stored:
        """Count what is in segments."""
        with self._writer() as writer:
            records = writer.fetch(
                _of("advisory_record", segments),
                "record_id, coalesce(modified, published)",
            )
            pairs = writer.fetch(
                _of("advisory_interval", segments), "distinct record_id, split_part(purl, '/', 1)"
            )
        moments = [moment for _, moment in records if moment]
        matched = {name for name, _ in pairs}
        ecosystems = Counter(ecosystem_of_purl(type_) or "" for _, type_ in pairs)
        return Stored(
            records=len(records),
            dated=len(moments),
            newest=max(moments).replace(tzinfo=UTC) if moments else None,
            matchless=sum(1 for name, _ in records if name not in matched),
            ecosystems={name: count for name, count in sorted(ecosystems.items()) if name},
        )

    @contextmanager
    def _writer(self) -> Iterator[SegmentWriter]:
        writer = SegmentWriter(self._segments)
        try:
            yield writer
        finally:
            writer.close()

    def _written(
        self, name: str, records: Iterable[Read], now: datetime, parts: dict[str, list[Segment]]
    ) -> tuple[Segment, ...]:
        provenance = Provenance(name, now).values()
        with self._writer() as writer:
            for advisories, intervals in _batches(records):
                for table, rows in zip(TABLES, (advisories, intervals), strict=True):
                    if segment := writer.write(table, name, rows, provenance):
                        parts[table].append(segment)
            whole = (
                writer.combine(of_table, order=_ORDER[table])
                for table, of_table in parts.items()
                if of_table
            )
            return tuple(segment for segment in whole if segment)

    def _sweep(self, kept: Iterable[Database]) -> None:
        used = {
            segment_path(self._segments, p.sha256) for database in kept for p in database.segments
        }
        for path in self._segments.glob("*/*.parquet"):
            if path not in used:
                path.unlink(missing_ok=True)


Rows = list[tuple[object, ...]]


def _of(table: str, segments: Iterable[Segment]) -> list[Segment]:
    return [segment for segment in segments if segment.table == table]


def _batches(records: Iterable[Read]) -> Iterator[tuple[Rows, Rows]]:
    advisories: Rows = []
    intervals: Rows = []
    for read in records:
        advisories.append(_advisory_row(read.advisory))
        intervals += (
            _interval_row(read.advisory.record_id, interval) for interval in read.intervals
        )
        if len(intervals) + len(advisories) >= _BATCH:
            yield advisories, intervals
            advisories, intervals = [], []
    if advisories:
        yield advisories, intervals


def _advisory_row(advisory: Advisory) -> tuple[object, ...]:
    return (
        advisory.record_id,
        advisory.aliases,
        advisory.kind,
        advisory.summary,
        _stored(advisory.published),
        _stored(advisory.modified),
        _stored(advisory.withdrawn),
        advisory.severity.level,
        advisory.severity.score,
        advisory.severity.vector,
        advisory.links,
    )


def _interval_row(record_id: str, interval: Interval) -> tuple[object, ...]:
    return (
        interval.purl,
        record_id,
        interval.kind,
        None if interval.low is None else interval.low.hex(),
        None if interval.high is None else interval.high.hex(),
        interval.is_closed,
        interval.is_semantic,
        interval.introduced,
        interval.end_kind,
        interval.end_version,
        interval.versions,
    )


def _stored(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else None
