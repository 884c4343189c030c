# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The advisory databases of a workspace: immutable Parquet, and one small index of them."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence import Provenance, Segment, SegmentWriter
from commonweal.evidence.generation import write_durably
from commonweal.evidence.segments import read_parquet, segment_path
from commonweal.formats.advisories.intervals import Interval
from commonweal.formats.advisories.record import Advisory, Read

TABLES = ("advisory_record", "advisory_interval")
# Rows that wait in memory before they are written.
_BATCH = 50_000
_ORDER = {"advisory_record": "record_id", "advisory_interval": "purl, record_id, kind"}


class Database(msgspec.Struct, frozen=True):
    """One import: where it came from, what is in it, how old it is.

    `ecosystems` gives the number of records by OSV's name; `as_of` is when the newest
    record was changed, `tag` what the source said last about its own state.
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
                f"the index of advisories cannot be read: {error}",
                fix="Remove the folder .commonweal/advisories and import again.",
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
        others = [one for one in self.databases() if one.name != database.name]
        kept = sorted([*others, database], key=lambda one: one.name)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_durably(self._index, msgspec.json.encode(kept))
        self._sweep(kept)

    def remove(self, name: str) -> bool:
        """Forget a database; False where there is none of this name."""
        before = self.databases()
        kept = [one for one in before if one.name != name]
        if len(kept) == len(before):
            return False
        write_durably(self._index, msgspec.json.encode(kept))
        self._sweep(kept)
        return True

    def write(self, name: str, records: Iterable[Read], now: datetime) -> tuple[Segment, ...]:
        """Write records and their intervals, sorted by what they are looked up by."""
        writer = SegmentWriter(self._segments)
        provenance = Provenance(name, now).values()
        parts: dict[str, list[Segment]] = {table: [] for table in TABLES}
        try:
            for advisories, intervals in _batches(records):
                for table, rows in zip(TABLES, (advisories, intervals), strict=True):
                    if segment := writer.write(table, name, rows, provenance):
                        parts[table].append(segment)
            whole = (
                writer.combine(of_table, order=_ORDER[table])
                for table, of_table in parts.items()
                if of_table
            )
            return tuple(one for one in whole if one)
        finally:
            writer.close()

    def _sweep(self, kept: Iterable[Database]) -> None:
        used = {segment_path(self._segments, p.sha256) for one in kept for p in one.segments}
        for path in self._segments.glob("*/*.parquet"):
            if path not in used:
                path.unlink(missing_ok=True)


Rows = list[tuple[object, ...]]


def _batches(records: Iterable[Read]) -> Iterator[tuple[Rows, Rows]]:
    advisories: Rows = []
    intervals: Rows = []
    for read in records:
        advisories.append(_advisory_row(read.advisory))
        intervals += (_interval_row(read.advisory.record_id, one) for one in read.intervals)
        if len(intervals) + len(advisories) >= _BATCH:
            yield advisories, intervals
            advisories, intervals = [], []
    if advisories:
        yield advisories, intervals


def _advisory_row(one: Advisory) -> tuple[object, ...]:
    return (
        one.record_id,
        one.aliases,
        one.kind,
        one.summary,
        _stored(one.published),
        _stored(one.modified),
        _stored(one.withdrawn),
        one.severity.level,
        one.severity.score,
        one.severity.vector,
        one.links,
    )


def _interval_row(record_id: str, one: Interval) -> tuple[object, ...]:
    return (
        one.purl,
        record_id,
        one.kind,
        None if one.low is None else one.low.hex(),
        None if one.high is None else one.high.hex(),
        one.is_closed,
        one.is_semantic,
        one.introduced,
        one.end_kind,
        one.end_version,
        one.versions,
    )


def _stored(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else None
