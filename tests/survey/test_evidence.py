# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a survey leaves: few segments, shared; taken over, forgotten, thrown away by rule."""

import re
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from commonweal.evidence import Manifest, Segment, tables
from commonweal.evidence.segments import read_parquet
from commonweal.measures import catalogue
from commonweal.survey import probing
from tests.gitkit import ADA, BO, History, lines
from tests.measuring import little_measured
from tests.survey.office import (
    COMMITS,
    HISTORY,
    MEMBERS,
    NOW,
    Office,
    everything,
)
from tests.survey.old_layout import as_first_version

of_rows = pytest.mark.usefixtures("little_is_measured")

WITHOUT_MOMENTS = frozenset({"metric_value"})


def several(folder: Path, count: int) -> list[Path]:
    return [one.write() for one in histories(folder, count)]


def histories(folder: Path, count: int) -> list[History]:
    found = []
    for number in range(count):
        history = History(folder / f"r{number}.git")
        history.commit({"README.md": f"# Tool {number}\n", "a.py": lines(3, seed=number)})
        history.commit({"a.py": lines(5, seed=number)}, author=BO)
        found.append(history)
    return found


def current(office: Office) -> Manifest:
    manifest = office.workspace.store.current()
    assert manifest
    return manifest


def without_moments(table: str) -> bool:
    return table in WITHOUT_MOMENTS


@of_rows
def test_many_repositories_share_a_segment_a_table(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")

    office.survey(*several(tmp_path, 6))

    found: dict[tuple[str, bool], int] = {}
    for one in current(office).segments:
        key = (one.table, one.owner == "portfolio")
        found[key] = found.get(key, 0) + 1
    assert set(found.values()) == {1}
    assert office.rows("select count(*) from commit") == [(12,)]


@of_rows
def test_a_changed_repository_writes_its_bucket_and_shares_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.evidence.buckets._OWNERS_OF_BUCKET", 2)
    office = Office(tmp_path / "office")
    written = histories(tmp_path, 12)
    repositories = [one.write() for one in written]
    office.survey(*repositories)
    before = {one for one in current(office).segments if one.table == "document"}
    written[0].commit({"README.md": "# Changed\n"})
    written[0].write()

    office.survey(*repositories)

    after = {one for one in current(office).segments if one.table == "document"}
    assert len(before) > 3
    assert (len(before - after), len(after - before)) == (1, 1)
    assert office.rows("select count(*) from document where text = '# Changed\n'") == [(1,)]
    assert office.rows("select count(*), count(distinct repository_id) from document") == [(12, 12)]


@of_rows
def test_more_repositories_than_before_are_spread_anew_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, undisturbed = Office(tmp_path / "office"), Office(tmp_path / "undisturbed")
    repositories = several(tmp_path, 5)
    office.survey(*repositories[:2])
    monkeypatch.setattr("commonweal.evidence.buckets._OWNERS_OF_BUCKET", 2)

    office.survey(*repositories)
    undisturbed.survey(*repositories)

    owners = {one.owner for one in current(office).segments} - {"portfolio"}
    assert {owner.partition("/")[2] for owner in owners} == {"4"}
    assert everything(office, without=without_moments) == everything(
        undisturbed, without=without_moments
    )


@of_rows
def test_who_left_the_portfolio_leaves_no_row(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    first, second, third = several(tmp_path, 3)
    office.survey(first, second, third)

    office.survey(first, third)

    for name, table in tables().items():
        if table.owner == "repository_id":
            asked = f"select count(*) from \"{name}\" where repository_id = 'r1'"
            assert office.rows(asked) == [(0,)], name
    assert office.rows("select count(*), count(distinct family_id) from commit") == [(4, 2)]
    assert office.rows("select count(distinct family_id) from person_raw") == [(2,)]


@of_rows
def test_large_owners_have_segments_of_their_own_that_neighbours_do_not_write_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.evidence.buckets.LARGE", 1)
    monkeypatch.setattr("commonweal.evidence.buckets.COMPACT_FROM", 4)
    monkeypatch.setattr("commonweal.survey.collecting.LARGE_CHUNK", 1)
    office, undisturbed = Office(tmp_path / "office"), Office(tmp_path / "undisturbed")
    written = histories(tmp_path, 2)
    repositories = [one.write() for one in written]
    office.survey(*repositories)
    own = {one for one in current(office).segments if one.table == "change"}
    assert len({one.owner for one in own}) == 2
    for number in range(4):
        written[0].commit({"a.py": lines(7, seed=number)})
        written[0].write()
        office.survey(*repositories)
    monkeypatch.undo()
    undisturbed.survey(*repositories)

    after = {one for one in current(office).segments if one.table == "change"}
    assert len(own & after) == 1, "the neighbour's"
    assert len(after) < 5, "many small surveys are written as one"
    for question in (HISTORY, COMMITS, MEMBERS):
        assert office.rows(question) == undisturbed.rows(question)


def test_evidence_of_the_first_version_is_read_and_taken_over_with_one_sentence(
    tmp_path: Path,
) -> None:
    office, undisturbed = Office(tmp_path / "office"), Office(tmp_path / "undisturbed")
    written = histories(tmp_path, 5)
    repositories = [one.write() for one in written]
    office.survey(*repositories)
    whole = everything(office)
    old = as_first_version(office)
    assert old.layout == 1
    assert len(old.segments) > 45
    read = everything(office)
    for table in ("person_raw",):
        whole[table], read[table] = [], []
    assert read == whole
    written[0].commit({"a.py": lines(9)})
    written[0].write()

    summary = office.survey(*repositories)
    undisturbed.survey(*repositories)

    assert summary.notes == ("The evidence of an earlier version was converted to the new form.",)
    assert summary.new_commits == 1, "what was read before was not read again"
    assert len(current(office).segments) < 35
    assert everything(office, without=without_moments) == everything(
        undisturbed, without=without_moments
    )
    assert office.survey(*repositories).notes == ()


@of_rows
def test_a_new_version_of_a_probe_is_asked_over_stored_trees_without_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path / "office")
    repositories = several(tmp_path, 3)
    office.survey(*repositories)
    before = office.rows("select * exclude (collected_at) from finding order by all")
    name = next(iter(probing.probe_versions()))
    version = catalogue.probes()[name].version
    made = current(office)
    older = msgspec.structs.replace(
        made,
        probes={**made.probes, name: version - 1},
        segments=tuple(_as_of_version(office, one, name, version - 1) for one in made.segments),
    )
    office.workspace.store.rewrite(older)
    assert office.rows(f"select distinct version from finding where probe_id = '{name}'") == [
        (version - 1,)
    ]
    monkeypatch.setattr("commonweal.survey.collecting.collect_family", _no_git)
    summary = office.survey(*repositories)

    assert (summary.is_new, summary.new_commits, summary.problems) == (True, 0, ())
    after = office.rows("select * exclude (collected_at) from finding order by all")
    assert [row for row in after if row[1] != name] == [row for row in before if row[1] != name]
    assert {row[2] for row in after if row[1] == name} == {version}
    assert current(office).probes[name] == version


def _as_of_version(office: Office, segment: Segment, name: str, version: int) -> Segment:
    """The findings of a probe as another version of it would have left them."""
    if segment.table != "finding":
        return segment
    writer = office.workspace.store.writer()
    written = writer.write_query(
        segment.table,
        segment.owner,
        f"select * replace (case when probe_id = '{name}' then {version} else version end "
        f"as version) from {read_parquet(writer.folder, [segment])}",
    )
    assert written is not None
    return written


def _no_git(*_: object) -> None:
    raise AssertionError("git was asked")


@of_rows
def test_a_probe_that_went_leaves_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path / "office")
    [repository] = several(tmp_path, 1)
    office.survey(repository)
    name = next(iter(probing.probe_versions()))
    assert office.rows(f"select count(*) from finding where probe_id = '{name}'") == [(1,)]
    left = {one: catalogue.probes()[one] for one in probing.probe_versions() if one != name}
    for module in ("probing", "sealing"):
        monkeypatch.setattr(f"commonweal.survey.{module}.probes", lambda: left)

    office.survey(repository)

    assert office.rows(f"select count(*) from finding where probe_id = '{name}'") == [(0,)]


@of_rows
def test_a_changed_metric_is_computed_without_a_new_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path / "office")
    [repository] = several(tmp_path, 1)
    office.survey(repository)
    assert not office.survey(repository).is_new
    sql = "select repository_id, period, 41.0 + 1 as value from commits, periods group by all"
    changed = msgspec.structs.replace(
        catalogue.metrics()["commits"], sql=sql, window="all", series_window=None
    )
    known = {"commits": changed}
    monkeypatch.setattr("commonweal.survey.sealing.metrics", lambda: known)

    summary = office.survey(repository)

    assert (summary.is_new, summary.new_commits) == (True, 0)
    now = "metric_id = 'commits' and period = 'now' and subject_id = 'portfolio'"
    assert office.rows(f"select value from metric_value where {now}") == [(42.0,)]


def test_older_generations_keep_what_history_needs_and_no_more(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    [history] = histories(tmp_path, 1)
    for number in range(3):
        history.commit({"b.py": lines(3, seed=number)})
        with nullcontext() if number == 0 else little_measured():
            office.survey(history.write(), now=NOW + timedelta(days=number))

    oldest, before, newest = office.workspace.store.history()

    needed = {name for name, table in tables().items() if table.keep == "history"}
    assert (oldest.is_trimmed, before.is_trimmed, newest.is_trimmed) == (True, False, False)
    assert {one.table for one in oldest.segments} <= needed
    assert {"metric_value", "verdict", "standing", "repository"} <= {
        one.table for one in oldest.segments
    }
    assert {"commit", "document"} <= {one.table for one in before.segments}
    used = {one.sha256 for kept in (oldest, before, newest) for one in kept.segments}
    folder = office.workspace.store.segments_folder
    assert {path.stem for path in folder.rglob("*") if path.is_file()} == used


ERASE = """
[[projects]]
id = "tool"
repositories = ["r0.git"]

[people]
erase = ["ada@example.org"]
"""


def test_who_asks_to_be_forgotten_is_in_no_byte_of_any_generation(tmp_path: Path) -> None:
    office = Office(tmp_path)
    [history] = histories(tmp_path, 1)
    history.commit(
        {"AUTHORS": "Ada Obi <ada@example.org>\nBo Lind <bo@example.com>\n"},
        message="Thanks, Ada Obi and ADA@example.org",
    )
    portfolio = tmp_path / "portfolio.toml"
    portfolio.write_text(ERASE.partition("[people]")[0])
    for number in range(3):
        history.commit({"b.py": lines(3, seed=number)}, author=(ADA, BO)[number % 2])
        history.write()
        with little_measured() if number < 2 else nullcontext():
            office.survey(now=NOW + timedelta(days=number))
    assert texts_that_name(office, "ada") != []
    portfolio.write_text(ERASE)

    office.survey(now=NOW + timedelta(days=4))

    assert len(office.workspace.store.history()) == 4
    assert texts_that_name(office, "ada") == []
    assert texts_that_name(office, "bo lind") != []
    assert office.rows("select count(*) from commit") == [(6,)]
    history.commit({"b.py": lines(12)}, author=ADA, message="Ada Obi again")
    history.write()
    office.survey(now=NOW + timedelta(days=5))
    assert texts_that_name(office, "ada") == []


def texts_that_name(office: Office, word: str) -> list[str]:
    """Files of the evidence in which a word is: raw bytes, and every value of every segment."""
    store = office.workspace.store
    found = [
        path.name
        for path in sorted(store.folder.rglob("*"))
        if path.is_file() and re.search(word.encode() + b"[ @]", path.read_bytes().lower())
    ]
    writer = store.writer()
    listed = {one for manifest in store.history() for one in manifest.segments}
    assert {one.sha256 for one in listed} == {
        path.stem for path in store.segments_folder.rglob("*.parquet")
    }
    for segment in sorted(listed, key=lambda one: one.sha256):
        found += _values(segment, writer.fetch([segment], "*"), word)
    writer.close()
    return found


def _values(segment: Segment, rows: list[tuple[object, ...]], word: str) -> list[str]:
    pattern = re.compile(rf"\b{word}\b")
    return [
        f"{segment.table}: {value}"
        for row in rows
        for value in row
        if isinstance(value, str) and pattern.search(value.lower())
    ]
