# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The engine: views over nothing and over something, subjects, and queries side by side."""

import _thread
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import msgspec
import pytest

from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence import (
    DERIVED,
    Engine,
    Manifest,
    Segment,
    SegmentWriter,
    derived,
    remove_spills,
    tables,
)
from commonweal.evidence.relations import view_definitions
from commonweal.evidence.segments import segment_path

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORIGIN = ("git", "2026-01-01 00:00:00", "1")
ROOT, OWN = "a" * 40, "b" * 40


def commit(number: int, commit_id: str, *, key: int = 1) -> tuple[object, ...]:
    people = (key, key, NOW, 0, NOW, 0)
    return ("f", number, commit_id, [], *people, "subject", False, False, False, None)


def repository(name: str) -> tuple[object, ...]:
    more = ("f", "main", ROOT, "sha1", "digest", False, False, False, None, True)
    return (name, name, f"/{name}", *more)


def engine_of(folder: Path, **rows: list[tuple[object, ...]]) -> Engine:
    writer = SegmentWriter(folder)
    written = [writer.write(table, "f", given, ORIGIN) for table, given in rows.items()]
    writer.close()
    segments: tuple[Segment, ...] = tuple(one for one in written if one)
    return Engine(folder, Manifest(1, NOW, "1", "1", {}, segments))


@pytest.fixture
def forked(tmp_path: Path) -> Engine:
    """Two repositories of one project that share a commit, and one that stands alone with it."""
    return engine_of(
        tmp_path,
        repository=[repository("one"), repository("fork"), repository("other")],
        project=[
            ("tools", "Tools", None, "one", 1.0),
            ("tools", "Tools", None, "fork", 1.0),
            ("other", "Other", "A sentence.", "other", 1.0),
        ],
        commit=[commit(0, ROOT), commit(1, OWN)],
        repository_commit=[
            ("one", "f", 0),
            ("fork", "f", 0),
            ("fork", "f", 1),
            ("other", "f", 0),
        ],
        change=[
            ("f", 0, "p", None, "A", None, 0, 33188, "text", 3, 0),
            ("f", 1, "p", None, "M", None, 33188, 33188, "text", 1, 1),
        ],
    )


def test_every_view_binds_and_is_empty_on_empty_evidence() -> None:
    engine = Engine()

    names = [name for name, _ in view_definitions()] + list(tables())

    found = {name: engine.rows(f'select count(*) from "{name}"') for name in names}
    assert found == {name: [(0,)] for name in names}


def test_views_give_the_same_columns_over_nothing_and_over_something(forked: Engine) -> None:
    empty = Engine()

    for name, _ in view_definitions():
        assert forked.columns(name) == empty.columns(name)


def test_a_commit_that_forks_share_counts_once_in_each_subject(forked: Engine) -> None:
    counted = forked.rows(
        "select repository_id, count(*), list(distinct commit_id order by commit_id) "
        "from commits group by all order by all"
    )
    lines = forked.rows("select repository_id, sum(added) from changes group by all order by all")

    assert counted == [
        ("fork", 2, [ROOT, OWN]),
        ("one", 1, [ROOT]),
        ("other", 1, [ROOT]),
        ("portfolio", 2, [ROOT, OWN]),
        ("project:other", 1, [ROOT]),
        ("project:tools", 2, [ROOT, OWN]),
    ]
    assert lines == [
        ("fork", 4),
        ("one", 3),
        ("other", 3),
        ("portfolio", 4),
        ("project:other", 3),
        ("project:tools", 4),
    ]


def test_subjects_of_one_repository_name_it(forked: Engine) -> None:
    assert forked.rows("select subject_id, kind, name, alone from subjects order by all") == [
        ("fork", "repository", "fork", "fork"),
        ("one", "repository", "one", "one"),
        ("other", "repository", "other", "other"),
        ("portfolio", "portfolio", "portfolio", None),
        ("project:other", "project", "Other", "other"),
        ("project:tools", "project", "Tools", None),
    ]


def test_rows_offered_shadow_a_view_for_a_while(forked: Engine) -> None:
    sql = "select count(*) from commits"
    before = forked.rows(sql)

    with forked.relation("commits", {"commit_no": "INTEGER"}, [(1,), (2,), (3,)]):
        during = forked.rows(sql)
    with forked.relation("commits", {"commit_no": "INTEGER"}, []):
        offered_nothing = forked.rows(sql)

    assert (before, during, offered_nothing) == ([(9,)], [(3,)], [(0,)])
    assert forked.rows(sql) == before


def test_rows_offered_are_gone_after_an_error(forked: Engine) -> None:
    seen = []

    with suppress(ZeroDivisionError), forked.relation("periods", {"a": "INTEGER"}, [(1,)]):
        seen = forked.rows("select * from periods")
        raise ZeroDivisionError

    assert seen == [(1,)]
    with pytest.raises(duckdb.CatalogException):
        forked.rows("select * from periods")


def test_rows_offered_hold_any_text_and_nothing(forked: Engine) -> None:
    rows = [("'; drop table x; --", 1), (None, None), ('"', 2)]

    with forked.relation("answers", {"name": "VARCHAR", "odd column": "INTEGER"}, rows):
        assert forked.rows("select * from answers") == rows


def test_a_view_held_as_a_table_gives_the_same_rows_and_is_let_go(forked: Engine) -> None:
    sql = "select * from commits order by all"
    before = forked.rows(sql)

    with forked.materialised("commits", "changes"):
        held = forked.rows(sql)
        tables_held = forked.rows(
            "select table_name from duckdb_tables() where schema_name = 'offered' order by all"
        )

    assert held == before
    assert tables_held == [("changes",), ("commits",)]
    assert forked.rows("select * from duckdb_tables() where schema_name = 'offered'") == []


def test_an_error_in_a_query_leaves_the_engine_usable(forked: Engine) -> None:
    with pytest.raises(duckdb.Error):
        forked.rows("select no_such_column from commits")

    assert forked.rows("select count(*) from commit") == [(2,)]


def test_parameters_are_bound_and_never_read_as_sql(forked: Engine) -> None:
    evil = "' or 1 = 1 --"

    assert forked.rows("select count(*) from commits where repository_id = $id", id=evil) == [(0,)]
    assert forked.rows("select $text", text=evil) == [(evil,)]
    assert forked.records("select $n + 1 as next, 'x' as name", n=1) == [{"next": 2, "name": "x"}]


def test_many_threads_ask_at_once_and_each_gets_its_own_answer(forked: Engine) -> None:
    def ask(number: int) -> list[tuple[object, ...]]:
        return forked.rows(
            "select $n, count(*), (select count(*) from range(20_000)) from commits", n=number
        )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(60)))

    assert answers == [[(number, 9, 20_000)] for number in range(60)]


def test_moments_are_utc_wherever_the_machine_stands() -> None:
    """In a process of its own: DuckDB asks for the machine's zone once."""
    script = (
        "from commonweal.evidence import Engine\n"
        "[row] = Engine().rows(\"select current_setting('TimeZone'), "
        "timestamp '2026-01-01' = timestamptz '2026-01-01 00:00:00+00'\")\n"
        "print(row, flush=True); import os; os._exit(0)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TZ": "Pacific/Kiritimati"},
        capture_output=True,
        check=True,
        text=True,
    )

    assert told.stdout == "('UTC', True)\n"


def test_no_extension_is_fetched_or_loaded_behind_our_back(forked: Engine) -> None:
    settings = forked.rows(
        "select name, value from duckdb_settings() "
        "where name in ('autoinstall_known_extensions', 'autoload_known_extensions') order by all"
    )

    assert settings == [
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
    ]


def test_every_person_column_carries_a_privacy_class() -> None:
    """Names and addresses are personal, keys and ids of people pseudonymous."""
    private = {
        (table.name, name): column.privacy
        for table in tables().values()
        for name, column in table.columns.items()
        if column.privacy != "public"
    }

    assert private == {
        ("affiliation", "person_id"): "pseudonymous",
        ("affiliation", "person_key"): "pseudonymous",
        ("commit", "author_key"): "pseudonymous",
        ("commit", "committer_key"): "pseudonymous",
        ("core_person", "committed_at"): "pseudonymous",
        ("core_person", "organisation"): "pseudonymous",
        ("core_person", "person_id"): "pseudonymous",
        ("credit", "person_key"): "pseudonymous",
        ("document", "text"): "personal",
        ("person", "name"): "personal",
        ("commit_signature", "signing_key"): "pseudonymous",
        ("person", "person_id"): "pseudonymous",
        ("person", "person_key"): "pseudonymous",
        ("person_raw", "email"): "personal",
        ("person_raw", "name"): "personal",
        ("person_raw", "person_key"): "pseudonymous",
        ("tag", "signing_key"): "pseudonymous",
    }


def test_an_engine_reads_what_it_is_asked_for_and_no_other_table(tmp_path: Path) -> None:
    engine = engine_of(tmp_path, repository=[repository("one")], commit=[commit(0, ROOT)])
    assert engine.manifest
    [lost] = engine.manifest.of_table("commit")
    segment_path(tmp_path, lost.sha256).unlink()

    assert engine.rows("select subject_id from subjects order by all") == [("one",), ("portfolio",)]
    with pytest.raises(WorkspaceDamaged):
        engine.rows("select * from commits")


def with_core(folder: Path, made_by: str) -> Engine:
    """A file of one author, and another person stored as the core."""
    engine = engine_of(
        folder,
        repository=[repository("one")],
        commit=[commit(0, ROOT)],
        repository_commit=[("one", "f", 0)],
        change=[("f", 0, "p", None, "A", None, 0, 33188, "text", 3, 0)],
        tree_file=[("one", "p", 33188, 9, "c" * 40, "code", "Python", 3, None)],
        core_person=[("one", "stored", 1, 1, 1, 1)],
    )
    assert engine.manifest
    options = {DERIVED: made_by}
    return Engine(folder, msgspec.structs.replace(engine.manifest, options=options))


def people(engine: Engine) -> list[str]:
    rows = engine.rows("select person_id from core_people where repository_id = 'one'")
    return [person for (person,) in rows]


def test_a_derived_table_is_read_where_the_same_query_made_it(tmp_path: Path) -> None:
    made_by = f"other=1 core_person={derived()['core_person']}"

    assert people(with_core(tmp_path, made_by)) == ["stored"]


@pytest.mark.parametrize("made_by", ["", "core_person=0123456789ab"])
def test_a_derived_table_is_worked_out_where_another_query_made_it(
    tmp_path: Path, made_by: str
) -> None:
    assert people(with_core(tmp_path, made_by)) == ["1"]


def test_a_derived_table_without_a_row_is_not_worked_out_again(tmp_path: Path) -> None:
    engine = with_core(tmp_path, f"core_person={derived()['core_person']}")
    assert engine.manifest
    rest = tuple(one for one in engine.manifest.segments if one.table != "core_person")

    empty = Engine(tmp_path, msgspec.structs.replace(engine.manifest, segments=rest))

    assert people(empty) == []


def test_a_derived_table_has_the_same_columns_stored_or_not(tmp_path: Path) -> None:
    stored = with_core(tmp_path, f"core_person={derived()['core_person']}")
    worked_out = Engine()

    assert stored.columns("core_person") == worked_out.columns("core_person")
    assert stored.columns("core_people") == worked_out.columns("core_people")


def test_a_query_that_needs_more_memory_goes_on_in_files_that_are_gone_afterwards(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "segments"
    folder.mkdir()
    engine = Engine(folder, Manifest(1, NOW, "1", "1", {}, ()), memory="64MB")

    with engine.derived("much", "select md5(i::varchar) as text from range(4_000_000) as t (i)"):
        counted = engine.rows("select count(distinct text) from much")
        spilled = [path.name for path in tmp_path.glob("spill-*")]
    engine.close()

    assert (counted, len(spilled)) == ([(4_000_000,)], 1)
    assert list(tmp_path.iterdir()) == [folder]


def test_files_that_a_killed_process_left_are_removed_and_those_of_others_stay(
    tmp_path: Path,
) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, own = tmp_path / f"spill-{ended.pid}-1", tmp_path / f"spill-{os.getpid()}-1"
    for folder in (left, own):
        folder.mkdir()
        (folder / "file").touch()

    remove_spills(tmp_path / "segments")

    assert list(tmp_path.iterdir()) == [own]


def test_what_a_query_gives_is_handed_over_as_a_file_for_a_while(tmp_path: Path) -> None:
    folder = tmp_path / "seg'ments"
    folder.mkdir()
    engine = Engine(folder, Manifest(1, NOW, "1", "1", {}, ()))

    with engine.exported("select $text as text, i from range(3) as t (i)", text="it's") as file:
        rows = duckdb.read_parquet(str(file)).fetchall()
    engine.close()

    assert rows == [("it's", 0), ("it's", 1), ("it's", 2)]
    assert list(tmp_path.iterdir()) == [folder]


def test_rows_of_a_query_are_added_to_what_is_offered(forked: Engine) -> None:
    with forked.derived("numbers", "select $first as number", first=1):
        forked.add("numbers", "select number + $more from numbers", more=5)
        assert forked.rows("select number from numbers order by all") == [(1,), (6,)]


@pytest.mark.parametrize("way", ["offer", "export"])
def test_ctrl_c_ends_a_query_as_it_ends_all_else(tmp_path: Path, way: str) -> None:
    # Minutes, if it were not stopped.
    long = "select sum(sqrt(a.range + b.range)) as number from range(200000) a, range(200000) b"
    engine = Engine(tmp_path)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    pressed = threading.Timer(0.2, _thread.interrupt_main)

    def ask() -> None:
        if way == "offer":
            engine.offer("much", long)
        with engine.exported(long):
            pass

    pressed.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            ask()
    finally:
        pressed.cancel()
        signal.signal(signal.SIGINT, before)
        engine.close()
