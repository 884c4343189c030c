# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The evidence of one workspace on disk: segments, manifests, the CURRENT pointer, journals."""

from datetime import datetime
from pathlib import Path

import msgspec

from commonweal import __version__
from commonweal.core.message import message
from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence.generation import (
    SURVEY_AGAIN,
    JournalEntry,
    Manifest,
    Segment,
    manifest_bytes,
    read_manifest,
    write_durably,
)
from commonweal.evidence.segments import SegmentWriter, disk_reported, segment_path
from commonweal.evidence.spool import read_spool
from commonweal.evidence.tables import tables

# The newest generation, and the one before it, which stands in for it where it is damaged.
WHOLE = 2


class Provenance(msgspec.Struct, frozen=True):
    """Where rows came from."""

    source: str
    collected_at: datetime
    tool_version: str = __version__

    def values(self) -> tuple[str, str, str]:
        """In the order of the provenance columns."""
        moment = self.collected_at.strftime("%Y-%m-%d %H:%M:%S")
        return (self.source, moment, self.tool_version)


class EvidenceStore:
    """Below `.commonweal/evidence`; every method is safe to repeat."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segments_folder = folder / "segments"
        self._generations = folder / "generations"
        self._journals = folder / "journal"
        self._pointer = folder / "CURRENT"

    def writer(self, *, threads: int = 1) -> SegmentWriter:
        """A writer of segments; one per process."""
        return SegmentWriter(self.segments_folder, threads=threads)

    def current_number(self) -> int | None:
        """The generation that CURRENT names; None before the first survey."""
        try:
            name = self._pointer.read_bytes().strip()
        except FileNotFoundError:
            return None
        if not name.isdigit():
            raise WorkspaceDamaged(
                message("the pointer CURRENT names no generation"),
                fix=SURVEY_AGAIN,
                where=str(self._pointer),
            )
        return int(name)

    def current(self) -> Manifest | None:
        """The manifest that readers use now; None before the first survey."""
        number = self.current_number()
        return None if number is None else read_manifest(self.manifest_path(number))

    def numbers(self) -> tuple[int, ...]:
        """Generations of which there is a manifest, whatever state it is in; oldest first."""
        return tuple(sorted(int(path.stem) for path in self._generations.glob("[0-9]*.json")))

    def history(self, *, until: int | None = None) -> tuple[Manifest, ...]:
        """Generations kept that can be read, oldest first; the last one is current, or `until`."""
        last = self.current_number() if until is None else until
        if last is None:
            return ()
        found = []
        for number in self.numbers():
            if number > last:
                break
            try:
                found.append(read_manifest(self.manifest_path(number)))
            except WorkspaceDamaged:
                if number == last:
                    raise
        return tuple(found)

    def commit(self, manifest: Manifest) -> None:
        """Make a generation current: every segment is on disk before the one rename."""
        for segment in manifest.segments:
            if not self._is_there(segment):
                raise WorkspaceDamaged(
                    message(
                        "segment %(sha256)s of %(table)s is missing",
                        sha256=segment.sha256,
                        table=segment.table,
                    )
                )
        self.rewrite(manifest)
        with disk_reported(self.folder):
            write_durably(self._pointer, f"{manifest.number}\n".encode())

    def rewrite(self, manifest: Manifest) -> None:
        """Write a generation's manifest, in the place of the one before."""
        with disk_reported(self.folder):
            self._generations.mkdir(parents=True, exist_ok=True)
            write_durably(self.manifest_path(manifest.number), manifest_bytes(manifest))

    def manifest_path(self, number: int) -> Path:
        """Where the manifest of a generation lies."""
        return self._generations / f"{number:08d}.json"

    def journal(self, owner: str) -> tuple[JournalEntry, ...]:
        """What a survey that did not reach its end had finished.

        It is believed up to the first entry that is torn or damaged, or whose segments are gone.
        """
        found: list[JournalEntry] = []
        for entry in read_spool(self.journal_path(owner)):
            if not all(self._is_there(segment) for segment in entry.segments):
                break
            found.append(entry)
        return tuple(found)

    def _is_there(self, segment: Segment) -> bool:
        return segment_path(self.segments_folder, segment.sha256).exists()

    def journals(self) -> tuple[str, ...]:
        """The owners that have a journal."""
        return tuple(sorted(path.stem for path in self._journals.glob("*.spool")))

    def forget_journal(self, owner: str) -> None:
        """Drop one owner's journal: what it was about has changed."""
        self.journal_path(owner).unlink(missing_ok=True)

    def close_journals(self) -> None:
        """Forget the journals: their segments are in a committed generation."""
        for path in self._journals.glob("*.spool"):
            path.unlink(missing_ok=True)

    def journal_path(self, owner: str) -> Path:
        """Where the journal of a family lies."""
        return self._journals / f"{owner}.spool"

    def drop(self, number: int) -> None:
        """Let go of a generation; a sweep then removes what it alone needed."""
        self.manifest_path(number).unlink(missing_ok=True)

    def sweep(self, *, keep: int = 24) -> int:
        """Drop generations beyond the newest `keep` and files no generation lists; count files.

        Of several generations of one survey only the newest is kept. Of those before the
        last two only the tables stay that history needs. Call only when no survey runs: a
        survey's own unfinished segments would be swept.
        """
        history = self.history()
        newest = {manifest.surveyed_at: manifest.number for manifest in history}
        kept = [
            manifest for manifest in history if newest[manifest.surveyed_at] == manifest.number
        ][-keep:]
        trimmed = [self._trimmed(manifest) for manifest in kept[:-WHOLE]] + kept[-WHOLE:]
        numbers = {manifest.number for manifest in kept}
        for number in self.numbers():
            if number not in numbers:
                self.manifest_path(number).unlink(missing_ok=True)
        used = {segment.sha256 for manifest in trimmed for segment in manifest.segments}
        removed = 0
        for path in self.segments_folder.glob("*"):
            stale = [path] if path.is_file() else [f for f in path.iterdir() if f.stem not in used]
            for file in stale:
                file.unlink(missing_ok=True)
                removed += 1
        return removed

    def _trimmed(self, manifest: Manifest) -> Manifest:
        """The generation without the tables that only the newest needs."""
        needed = {name for name, table in tables().items() if table.keep == "history"}
        left = tuple(segment for segment in manifest.segments if segment.table in needed)
        if left == manifest.segments:
            return manifest
        less = msgspec.structs.replace(manifest, segments=left, is_trimmed=True)
        self.rewrite(less)
        return less
