# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Taking in advisories from a zip file or a folder, one record at a time."""

import hashlib
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from commonweal.core.message import Number, message
from commonweal.core.problem import InputMalformed, InputMissing
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.advisories.record import SIZE_LIMIT, AdvisoryRefused, Read, read_record
from commonweal.sources.advisories.store import AdvisoryStore, Database

# All of OSV has some 600,000 records; what has more is made to fill a disk.
_MOST_RECORDS = 2_000_000
_MOST_BYTES = 24 * 1024**3
_PIECE = 1024 * 1024
# Raised when records are read in another way: then the same file is imported again.
_READER = 2


def take_in(
    store: AdvisoryStore,
    path: Path,
    *,
    now: datetime,
    name: str = "",
    source: str = "",
    tag: str = "",
    checked_at: datetime | None = None,
) -> Database:
    """Import a zip file or a folder of OSV records in the place of what has its name.

    The name is the file's own without its ending, unless another is given. Nothing is
    replaced where no record can be read. An import of what is there already is not done twice.
    """
    name = name or (path.stem if path.is_file() else path.resolve().name)
    digest = _digest(path)
    before = next((database for database in store.databases() if database.name == name), None)
    if before and digest and before.digest == digest:
        again = msgspec.structs.replace(
            before, source=source or before.source, tag=tag, checked_at=checked_at
        )
        store.put(again)
        return again
    counted = _Counted()
    segments = store.write(name, counted.read(_contents(path)), now)
    if not counted.records:
        raise InputMalformed(
            message("there is no OSV record in %(path)s", path=path),
            fix=message(
                "Give a zip file or a folder with one JSON file a record, as osv.dev offers them."
            ),
            where=str(path),
        )
    database = Database(
        name=name,
        source=source or path.name,
        imported_at=now,
        as_of=counted.age,
        records=counted.records,
        refused=counted.refused,
        others=counted.others,
        ecosystems=dict(sorted(counted.ecosystems.items())),
        segments=segments,
        digest=digest,
        tag=tag,
        checked_at=checked_at,
    )
    store.put(database)
    return database


class _Counted:
    """Reads records and counts what came and what did not."""

    def __init__(self) -> None:
        self.records = self.refused = self.others = 0
        self.ecosystems: Counter[str] = Counter()
        self.dated = 0
        self._newest: datetime | None = None

    @property
    def age(self) -> datetime | None:
        """When the newest record was changed; not known where most records do not say."""
        if self._newest is None or 2 * self.dated < self.records:
            return None
        return self._newest.replace(microsecond=0)  # as the records are stored

    def read(self, contents: Iterator[bytes]) -> Iterator[Read]:
        """Give what can be read; of a record that comes twice the newest is kept."""
        for content in contents:
            try:
                read = read_record(content)
            except AdvisoryRefused:
                self.refused += 1
                continue
            self.records += 1
            self.others += read.has_others and not read.intervals
            changed = read.advisory.modified or read.advisory.published
            if changed:
                self.dated += 1
                self._newest = max(changed, self._newest or changed)
            purls = {ecosystem_of_purl(interval.purl) for interval in read.intervals}
            self.ecosystems.update(purl for purl in purls if purl)
            yield read


def _contents(path: Path) -> Iterator[bytes]:
    """Give the content of each JSON file; what is too large comes cut and is refused."""
    if path.is_dir():
        yield from _of_folder(path)
    elif path.is_file():
        yield from _of_zip(path)
    else:
        raise InputMissing(
            message("there is no %(path)s", path=path),
            fix=message("Check the path."),
            where=str(path),
        )


def _of_folder(folder: Path) -> Iterator[bytes]:
    total = 0
    for number, file in enumerate(sorted(folder.rglob("*.json"))):
        if file.is_symlink() or not file.is_file():
            continue
        with file.open("rb") as opened:
            content = opened.read(SIZE_LIMIT + 1)
        total += len(content)
        _must_be_bounded(folder, number, total)
        yield content


def _of_zip(path: Path) -> Iterator[bytes]:
    """Members are read in memory and cut at the limit, whatever the archive says of their size."""
    try:
        with zipfile.ZipFile(path) as archive:
            total = 0
            for number, member in enumerate(archive.infolist()):
                if member.is_dir() or not member.filename.endswith(".json"):
                    continue
                with archive.open(member) as opened:
                    content = opened.read(SIZE_LIMIT + 1)
                total += len(content)
                _must_be_bounded(path, number, total)
                yield content
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        raise InputMalformed(
            message(
                "%(path)s cannot be read as a zip file: %(error)s", path=path, error=str(error)
            ),
            fix=message("Download it again, or give a folder."),
            where=str(path),
        ) from error


def _must_be_bounded(path: Path, records: int, total: int) -> None:
    if records > _MOST_RECORDS or total > _MOST_BYTES:
        raise InputMalformed(
            message(
                "%(path)s holds more than %(records)s records or %(size)s bytes of them",
                path=path,
                records=Number(_MOST_RECORDS),
                size=Number(_MOST_BYTES),
            ),
            fix=message("Import the ecosystems that you need one by one."),
            where=str(path),
        )


def _digest(path: Path) -> str:
    """The hash of a file; a folder is read anew each time."""
    if not path.is_file():
        return ""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return f"{digest.hexdigest()}-{_READER}"
