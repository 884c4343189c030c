# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Many owners in few segments: what a survey changed is written, the rest is shared.

An owner is a family or a repository. Owners fall into buckets by a hash of their name, and
a table has one segment a bucket. An owner that is large in a table has segments of its own
there, which no neighbour's change writes again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack

import msgspec

from commonweal.evidence.generation import Chunk, Delta, Segment
from commonweal.evidence.segments import SegmentWriter, read_parquet, sql_list
from commonweal.evidence.spool import read_chunks
from commonweal.evidence.tables import Table, tables

PORTFOLIO_OWNER = "portfolio"
# From this size on an owner's rows of one table are segments of their own.
LARGE = 1024 * 1024
# So many segments of one owner are written as one.
COMPACT_FROM = 8
_OWNERS_OF_BUCKET = 128
_MOST_BUCKETS = 32


def bucket_count(owners: int) -> int:
    """How many buckets so many repositories need: a power of two, at most 32."""
    count = 1
    while count * _OWNERS_OF_BUCKET < owners and count < _MOST_BUCKETS:
        count *= 2
    return count


def bucket_of(owner: str, count: int) -> str:
    """The bucket that an owner falls into, as a segment names it."""
    digest = hashlib.sha256(owner.encode("utf-8", "backslashreplace")).digest()
    return f"{int.from_bytes(digest[:4], 'big') % count}/{count}"


def is_bucket(segment: Segment) -> bool:
    """Whether a segment holds rows of several owners."""
    return "/" in segment.owner and segment.owner.replace("/", "").isdigit()


def segments_of(
    segments: Iterable[Segment], owners: Collection[str], *, table: str = ""
) -> tuple[Segment, ...]:
    """The segments in which rows of these owners may be, each once."""
    known: dict[str, bool] = dict.fromkeys(owners, True)

    def has(segment: Segment) -> bool:
        if segment.owner not in known:
            count = int(segment.owner.partition("/")[2]) if is_bucket(segment) else 0
            known[segment.owner] = bool(count) and any(
                bucket_of(owner, count) == segment.owner for owner in owners
            )
        return known[segment.owner]

    return tuple(
        segment for segment in segments if (not table or segment.table == table) and has(segment)
    )


def compact(
    writer: SegmentWriter,
    before: Iterable[Segment],
    deltas: Iterable[Delta],
    provenance: Sequence[object],
    *,
    buckets: int,
    without: Mapping[str, str] | None = None,
) -> tuple[Segment, ...]:
    """Apply what collections changed to the segments of owners, and give the new segments.

    Of a table in `without` rows go for which the SQL there holds.
    """
    listed, changes = tuple(before), _by_table(deltas)
    found: list[Segment] = []
    for name, table in tables().items():
        mine = [segment for segment in listed if segment.table == name]
        change = changes.get(name) or _Change()
        if table.owner and (mine or change.chunks or change.segments):
            job = _Compaction(writer, table, change, provenance, buckets)
            found += job.run(mine, (without or {}).get(name, ""))
    return tuple(found)


class _Change(msgspec.Struct):
    """What changes in one table: chunks by owner with their spools, segments, owners that go."""

    chunks: dict[str, list[tuple[Delta, Chunk]]] = {}
    segments: list[Segment] = []
    gone: set[str] = set()


def _by_table(deltas: Iterable[Delta]) -> dict[str, _Change]:
    found: defaultdict[str, _Change] = defaultdict(_Change)
    for delta in deltas:
        for chunk in delta.chunks:
            found[chunk.table].chunks.setdefault(chunk.owner, []).append((delta, chunk))
        for segment in delta.segments:
            found[segment.table].segments.append(segment)
        for table, owner in delta.gone:
            found[table].gone.add(owner)
    return found


class _Sources(msgspec.Struct):
    """Where the rows of one bucket come from."""

    buckets: list[Segment] = []
    own: list[Segment] = []
    owners: list[str] = []


class _Compaction:
    """One table's new segments."""

    def __init__(
        self,
        writer: SegmentWriter,
        table: Table,
        change: _Change,
        provenance: Sequence[object],
        buckets: int,
    ) -> None:
        self._writer, self._table, self._change = writer, table, change
        self._provenance, self._buckets = provenance, buckets

    def run(self, before: Sequence[Segment], without: str) -> Iterator[Segment]:
        """Give segments of large owners as they are, and a segment for each bucket."""
        old = [segment for segment in before if is_bucket(segment)]
        kept = [
            segment
            for segment in before
            if not is_bucket(segment) and segment.owner not in self._change.gone
        ]
        sources: defaultdict[str, _Sources] = defaultdict(_Sources)
        for owner, segments in _by_owner([*kept, *self._change.segments]).items():
            if sum(segment.bytes for segment in segments) >= LARGE and not without:
                yield from self._few(segments)
            else:
                sources[bucket_of(owner, self._buckets)].own += segments
        for owner in self._change.chunks:
            sources[bucket_of(owner, self._buckets)].owners.append(owner)
        changed = {bucket_of(owner, self._buckets) for owner in self._change.gone} | sources.keys()
        for number in range(self._buckets):
            bucket = f"{number}/{self._buckets}"
            mine = [segment for segment in old if segment.owner == bucket]
            if mine and bucket not in changed and not without:
                yield from mine
                continue
            # Where there were more buckets or fewer, each of them may hold something.
            others = [segment for segment in old if not segment.owner.endswith(f"/{self._buckets}")]
            sources[bucket].buckets = mine or others
            yield from self._written(bucket, sources[bucket], without)

    def _few(self, segments: Sequence[Segment]) -> Iterator[Segment]:
        """Many small surveys leave many small segments; one file reads faster."""
        whole = self._writer.combine(segments) if len(segments) >= COMPACT_FROM else None
        yield from (whole,) if whole else segments

    def _written(self, bucket: str, sources: _Sources, without: str) -> Iterator[Segment]:
        with ExitStack() as stack:
            selects = [*self._stored(bucket, sources, without)]
            if sources.owners:
                lines = self._lines(sorted(sources.owners))
                selects.append(
                    stack.enter_context(self._writer.spooled(self._table, lines, self._provenance))
                )
            if selects:
                query = " union all by name ".join(selects)
                if segment := self._writer.write_query(self._table.name, bucket, query):
                    yield segment

    def _stored(self, bucket: str, sources: _Sources, without: str) -> Iterator[str]:
        folder, column = self._writer.folder, self._table.owner
        condition = f"not ({without})" if without else "true"
        if sources.buckets:
            number = bucket.partition("/")[0]
            if self._change.gone:
                condition += f' and "{column}" not in ({sql_list(sorted(self._change.gone))})'
            yield (
                f"select * from {read_parquet(folder, sources.buckets)} "  # noqa: S608  quoted values
                f"where {condition} and {_bucket_sql(column, self._buckets)} = {number}"
            )
        for owner, segments in _by_owner(sources.own).items():
            # The first version did not say in every row whose it is.
            filled = f'coalesce("{column}", {sql_list([owner])}) as "{column}"'
            yield (
                f"select * replace ({filled}) from {read_parquet(folder, segments)} "  # noqa: S608
                f"where {'not (' + without + ')' if without else 'true'}"
            )

    def _lines(self, owners: Iterable[str]) -> Iterator[bytes]:
        for owner in owners:
            for delta, chunk in self._change.chunks[owner]:
                yield from read_chunks(delta.spool, [chunk])


def _by_owner(segments: Iterable[Segment]) -> dict[str, list[Segment]]:
    found: dict[str, list[Segment]] = {}
    for segment in segments:
        found.setdefault(segment.owner, []).append(segment)
    return found


def _bucket_sql(column: str, count: int) -> str:
    """The rule of `bucket_of` in SQL."""
    return f"('0x' || left(sha256(\"{column}\"), 8))::UBIGINT % {count}"
