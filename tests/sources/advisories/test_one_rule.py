# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The engine's query and the Python rule say the same of every version and record."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.evidence import Engine, EvidenceStore, Manifest
from commonweal.packages.advisories import verdict_on
from commonweal.packages.advisories.intervals import Interval, intervals_of
from commonweal.packages.model import purl_of
from commonweal.sources.advisories.match import matches

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
HOMES = {"PyPI": "pypi", "npm": "npm", "Maven": "maven", "Go": "golang", "RubyGems": "gem"}
VERSIONS = ("0", "0.9", "1.0", "1.0.1", "1.2rc1", "1.2", "2", "2.0.0", "10.0", "v1.2", "main")
VERSION = st.sampled_from(VERSIONS)
EVENT = st.tuples(st.sampled_from(["introduced", "fixed", "last_affected", "limit"]), VERSION)
RANGE = st.builds(
    lambda kind, events: {"type": kind, "events": [{what: version} for what, version in events]},
    st.sampled_from(["ECOSYSTEM", "SEMVER", "GIT"]),
    st.lists(EVENT, max_size=6),
)
BLOCK = st.builds(
    lambda home, ranges, versions: {
        "package": {"ecosystem": home, "name": "a:well"},
        "ranges": ranges,
        "versions": versions,
    },
    st.sampled_from(sorted(HOMES)),
    st.lists(RANGE, max_size=2),
    st.lists(VERSION, max_size=2),
)
RECORD = st.builds(
    lambda blocks, is_withdrawn: {
        "affected": blocks,
        **({"withdrawn": "2025-01-01T00:00:00Z"} if is_withdrawn else {}),
    },
    st.lists(BLOCK, min_size=1, max_size=3),
    st.booleans(),
)
RECORDS = st.lists(RECORD, min_size=1, max_size=6)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("evidence")
    opened = Engine(EvidenceStore(folder).segments_folder, Manifest(1, _NOW, "0", "0", {}, ()))
    yield opened
    opened.close()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=RECORDS)
def test_the_query_finds_what_the_rule_finds(engine: Engine, records: list[dict[str, Any]]) -> None:
    named = {f"X-{number}": record for number, record in enumerate(records)}
    in_use = [
        (purl_of(type_, "a:well"), version) for type_ in HOMES.values() for version in VERSIONS
    ]
    homes = {purl_of(type_, "a:well"): home for home, type_ in HOMES.items()}

    with ExitStack() as stack:
        needed = ("package_needed", {"purl": "VARCHAR"}, [(purl,) for purl in homes])
        for table, columns, rows in (_intervals(named), _records(named), needed):
            stack.enter_context(engine.relation(table, columns, rows))
        found = {(purl, version, record) for purl, version, record, *_ in matches(engine, in_use)}

    expected = {
        (purl, version, name)
        for name, record in named.items()
        for purl, version in in_use
        if verdict_on(record, homes[purl], "a:well", version).affected is not False
    }
    assert found == expected


def _intervals(named: dict[str, dict[str, Any]]) -> tuple[str, dict[str, str], list[Any]]:
    columns = {
        "purl": "VARCHAR", "record_id": "VARCHAR", "source": "VARCHAR", "kind": "VARCHAR",
        "low": "BLOB", "high": "BLOB", "is_closed": "BOOLEAN", "is_semantic": "BOOLEAN",
        "introduced": "VARCHAR", "end_kind": "VARCHAR", "end_version": "VARCHAR",
        "versions": "VARCHAR[]",
    }  # fmt: skip
    rows = [
        _row(name, interval) for name, record in named.items() for interval in intervals_of(record)
    ]
    return "advisory_interval", columns, rows


def _row(name: str, each: Interval) -> tuple[object, ...]:
    return (
        each.purl, name, "test", each.kind, each.low, each.high, each.is_closed, each.is_semantic,
        each.introduced, each.end_kind, each.end_version, list(each.versions),
    )  # fmt: skip


def _records(named: dict[str, dict[str, Any]]) -> tuple[str, dict[str, str], list[Any]]:
    columns = {
        "record_id": "VARCHAR", "source": "VARCHAR", "aliases": "VARCHAR[]",
        "modified": "TIMESTAMP", "withdrawn": "TIMESTAMP",
    }  # fmt: skip
    rows: list[Any] = [
        (name, "test", [], _NOW.replace(tzinfo=None), _day(record))
        for name, record in named.items()
    ]
    return "advisory_record", columns, rows


def _day(record: dict[str, Any]) -> datetime | None:
    return datetime(2025, 1, 1) if record.get("withdrawn") else None  # noqa: DTZ001  as the table keeps it
