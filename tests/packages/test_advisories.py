# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whom an advisory concerns, and the event that decides."""

import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.core.problem import InputMalformed
from commonweal.formats.streaming import streams
from commonweal.packages.advisories import (
    Verdict,
    is_affected,
    same_ecosystem,
    same_package,
    verdict_on,
)
from commonweal.packages.advisories.affected import Event


def block(
    *ranges: Mapping[str, Any], name: str = "well", home: str = "PyPI", **more: Any
) -> dict[str, Any]:
    return {"package": {"ecosystem": home, "name": name}, "ranges": list(ranges), **more}


def span(*events: tuple[str, str], kind: str = "ECOSYSTEM") -> dict[str, Any]:
    return {"type": kind, "events": [{what: version} for what, version in events]}


def affected_of(record: Mapping[str, Any], *versions: str) -> list[str]:
    return [version for version in versions if is_affected(record, "PyPI", "well", version)]


@pytest.mark.parametrize(
    ("events", "affected"),
    [
        ([("introduced", "0")], ["0.dev1", "1.0rc1", "1.0", "1.5", "2.0"]),
        ([("introduced", "0"), ("fixed", "1.0")], ["0.dev1", "1.0rc1"]),
        ([("introduced", "0"), ("last_affected", "1.0")], ["0.dev1", "1.0rc1", "1.0"]),
        ([("introduced", "0"), ("lastAffected", "1.0")], ["0.dev1", "1.0rc1", "1.0"]),
        ([("introduced", "1.0"), ("fixed", "2.0")], ["1.0", "1.5"]),
        ([("fixed", "2.0"), ("introduced", "1.0")], ["1.0", "1.5"]),
        (
            [("introduced", "0"), ("introduced", "1.5"), ("fixed", "1.0"), ("fixed", "1.6")],
            ["0.dev1", "1.0rc1", "1.5"],
        ),
        ([("introduced", "0"), ("limit", "1.0")], ["0.dev1", "1.0rc1"]),
        ([("introduced", "1.0"), ("limit", "*")], ["1.0", "1.5", "2.0"]),
        (
            [("introduced", "0"), ("limit", "1.0"), ("limit", "2.0")],
            ["0.dev1", "1.0rc1", "1.0", "1.5"],
        ),
        ([("fixed", "1.0")], []),
        ([], []),
    ],
)
def test_events_of_a_range(events: list[tuple[str, str]], affected: list[str]) -> None:
    record = {"affected": [block(span(*events))]}

    assert affected_of(record, "0.dev1", "1.0rc1", "1.0", "1.5", "2.0") == affected


def test_any_range_and_any_block_is_enough() -> None:
    record = {
        "affected": [
            block(span(("introduced", "9")), name="other"),
            block(
                span(("introduced", "1"), ("fixed", "2")), span(("introduced", "3"), ("fixed", "4"))
            ),
            block(span(("introduced", "5"), ("fixed", "6"))),
        ]
    }

    assert affected_of(record, "1", "2", "3.5", "4", "5", "6", "9") == ["1", "3.5", "5"]


def test_the_event_that_decides_is_told() -> None:
    record = {"affected": [block(span(("introduced", "1"), ("fixed", "2"), ("limit", "3")))]}

    assert [verdict_on(record, "PyPI", "well", one) for one in ("0.5", "1.5", "2.1", "3")] == [
        Verdict("outside"),
        Verdict("in_range", Event("introduced", "1")),
        Verdict("outside", Event("fixed", "2")),
        Verdict("outside", Event("limit", "3")),
    ]


def test_ranges_of_commits_say_nothing_about_versions() -> None:
    commits = span(("introduced", "0"), kind="GIT")
    alone = {"affected": [block(commits)]}
    beside = {"affected": [block(commits, span(("introduced", "2")))]}

    assert affected_of(alone, "1", "2") == []
    assert affected_of(beside, "1", "2") == ["2"]


def test_versions_that_are_listed_count_as_they_are_written() -> None:
    record = {"affected": [block(versions=["1.0", "1.1"])]}

    assert affected_of(record, "1.0", "1.0.0", "1.1", "1.2") == ["1.0", "1.1"]
    assert verdict_on(record, "PyPI", "well", "1.1") == Verdict("listed")


def test_a_package_without_a_version_is_affected() -> None:
    record = {"affected": [block(span(("introduced", "1"), ("fixed", "2")))]}

    assert verdict_on(record, "PyPI", "well", "") == Verdict("no_version")
    assert verdict_on({"affected": [block()]}, "PyPI", "well", "").affected is False


def test_what_was_withdrawn_concerns_nobody() -> None:
    record = {"withdrawn": "2024-01-01T00:00:00Z", "affected": [block(span(("introduced", "0")))]}

    assert verdict_on(record, "PyPI", "well", "1") == Verdict("withdrawn")
    assert verdict_on({**record, "withdrawn": None}, "PyPI", "well", "1").affected is True


def test_semantic_ranges_have_the_semantic_order_everywhere() -> None:
    record = {"affected": [block(span(("introduced", "1.0.0-rc.1"), kind="SEMVER"))]}

    assert affected_of(record, "1.0.0-beta", "1.0.0-rc.2", "1.0.0") == ["1.0.0-rc.2", "1.0.0"]


def test_an_unknown_order_is_not_taken_for_safe() -> None:
    record = {"affected": [block(span(("introduced", "1")), home="Wells", versions=["7"])]}

    assert verdict_on(record, "Wells", "well", "3").affected is None
    assert is_affected(record, "Wells", "well", "3")
    assert verdict_on(record, "Wells", "well", "7") == Verdict("listed")
    assert verdict_on(record, "Wells", "other", "3") == Verdict("other_package")


@pytest.mark.parametrize(
    ("ecosystem", "left", "right", "same"),
    [
        ("PyPI", "Wells.And_Pumps", "wells-and--pumps", True),
        ("NuGet", "Wells.Pumps", "wells.pumps", True),
        ("Packagist", "Wells/Pumps", "wells/pumps", True),
        ("crates.io", "wells_pumps", "wells-pumps", True),
        ("SwiftURL", "https://git.example/Wells.git", "git.example/wells", True),
        ("npm", "Wells", "wells", False),
        ("Maven", "org.wells:pumps", "org.wells:Pumps", False),
        ("Go", "wells.example/a", "wells.example/A", False),
        ("RubyGems", "wells_pumps", "wells-pumps", False),
    ],
)
def test_names_are_spelt_as_the_ecosystem_has_it(
    ecosystem: str, left: str, right: str, *, same: bool
) -> None:
    assert same_package(ecosystem, left, right) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Debian:12", "Debian", True),
        ("Debian:12", "Debian:12", True),
        ("Debian:12", "Debian:11", False),
        ("npm", "PyPI", False),
    ],
)
def test_releases_of_an_ecosystem(left: str, right: str, *, same: bool) -> None:
    assert same_ecosystem(left, right) is same


FOREIGN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["package", "ranges", "versions", "events", "type", "introduced", "fixed"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(FOREIGN, FOREIGN)
def test_foreign_records_raise_nothing(blocks: Any, events: Any) -> None:
    for record in (
        {"affected": blocks},
        {"affected": [block(versions=blocks)]},
        {"affected": [block({"type": "ECOSYSTEM", "events": events}), {"package": blocks}]},
        {"affected": [{**block(), "ranges": blocks}]},
    ):
        assert verdict_on(record, "PyPI", "well", "1.0").affected in (True, False)


def test_long_records_end_soon() -> None:
    events = [("introduced", f"1.{number}") for number in range(5_000)]
    record = {"affected": [block(span(*events)), block(span(("fixed", "1" * 100_000)))]}
    started = time.process_time()

    assert is_affected(record, "PyPI", "well", "1.4999")
    assert not is_affected(record, "PyPI", "w-" * 50_000, "1" * 100_000)
    assert time.process_time() - started < 4


def test_the_stream_answers_with_the_deciding_event() -> None:
    question = {
        "id": "WELL-1",
        "package": {"ecosystem": "PyPI", "name": "Well", "version": "1.5"},
        "affected": [block(span(("introduced", "0"), ("fixed", "1.5")))],
    }

    assert streams()["affected"].answer(question) == {
        "id": "WELL-1",
        "kind": "affected",
        "ok": True,
        "affected": False,
        "why": "outside",
        "event": {"fixed": "1.5"},
    }


@pytest.mark.parametrize("package", [None, {}, {"ecosystem": "npm"}, {"ecosystem": 1, "name": "a"}])
def test_a_question_without_a_package_is_refused(package: Any) -> None:
    with pytest.raises(InputMalformed):
        streams()["affected"].answer({"package": package})
