# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Intervals say the same as the events they are made from, and keys sort as versions do."""

import contextlib
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonweal.packages.advisories import verdict_on
from commonweal.packages.advisories.intervals import covers, intervals_of
from commonweal.packages.advisories.record import AdvisoryRefused, read_record
from commonweal.packages.advisories.severity import Severity
from commonweal.packages.versions import compare
from commonweal.packages.versions.ordering import orderings
from commonweal.packages.versions.sortable import sortable_key

NUMBERS = st.sampled_from(["0", "1.0", "1.0.1", "1.2rc1", "1.2", "2", "2.0.0", "10.0", "v1.2", ""])
EVENTS = st.lists(
    st.tuples(st.sampled_from(["introduced", "fixed", "last_affected", "limit"]), NUMBERS),
    max_size=6,
)
HOMES = st.sampled_from(["PyPI", "npm", "Maven", "Go", "Packagist", "NuGet", "RubyGems"])
KINDS = st.sampled_from(["ECOSYSTEM", "SEMVER", "GIT"])


def record(home: str, kind: str, events: list[tuple[str, str]], **more: Any) -> dict[str, Any]:
    written = [{what: version} for what, version in events]
    block = {
        "package": {"ecosystem": home, "name": "a:well"},
        "ranges": [{"type": kind, "events": written}],
        **more,
    }
    return {"id": "X-1", "affected": [block]}


@given(HOMES, KINDS, EVENTS, NUMBERS.filter(bool))
@example("PyPI", "ECOSYSTEM", [("introduced", "0"), ("last_affected", "1"), ("fixed", "1")], "1")
def test_intervals_cover_what_the_events_affect(
    home: str, kind: str, events: list[tuple[str, str]], version: str
) -> None:
    advisory = record(home, kind, events)

    verdict = verdict_on(advisory, home, "a:well", version).affected
    covered = any(covers(interval, home, version) for interval in intervals_of(advisory))

    assert covered == bool(verdict)


@given(st.sampled_from(sorted(orderings())), st.lists(st.text(max_size=12), min_size=2, max_size=6))
def test_keys_sort_as_versions_do(ecosystem: str, versions: list[str]) -> None:
    for left, right in pairwise(versions):
        first, second = sortable_key(ecosystem, left), sortable_key(ecosystem, right)
        assert first is not None
        assert second is not None
        assert (first > second) - (first < second) == compare(ecosystem, left, right)


@pytest.mark.parametrize(
    ("ecosystem", "rising"),
    [
        ("PyPI", ["1.0.dev1", "1.0a1", "1.0", "1.0.post1", "1.1", "1.10", "1!0"]),
        ("npm", ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta", "1.0.0", "1.0.1", "256.0.0"]),
        ("Maven", ["1-alpha", "1-rc", "1", "1-sp", "1.1", "1.256"]),
    ],
)
def test_keys_rise_with_known_versions(ecosystem: str, rising: list[str]) -> None:
    keys = [sortable_key(ecosystem, version) or b"" for version in rising]

    assert keys == sorted(set(keys))


def test_no_key_without_an_order() -> None:
    assert sortable_key("Brainfuck", "1.0") is None


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_anything_is_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(AdvisoryRefused):
        read_record(content)


KEYS = st.sampled_from(
    (
        "affected", "package", "ecosystem", "name", "ranges", "type", "events", "introduced",
        "versions", "severity", "score", "references", "url", "aliases", "withdrawn", "modified",
        "database_specific", "summary", "details",
    )
)  # fmt: skip
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, JSON, max_size=8))
def test_wrong_shapes_are_passed_over(fields: dict[str, Any]) -> None:
    content = json.dumps({"id": "X-1", **fields}, allow_nan=False, default=str)

    assert read_record(content.encode()).advisory.record_id == "X-1"


def read(**fields: Any) -> Any:
    return read_record(json.dumps({"id": "GHSA-1", **fields}).encode()).advisory


def test_severity_is_that_of_the_newest_vector() -> None:
    three = {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}
    four = {
        "type": "CVSS_V4",
        "score": "CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N",
    }

    assert read(severity=[three]).severity == Severity("critical", 9.8, three["score"])
    assert read(severity=[three, four]).severity.score == 4.8
    assert read(severity=[{"score": "CVSS:3.1/nonsense"}]).severity == Severity()


def test_a_word_of_the_source_counts_where_there_is_no_vector() -> None:
    assert read(database_specific={"severity": "MODERATE"}).severity == Severity("medium")


def test_kinds_are_told_apart() -> None:
    block = {"database_specific": {"informational": "unmaintained"}}

    assert read(affected=[block]).kind == "unmaintained"
    assert read(id="MAL-2024-1").kind == "malicious"
    assert read().kind == "vulnerability"


def test_doubtful_fields_do_not_stand() -> None:
    advisory = read(
        modified="0001-01-01T00:00:00Z",
        withdrawn=True,
        aliases=["CVE-1", 'CVE"<script>'],
        references=[{"type": "WEB", "url": "javascript:alert(1)"}, {"url": "https://a.example/x"}],
        summary="two\n\nlines ",
    )

    assert advisory.modified is None
    assert advisory.withdrawn is not None
    assert advisory.aliases == ("CVE-1",)
    assert advisory.links == ("https://a.example/x",)
    assert advisory.summary == "two lines"
