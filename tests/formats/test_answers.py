# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Answers as a file: written and read back the same, and every mistake with its line."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from commonweal.formats.answers import Statement, read_statements, written
from commonweal.formats.judging import judge_of

GOOD = """commonweal-answers: 1
answers:
  - subject: wells
    control: dpg/1
    verdict: met
    because: Clean water is what it is for.
    author: Ada
    date: 2026-03-01
    until: 2027-03-01
"""

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40
).map(str.strip)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  UTC follows
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
statements = st.builds(
    Statement,
    subject=texts.filter(bool),
    control=st.just("dpg/1"),
    verdict=st.sampled_from(["met", "not_met", "unknown", "not_applicable"]),
    because=texts.filter(bool),
    author=texts.filter(bool),
    stated_at=moments,
    link=st.none() | st.just("https://example.org/a?b=c#d"),
    until=st.none() | moments,
)


@given(st.lists(statements, max_size=4))
def test_what_is_written_is_read_back(given_: list[Statement]) -> None:
    found, faults = read_statements(written(given_).encode())

    assert faults == ()
    assert sorted(found, key=repr) == sorted(given_, key=repr)


def test_a_day_begins_at_its_start_and_ends_at_its_end() -> None:
    [found], faults = read_statements(GOOD.encode())

    assert faults == ()
    assert found.stated_at == datetime(2026, 3, 1, tzinfo=UTC)
    assert found.until == datetime(2027, 3, 1, 23, 59, 59, 999999, tzinfo=UTC)


def test_every_mistake_is_told_with_its_line() -> None:
    wrong = (
        GOOD.replace("verdict: met", "verdict: yes")
        .replace("date: 2026-03-01", "date: March")
        .replace("author: Ada", "link: ftp://x")
        .replace("until", "untill")
    )

    found, faults = read_statements(wrong.encode())

    assert found == ()
    assert sorted((fault.line, fault.message) for fault in faults) == [
        (3, "`author` is missing"),
        (5, "`yes` is no verdict; there are met, not_met, unknown, not_applicable"),
        (7, "a link begins with https:// or http://"),
        (8, "a day is written as 2027-01-31"),
        (9, "there is no key `untill` in an answer"),
    ]


@given(st.binary(max_size=300))
def test_no_content_makes_it_fail(content: bytes) -> None:
    read_statements(b"commonweal-answers: 1\n" + content)


def test_check_knows_such_a_file() -> None:
    judge = judge_of("ours.yml", GOOD.encode())

    assert judge
    assert dict(judge.judge("ours.yml", GOOD.encode())) == {
        "ok": True, "valid": True, "answers": 1, "errors": [],
    }  # fmt: skip
