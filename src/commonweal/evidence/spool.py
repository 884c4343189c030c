# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a collection has finished but no generation holds yet: one file that only grows.

An entry is a line of JSON that says what follows, and then the rows themselves, as lines
of JSON, one chunk after the other. Many small tables so cost one write and one sync.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from commonweal.evidence.generation import Chunk, JournalEntry, Segment


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The line before the rows; `digest` is of them, so that a torn entry is seen."""

    note: str
    segments: tuple[Segment, ...]
    chunks: tuple[Chunk, ...]
    bytes: int
    digest: str


class Spool:
    """Rows that wait in memory until `flush` makes them one entry of the file."""

    def __init__(self, path: Path, *, is_durable: bool = True) -> None:
        self.path = path
        self._is_durable = is_durable
        self._waiting: list[tuple[str, str, int, bytes]] = []
        self._segments: list[Segment] = []
        self.waiting_bytes = 0

    def add(self, table: str, owner: str, rows: int, lines: bytes) -> None:
        """Let rows of one owner wait."""
        self._waiting.append((table, owner, rows, lines))
        self.waiting_bytes += len(lines)

    def add_segment(self, segment: Segment) -> None:
        """Let a segment that is on disk already wait to be noted."""
        self._segments.append(segment)

    @property
    def has_segments(self) -> bool:
        """Whether a segment waits: it should be noted soon."""
        return bool(self._segments)

    def flush(self, note: str = "") -> JournalEntry:
        """Write what waits as one entry, and give it; empty where nothing waits."""
        if not self._waiting and not self._segments:
            return JournalEntry((), note)
        body = b"".join(lines for *_, lines in self._waiting)
        head = _Head(
            note,
            tuple(self._segments),
            tuple(_placed(self._waiting, 0)),
            len(body),
            hashlib.sha256(body).hexdigest(),
        )
        start = self._append(msgspec.json.encode(head) + b"\n", body)
        entry = JournalEntry(head.segments, note, tuple(_placed(self._waiting, start)))
        self._waiting, self._segments, self.waiting_bytes = [], [], 0
        return entry

    def _append(self, line: bytes, body: bytes) -> int:
        """Append an entry after the last whole one; give where its rows start."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("r+b" if self.path.exists() else "w+b") as file:
            *_, end = (0, *(end for _, end in _entries(file)))
            file.seek(end)
            file.truncate()
            file.write(line)
            file.write(body)
            file.flush()
            if self._is_durable:
                os.fdatasync(file.fileno())
        return end + len(line)


def _placed(waiting: Iterable[tuple[str, str, int, bytes]], start: int) -> Iterator[Chunk]:
    for table, owner, rows, lines in waiting:
        yield Chunk(table, owner, rows, start, len(lines))
        start += len(lines)


def read_spool(path: Path) -> tuple[JournalEntry, ...]:
    """Give the entries up to the first that is torn or damaged."""
    try:
        with path.open("rb") as file:
            return tuple(entry for entry, _ in _entries(file))
    except FileNotFoundError:
        return ()


def _entries(file: BinaryIO) -> Iterator[tuple[JournalEntry, int]]:
    """Whole entries, each with the place where it ends."""
    decode = msgspec.json.Decoder(_Head).decode
    while (line := file.readline()).endswith(b"\n"):
        try:
            head = decode(line)
        except msgspec.DecodeError:
            return
        start = file.tell()
        body = file.read(head.bytes)
        if len(body) < head.bytes or hashlib.sha256(body).hexdigest() != head.digest:
            return
        chunks = tuple(
            msgspec.structs.replace(chunk, start=start + chunk.start) for chunk in head.chunks
        )
        yield JournalEntry(head.segments, head.note, chunks), file.tell()


def read_chunks(path: Path, chunks: Iterable[Chunk]) -> Iterator[bytes]:
    """The rows of chunks, as lines of JSON."""
    with path.open("rb") as file:
        for chunk in chunks:
            file.seek(chunk.start)
            yield file.read(chunk.bytes)
