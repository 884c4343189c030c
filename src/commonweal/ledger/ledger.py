# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The ledger: nothing in it is changed or deleted, a newer entry takes its place."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import WorkspaceDamaged


class Answer(msgspec.Struct, frozen=True):
    """What a person with authority states about a subject, and until when it holds."""

    subject_id: str
    control_id: str
    verdict: str
    because: str
    author: str
    stated_at: datetime
    link: str | None = None
    expires_at: datetime | None = None


_ANSWERS = """
select subject_id, control_id, verdict, because, author, stated_at, link, expires_at
from answer
where answer_no in (
  select max(answer_no) from answer where stated_at <= :until group by subject_id, control_id
)
order by subject_id, control_id
"""


class Ledger:
    """One office's decisions. Open it per thread; SQLite's WAL lets readers and a writer meet."""

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        if is_read_only and _is_up_to_date(path):
            # No lock is taken that a writer would have to wait for.
            self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)
            return
        self._connection = sqlite3.connect(path, timeout=30)
        try:
            # First, so that several who open a new file at once come one after the other.
            self._connection.execute("begin immediate")
            self._migrate(path)
            self._connection.commit()
            self._connection.execute("pragma foreign_keys = on")
            # The file keeps this mode. Turning it on does not wait where others are at work:
            # they, or the next who opens it, turn it on.
            with contextlib.suppress(sqlite3.OperationalError):
                self._connection.execute("pragma journal_mode = wal")
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise WorkspaceDamaged(
                message(
                    "the ledger %(path)s cannot be opened: %(error)s", path=path, error=str(error)
                ),
                fix=message("Bring back a copy of it, or move it away to begin anew."),
                where=str(path),
            ) from error
        except BaseException:
            self._connection.close()
            raise

    def _migrate(self, path: Path) -> None:
        [(version,)] = self._connection.execute("pragma user_version").fetchall()
        migrations = _migrations()
        if version > len(migrations):
            raise WorkspaceDamaged(
                message("%(path)s was written by a newer Commonweal", path=path),
                fix=message("Update Commonweal."),
                where=str(path),
            )
        for number, script in enumerate(migrations[version:], version + 1):
            for statement in _statements(script):
                self._connection.execute(statement)
            self._connection.execute(f"pragma user_version = {number}")

    def record(self, answer: Answer) -> int:
        """Append an answer and give its number."""
        with self._connection:
            cursor = self._connection.execute(
                "insert into answer (subject_id, control_id, verdict, because, author, stated_at, "
                "link, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    answer.subject_id,
                    answer.control_id,
                    answer.verdict,
                    answer.because,
                    answer.author,
                    _stored(answer.stated_at),
                    answer.link,
                    _stored(answer.expires_at) if answer.expires_at else None,
                ),
            )
        return int(cursor.lastrowid or 0)

    def current_answers(self, *, until: datetime | None = None) -> tuple[Answer, ...]:
        """The newest answer of each subject and control, expired ones included.

        With a moment, those that were the newest then.
        """
        rows = self._connection.execute(
            _ANSWERS, {"until": _stored(until) if until else "9999"}
        ).fetchall()
        return tuple(
            Answer(
                subject_id=row[0],
                control_id=row[1],
                verdict=row[2],
                because=row[3],
                author=row[4],
                stated_at=_moment(row[5]),
                link=row[6],
                expires_at=_moment(row[7]) if row[7] else None,
            )
            for row in rows
        )

    def count(self) -> int:
        """How many answers were ever recorded; it grows with each."""
        [(newest,)] = self._connection.execute("select max(answer_no) from answer").fetchall()
        return int(newest or 0)

    def close(self) -> None:
        """Release the file."""
        self._connection.close()


def _is_up_to_date(path: Path) -> bool:
    """Tell whether a ledger is there in the form of this version."""
    if not path.is_file():
        return False
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)
    except sqlite3.Error:
        return False
    try:
        [(version,)] = connection.execute("pragma user_version").fetchall()
        return bool(version == len(_migrations()))
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def _migrations() -> tuple[str, ...]:
    folder = resources.files(__package__) / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(file.read_text(encoding="utf-8") for file in files)


def _statements(script: str) -> Iterator[str]:
    """One after the other: `executescript` would end the transaction that they all are in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _stored(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
