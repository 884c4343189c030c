# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rows go into a segment and come out the same, whatever is in them."""

import hashlib
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence import Engine, Manifest, Segment, SegmentWriter, tables
from commonweal.evidence.segments import segment_path

ORIGIN = ("git", "2026-01-01 00:00:00", "1.2.3")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ID = "0123456789abcdef" * 2 + "01234567"

ODD_TEXTS = (
    "",
    " leading and trailing ",
    "null",
    "NULL",
    "\\N",
    '"quoted", with commas',
    "line\nbreak\r\n",
    "tab\t",
    "\x01\x1b\x7f",
    "\u0000",
    "e\u0301 and \u00e9",
    "\U0001f600 \u202e",
    "'; drop table commit; --",
    "$name {} ? %s",
    "2026-01-01",
    "1e999",
    '{"a": [1]}',
    "x" * 100_000,
)


def engine_over(folder: Path, *segments: Segment | None) -> Engine:
    listed = tuple(one for one in segments if one)
    return Engine(folder, Manifest(1, NOW, "0", "0", {}, listed))


def test_text_of_any_kind_comes_back(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)
    rows = [(number, text, text) for number, text in enumerate(ODD_TEXTS)]

    segment = writer.write("person_raw", "f", rows, ORIGIN)
    assert segment
    found = writer.fetch([segment], "person_key, name, email")

    assert found == rows


def test_an_empty_text_is_not_a_missing_one(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)
    rows = [("p", None, "", None, None, "list"), ("q", 1, None, None, None, "domain")]

    segment = writer.write("affiliation", "f", rows, ORIGIN)
    assert segment

    assert (
        writer.fetch([segment], "person_id, person_key, organisation, since, until, basis") == rows
    )


def test_numbers_at_their_borders_come_back(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)
    people = [(2**63 - 1, "", ""), (-(2**63), "", ""), (0, "", "")]
    changes = [("f", 2**31 - 1, "p", None, "R", 100, 0, 0o160000, "text", 2**31 - 1, 0)]

    person = writer.write("person_raw", "f", people, ORIGIN)
    change = writer.write("change", "f", changes, ORIGIN)
    assert person
    assert change

    assert writer.fetch([person], "person_key, name, email") == people
    columns = ", ".join(tables()["change"].columns)
    assert writer.fetch([change], columns) == changes


def test_ids_moments_and_lists_come_back(tmp_path: Path) -> None:
    """A commit has every type there is: ids as bytes of 20 or 32, moments, a list, booleans."""
    writer = SegmentWriter(tmp_path)
    at = datetime(1990, 1, 1, tzinfo=UTC)
    people = (1, 2, at, -705, at, None)
    flags = (True, False, True, None)
    rows = [
        ("f", 0, ID, [], *people, "subject", *flags),
        ("f", 1, ID + "0" * 24, [ID, ID], *people, "", *flags),
    ]

    segment = writer.write("commit", "f", rows, ORIGIN)
    assert segment
    found = writer.fetch([segment], ", ".join(tables()["commit"].columns))

    moment = at.replace(tzinfo=None)
    stored = (1, 2, moment, -705, moment, None)
    raw = bytes.fromhex(ID)
    assert found == [
        ("f", 0, raw, [], *stored, "subject", *flags),
        ("f", 1, raw + bytes(12), [raw, raw], *stored, "", *flags),
    ]


def test_every_row_says_where_it_came_from(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)

    segment = writer.write("person_raw", "f", [(1, "a", "b")], ("git'; --", *ORIGIN[1:]))
    assert segment

    assert writer.fetch([segment], "source, collected_at, tool_version") == [
        ("git'; --", datetime(2026, 1, 1), "1.2.3")  # noqa: DTZ001  stored as UTC without a zone
    ]


def test_no_rows_make_no_segment(tmp_path: Path) -> None:
    assert SegmentWriter(tmp_path).write("person_raw", "f", [], ORIGIN) is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_segment_is_named_by_its_content_and_the_same_rows_give_the_same_bytes(
    tmp_path: Path,
) -> None:
    rows = [(number, f"name {number % 7}", "") for number in range(5000)]

    first = SegmentWriter(tmp_path / "a").write("person_raw", "f", rows, ORIGIN)
    again = SegmentWriter(tmp_path / "b", threads=2).write("person_raw", "f", iter(rows), ORIGIN)
    other = SegmentWriter(tmp_path / "a").write("person_raw", "f", rows[1:], ORIGIN)

    assert first == again
    assert first
    assert other
    assert first.sha256 != other.sha256
    content = segment_path(tmp_path / "a", first.sha256).read_bytes()
    assert hashlib.sha256(content).hexdigest() == first.sha256
    assert (first.rows, first.bytes) == (5000, len(content))


def test_combining_keeps_every_row_in_order(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)
    parts = [writer.write("person_raw", "f", [(n, str(n), "")], ORIGIN) for n in (3, 1, 2)]
    segments = [part for part in parts if part]

    whole = writer.combine(segments)
    assert whole

    assert writer.fetch([whole], "person_key") == [(3,), (1,), (2,)]
    assert (whole.table, whole.owner, whole.rows) == ("person_raw", "f", 3)


def test_a_workspace_folder_may_be_spelled_like_a_pattern(tmp_path: Path) -> None:
    """DuckDB takes file names for patterns: these would match nothing, or too much."""
    for name in ("office [1]", "a*b", "who?", "it's", "{x,y}"):
        folder = tmp_path / name
        writer = SegmentWriter(folder)

        segment = writer.write("person_raw", "f", [(1, name, "")], ORIGIN)
        assert segment

        assert writer.fetch([segment], "name") == [(name,)]
        engine = engine_over(folder, segment)
        assert engine.rows("select name from person_raw") == [(name,)]
        engine.close()


@pytest.mark.parametrize("damage", ["gone", "emptied", "cut", "garbage"])
def test_a_damaged_segment_is_a_problem_with_a_way_out(tmp_path: Path, damage: str) -> None:
    writer = SegmentWriter(tmp_path)
    segment = writer.write("person_raw", "f", [(1, "Ada", "a@x")] * 1000, ORIGIN)
    assert segment
    path = segment_path(tmp_path, segment.sha256)
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        damaged = {"emptied": b"", "cut": content[: len(content) // 2], "garbage": b"x" * 4000}
        path.write_bytes(damaged[damage])

    with pytest.raises(WorkspaceDamaged) as reading:
        engine_over(tmp_path, segment).rows("select name from person_raw")
    with pytest.raises(WorkspaceDamaged) as fetching:
        writer.fetch([segment], "name")

    fix = "Run `commonweal survey`: it reads again what was lost."
    assert (reading.value.fix, fetching.value.fix) == (fix, fix)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(-(2**63), 2**63 - 1),
            st.text(st.characters(exclude_categories=["Cs"])),
            st.text(st.characters(exclude_categories=["Cs"])),
        ),
        min_size=1,
    )
)
def test_any_rows_come_back_in_order(rows: list[tuple[int, str, str]], tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)

    segment = writer.write("person_raw", "f", rows, ORIGIN)
    assert segment

    assert writer.fetch([segment], "person_key, name, email") == rows
    writer.close()


def test_a_bit_that_flipped_in_a_segment_never_ends_in_a_crash(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)
    segment = writer.write("person_raw", "f", [(n, f"Ada {n}", "") for n in range(3000)], ORIGIN)
    assert segment
    path = segment_path(tmp_path, segment.sha256)
    content = path.read_bytes()
    chance = random.Random(20260101)
    told = 0
    for _ in range(60):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            engine = engine_over(tmp_path, segment)
            engine.rows("select * from person_raw")
            engine.close()
        except WorkspaceDamaged:
            told += 1

    assert told > 0, "some of the flips must have been noticed"


def test_a_column_that_came_later_is_null_in_what_was_written_before(tmp_path: Path) -> None:
    writer = SegmentWriter(tmp_path)
    older = writer.write_query("project", "f", "select 'p' as project_id, 'r' as repository_id")
    assert older

    assert writer.fetch([older], "project_id, weight") == [("p", None)]
    engine = engine_over(tmp_path, older)
    assert engine.rows("select project_id, weight from project") == [("p", None)]
    engine.close()
