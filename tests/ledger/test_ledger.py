# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The ledger: what was stated stays stated, the newest holds, and older files are brought along."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from commonweal.core.problem import WorkspaceDamaged
from commonweal.ledger import Answer, Ledger

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANSWER = Answer("repo", "control", "met", "We looked.", "ada", AT)


def test_the_newest_answer_of_a_subject_and_control_holds(tmp_path: Path) -> None:
    """The one recorded last, whatever date it gives: a correction may be about the past."""
    ledger = Ledger(tmp_path / "ledger.sqlite")
    other = msgspec.structs.replace(ANSWER, control_id="other", link="https://example.org/1")
    newer = msgspec.structs.replace(
        ANSWER, verdict="not_met", stated_at=AT - timedelta(days=9), expires_at=AT
    )

    numbers = [ledger.record(answer) for answer in (ANSWER, other, newer)]

    assert numbers == [1, 2, 3]
    assert ledger.current_answers() == (newer, other)


def test_a_moment_in_another_zone_is_the_same_moment(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    there = AT.astimezone(timezone(timedelta(hours=14)))

    ledger.record(msgspec.structs.replace(ANSWER, stated_at=there))

    [answer] = ledger.current_answers()
    assert (answer.stated_at, answer.stated_at.tzinfo) == (AT, UTC)


def test_text_of_any_kind_comes_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    odd = msgspec.structs.replace(
        ANSWER, because="'; drop table answer; -- \u202e\n\u6797", author=""
    )

    ledger.record(odd)

    assert ledger.current_answers() == (odd,)


@pytest.mark.parametrize(
    "statement",
    [
        "update answer set verdict = 'not_met'",
        "delete from answer",
        "replace into answer select * from answer",
        "insert or replace into answer select * from answer",
    ],
)
def test_the_database_itself_lets_nothing_be_changed(statement: str, tmp_path: Path) -> None:
    """Whoever opens the file with another tool meets the same rule."""
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    ledger.record(ANSWER)

    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.IntegrityError) as raised:
        other.execute(statement)

    assert str(raised.value) == "answers are append-only"
    assert ledger.current_answers() == (ANSWER,)


@pytest.mark.parametrize("fields", [{"verdict": "perhaps"}, {"because": ""}])
def test_an_answer_that_says_nothing_is_refused(fields: dict[str, str], tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")

    with pytest.raises(sqlite3.IntegrityError):
        ledger.record(msgspec.structs.replace(ANSWER, **fields))

    assert ledger.current_answers() == ()
    assert ledger.record(ANSWER) == 1


def test_what_was_stated_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.record(ANSWER)
    ledger.close()

    assert Ledger(tmp_path / "ledger.sqlite").current_answers() == (ANSWER,)


def test_an_empty_file_of_no_version_is_brought_to_this_one(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as older:
        older.execute("create table somebody_elses (x)")
        older.commit()

    ledger = Ledger(path)
    ledger.record(ANSWER)

    assert ledger.current_answers() == (ANSWER,)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("pragma user_version").fetchall() >= [(1,)]


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("pragma user_version = 999")

    with pytest.raises(WorkspaceDamaged) as raised:
        Ledger(path)

    assert (raised.value.fix, raised.value.where) == ("Update Commonweal.", str(path))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select name from sqlite_master").fetchall() == []


def test_a_file_that_is_no_database_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"not a database, but long enough to be one" * 100)

    with pytest.raises(WorkspaceDamaged) as raised:
        Ledger(path)

    assert raised.value.where == str(path)


def test_two_connections_see_each_others_answers(tmp_path: Path) -> None:
    one, two = Ledger(tmp_path / "ledger.sqlite"), Ledger(tmp_path / "ledger.sqlite")
    newer = msgspec.structs.replace(ANSWER, verdict="unknown")

    one.record(ANSWER)
    seen = two.current_answers()
    two.record(newer)

    assert seen == (ANSWER,)
    assert one.current_answers() == (newer,)


def test_many_open_and_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"

    def state(number: int) -> int:
        ledger = Ledger(path)
        try:
            return ledger.record(msgspec.structs.replace(ANSWER, subject_id=f"s{number:02}"))
        finally:
            ledger.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(state, range(40)))

    assert sorted(numbers) == list(range(1, 41))
    stated = [answer.subject_id for answer in Ledger(path).current_answers()]
    assert stated == [f"s{number:02}" for number in range(40)]


def test_answers_of_an_older_file_are_all_brought_along(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    scripts = resources.files("commonweal.ledger") / "migrations"
    with closing(sqlite3.connect(path)) as old:
        for name in ("0001_answers.sql", "0002_replacing.sql"):
            old.executescript((scripts / name).read_text(encoding="utf-8") + ";")
        old.execute("pragma user_version = 2")
        old.executemany(
            "insert into answer values (?, 'repo', ?, ?, 'We looked.', 'ada', ?, null, null)",
            [(4, "control", "met", AT.isoformat()), (7, "other", "unknown", AT.isoformat())],
        )
        old.commit()

    ledger = Ledger(path)

    other = msgspec.structs.replace(ANSWER, control_id="other", verdict="unknown")
    assert ledger.current_answers() == (ANSWER, other)
    assert ledger.record(ANSWER) == 8


@pytest.mark.parametrize(
    ("control", "verdict"), [("advisory/CVE-1", "met"), ("dpg/1", "not_affected")]
)
def test_an_answer_uses_the_words_of_what_it_is_about(
    tmp_path: Path, control: str, verdict: str
) -> None:
    wrong = msgspec.structs.replace(ANSWER, control_id=control, verdict=verdict)

    with pytest.raises(sqlite3.IntegrityError):
        Ledger(tmp_path / "ledger.sqlite").record(wrong)
