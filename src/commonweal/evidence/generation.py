# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Generations: manifests that list segments, and the one rename that makes one current."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import WorkspaceDamaged

# The form that segments have now: rows of many owners in one segment. Before it was one each.
LAYOUT = 2
SURVEY_AGAIN = message("Run `commonweal survey`: it reads again what was lost.")


class Segment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One immutable Parquet file.

    `owner` says whose rows are in it: a bucket of owners (`3/8`), one large family or
    repository, or `portfolio`.
    """

    table: str
    owner: str
    sha256: str
    rows: int
    bytes: int


class Chunk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rows of one table and owner that wait in a spool: where they are, as lines of JSON."""

    table: str
    owner: str
    rows: int
    start: int
    bytes: int


class JournalEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one durable entry of a journal says was finished; `note` is the collector's own."""

    segments: tuple[Segment, ...]
    note: str = ""
    chunks: tuple[Chunk, ...] = ()


class Delta(msgspec.Struct, frozen=True):
    """What a collection changes: rows that go, by table and owner, and what comes.

    `segments` are large ones of one owner, `chunks` lie in the file `spool`.
    """

    spool: Path
    chunks: tuple[Chunk, ...] = ()
    segments: tuple[Segment, ...] = ()
    gone: frozenset[tuple[str, str]] = frozenset()

    @property
    def has_changes(self) -> bool:
        """Whether any row comes or goes."""
        return bool(self.chunks or self.segments or self.gone)


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The evidence of one survey: which segments, taken when, by which version, with what.

    `probes` and `metrics` say by which version of each the findings and numbers were made.
    Of a generation that `is_trimmed` only the tables that history needs are left.
    """

    number: int
    surveyed_at: datetime
    tool_version: str
    git_version: str
    options: dict[str, str]
    segments: tuple[Segment, ...]
    layout: int = 1
    probes: dict[str, int] = {}
    metrics: dict[str, str] = {}
    is_trimmed: bool = False

    def of_table(self, table: str) -> tuple[Segment, ...]:
        """The segments of one table."""
        return tuple(segment for segment in self.segments if segment.table == table)


def manifest_bytes(manifest: Manifest) -> bytes:
    """A manifest as it is stored: a line of JSON, and the hash of that line."""
    line = msgspec.json.encode(manifest)
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"


def read_manifest(path: Path) -> Manifest:
    """Read a manifest, or say that the workspace is damaged; the first version wrote no hash."""
    try:
        line, _, digest = path.read_bytes().partition(b"\n")
        manifest = msgspec.json.decode(line, type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise _damaged(path, str(error)) from error
    expected = hashlib.sha256(line).hexdigest().encode() + b"\n"
    if digest != expected and (digest or manifest.layout >= LAYOUT):
        raise _damaged(path, "its bytes are not those that were written")
    return manifest


def _damaged(path: Path, why: str) -> WorkspaceDamaged:
    return WorkspaceDamaged(
        message("cannot read the generation %(path)s: %(why)s", path=path.name, why=why),
        fix=SURVEY_AGAIN,
        where=str(path),
    )


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
