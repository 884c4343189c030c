# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Advisories from where osv.dev lays them: what changed since the last time, else a whole archive.

For each ecosystem there are `all.zip` with every record, `<id>.json` for each of them, and
`modified_id.csv`, which lists when each record was changed, newest first
(https://google.github.io/osv.dev/data/#data-dumps).
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from commonweal.core.address import without_credentials
from commonweal.core.message import Message, message
from commonweal.core.problem import InputMalformed, Problem
from commonweal.core.web import NotReached, Web
from commonweal.packages.advisories.ecosystems import ECOSYSTEMS
from commonweal.packages.advisories.record import (
    SIZE_LIMIT,
    AdvisoryRefused,
    Read,
    is_record_id,
    read_record,
)
from commonweal.sources.advisories.store import AdvisoryStore, Database
from commonweal.sources.advisories.take_in import take_in

DEFAULT_SOURCE = "https://osv-vulnerabilities.storage.googleapis.com"
OTHERWISE = message("download the file yourself and import it")
_MOST_BYTES = 2 * 1024**3
_MOST_LIST_BYTES = 128 * 1024**2
# So many records are fetched one by one; beyond it the archive is quicker.
FEW = 300
_SECONDS, _ARCHIVE_SECONDS = 120.0, 3600.0


class NotDownloaded(Problem):
    """The source answered, and gave no advisories."""


class Updated(NamedTuple):
    """Databases that are up to date now, and why others are not."""

    databases: tuple[Database, ...]
    problems: tuple[Problem, ...]


class _Changes(NamedTuple):
    """Records to fetch and records that are gone, by the list of changes and its tag."""

    changed: tuple[str, ...]
    vanished: tuple[str, ...]
    tag: str


def update(
    store: AdvisoryStore,
    ecosystems: Iterable[str],
    source: str,
    *,
    now: datetime,
    web: Web,
    report: Callable[[str], None],
) -> Updated:
    """Bring the databases of ecosystems up to date; where that fails the old one stays.

    An ecosystem that fails leaves the others alone; where the source cannot be reached, they
    are not tried.
    """
    names = [_known(wanted) for wanted in ecosystems]
    updating = _Updating(store, source.rstrip("/"), now, web, report)
    done: list[Database] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            done.append(updating.update(name))
        except NotReached as problem:
            fix = message(
                "%(fix)s Without a network: commonweal advisories import FILE.zip", fix=problem.fix
            )
            problems.append(
                NotReached(message("%(name)s: %(reason)s", name=name, reason=problem.what), fix=fix)
            )
            break
        except Problem as problem:
            problems.append(
                NotDownloaded(
                    message("%(name)s: %(reason)s", name=name, reason=problem.what), fix=problem.fix
                )
            )
    return Updated(tuple(done), tuple(problems))


def _with_address(sentence: str, file: str, address: str) -> str:
    """Name the address in the place of the file that was downloaded from it."""
    if not isinstance(sentence, Message):
        return sentence.replace(file, address)
    values = {
        name: address if str(value) == file else value for name, value in sentence.values.items()
    }
    return Message(sentence.text, sentence.plural, sentence.number, sentence.context, values)


def _known(wanted: str) -> str:
    names = {name.casefold(): name for name in ECOSYSTEMS.values()}
    if name := names.get(wanted.casefold()):
        return name
    raise InputMalformed(
        message("there is no ecosystem %(wanted)s", wanted=wanted),
        fix=message("There are: %(names)s.", names=", ".join(names.values())),
    )


class _Updating:
    """One update: where from, when, and what is said meanwhile."""

    def __init__(
        self,
        store: AdvisoryStore,
        source: str,
        now: datetime,
        web: Web,
        report: Callable[[str], None],
    ) -> None:
        self._store, self._source, self._now = store, source, now
        self._web, self._report = web, report

    def update(self, ecosystem: str) -> Database:
        """Update one database by its changes if there are few, else as a whole."""
        found = next(
            (database for database in self._store.databases() if database.name == ecosystem), None
        )
        before = found if found and found.source == without_credentials(self._source) else None
        if before is None:
            return self._whole(ecosystem, None)
        changes = self._changes(before)
        if changes is None or len(changes.changed) + len(changes.vanished) > FEW:
            return self._whole(ecosystem, before)
        if not changes.changed and not changes.vanished:
            return self._unchanged(before, list_tag=changes.tag)
        return self._merged(before, changes)

    def _address(self, ecosystem: str, file: str) -> str:
        return f"{self._source}/{quote(ecosystem)}/{quote(file, safe='')}"

    def _unchanged(self, before: Database, *, list_tag: str) -> Database:
        self._report(f"{before.name}: nothing new.")
        looked = msgspec.structs.replace(before, checked_at=self._now, list_tag=list_tag)
        self._store.put(looked)
        return looked

    def _whole(self, ecosystem: str, before: Database | None) -> Database:
        address = self._address(ecosystem, "all.zip")
        with tempfile.NamedTemporaryFile(suffix=".zip") as file:
            answer = self._web.get(
                address,
                file.file,
                tag=before.tag if before else "",
                limit=_MOST_BYTES,
                seconds=_ARCHIVE_SECONDS,
            )
            if not answer.is_there:
                raise NotDownloaded(
                    message(
                        "there is nothing at %(address)s", address=without_credentials(address)
                    ),
                    fix=message("Check the source; not every source has every ecosystem."),
                )
            if before and not answer.is_new:
                return self._unchanged(before, list_tag=before.list_tag)
            file.flush()
            self._report(f"{ecosystem}: {file.tell():,} bytes.")
            try:
                return take_in(
                    self._store,
                    Path(file.name),
                    now=self._now,
                    name=ecosystem,
                    source=without_credentials(self._source),
                    tag=answer.tag,
                    checked_at=self._now,
                )
            except InputMalformed as error:
                raise NotDownloaded(
                    _with_address(error.what, file.name, without_credentials(address)),
                    fix=message("Check the source; what was there before is kept."),
                ) from error

    def _changes(self, before: Database) -> _Changes | None:
        """Compare the list of changes with what is stored; None where it does not help.

        Every line counts, not only those above the newest of ours: a record can be listed
        later than its own moment says, and one that is gone is only missed.
        """
        with tempfile.TemporaryFile() as file:
            answer = self._web.get(
                self._address(before.name, "modified_id.csv"),
                file,
                tag=before.list_tag,
                limit=_MOST_LIST_BYTES,
                seconds=_SECONDS,
            )
            if answer.is_there and not answer.is_new:
                return _Changes((), (), before.list_tag)
            if not answer.is_there:
                return None
            file.seek(0)
            listed = _listed(file)
        if not listed:
            return None
        stored = self._store.moments(before)
        return _Changes(
            changed=tuple(
                name
                for name, moment in listed.items()
                if name not in stored or moment > (stored[name] or before.imported_at)
            ),
            vanished=tuple(name for name in stored if name not in listed),
            tag=answer.tag,
        )

    def _merged(self, before: Database, changes: _Changes) -> Database:
        """Records that came take the place of what is stored; what is gone goes."""
        outcomes = {name: self._record(before.name, name) for name in changes.changed}
        read = [outcome for outcome in outcomes.values() if isinstance(outcome, Read)]
        gone = {*changes.vanished, *changes.changed}
        segments = self._store.merge(before, read, gone, self._now)
        stored = self._store.stored(segments)
        if not stored.records:
            raise NotDownloaded(
                message(
                    "%(source)s has no record of %(before)s any more",
                    source=self._source,
                    before=before.name,
                ),
                fix=message("Check the source."),
            )
        merged = msgspec.structs.replace(
            before,
            imported_at=self._now,
            as_of=stored.newest if 2 * stored.dated >= stored.records else None,
            records=stored.records,
            refused=sum(1 for outcome in outcomes.values() if outcome is False),
            others=stored.matchless,
            ecosystems=stored.ecosystems,
            segments=segments,
            digest="",
            list_tag=changes.tag,
            checked_at=self._now,
        )
        self._store.put(merged)
        self._report(
            f"{before.name}: {len(read):,} records came, {len(gone - {*outcomes}):,} went."
        )
        return merged

    def _record(self, ecosystem: str, name: str) -> Read | bool | None:
        """One record; None where it is gone meanwhile, False where it cannot be read."""
        with tempfile.TemporaryFile() as file:
            answer = self._web.get(
                self._address(ecosystem, f"{name}.json"),
                file,
                limit=SIZE_LIMIT,
                seconds=_SECONDS,
            )
            if not answer.is_there:
                return None
            file.seek(0)
            try:
                read = read_record(file.read())
            except AdvisoryRefused:
                return False
        return read if read.advisory.record_id == name else False


def _listed(lines: Iterable[bytes]) -> dict[str, datetime] | None:
    """When each record was changed, in whole seconds as it is stored; None for any other file."""
    found: dict[str, datetime] = {}
    for moment, name in _fields(lines):
        if moment is None or not is_record_id(name):
            return None
        found[name] = max(moment, found.get(name, moment))
    return found


def _fields(lines: Iterable[bytes]) -> Iterator[tuple[datetime | None, str]]:
    for line in lines:
        written, _, name = line.decode("utf-8", "replace").strip().partition(",")
        if not written and not name:
            continue
        try:
            moment = datetime.fromisoformat(written[:40])
        except ValueError:
            yield None, name
            continue
        aware = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        yield aware.replace(microsecond=0), name
