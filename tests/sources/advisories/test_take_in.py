# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Importing advisories and matching them: what concerns what is in use, and what was looked up."""

import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from commonweal.core.problem import InputMalformed, InputMissing
from commonweal.evidence import Engine, EvidenceStore, Manifest
from commonweal.sources.advisories import AdvisoryStore
from commonweal.sources.advisories.match import Matched, alias_groups, match, upgrades
from commonweal.sources.advisories.take_in import take_in

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def osv(id_: str, name: str, *events: Mapping[str, str], **more: Any) -> dict[str, Any]:
    ecosystem = more.pop("ecosystem", "PyPI")
    versions = more.pop("versions", [])
    block = {
        "package": {"ecosystem": ecosystem, "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": list(events)}] if events else [],
        "versions": versions,
    }
    return {"id": id_, "modified": "2025-05-05T00:00:00Z", "affected": [block], **more}


def archive(path: Path, *records: Mapping[str, Any] | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for number, one in enumerate(records):
            content = one if isinstance(one, bytes) else json.dumps(one).encode()
            opened.writestr(f"{number}.json", content)
    return path


def needing(folder: Path, *packages: tuple[str, str]) -> Engine:
    """Evidence of one repository that needs packages, as package URL and version."""
    store = EvidenceStore(folder / "evidence")
    writer = store.writer()
    rows = [
        ("r", "lock", line, "f", purl, purl, version, "", "", "runtime", None, True, (), "")
        for line, (purl, version) in enumerate(packages, 1)
    ]
    segment = writer.write("package_needed", "r", rows, ("test", "2026-01-01 00:00:00", "0"))
    writer.close()
    segments = (segment,) if segment else ()
    return Engine(store.segments_folder, Manifest(1, NOW, "0", "0", {}, segments))


def matched(folder: Path, records: list[Any], *packages: tuple[str, str]) -> Matched:
    store = AdvisoryStore(folder / "advisories")
    if records:
        take_in(store, archive(folder / "db.zip", *records), now=NOW)
    engine = needing(folder, *packages)
    try:
        return match(engine, store)
    finally:
        engine.close()


def matches(found: Matched) -> list[tuple[str, str, str, str]]:
    """Package, version, advisory, and where it is mended."""
    return [(row[3], row[4], row[5], row[11]) for row in found.exposure]


def test_a_version_in_a_range_is_hit_and_the_fixed_one_is_not(tmp_path: Path) -> None:
    advisory = osv("PYSEC-1", "Well.Made", {"introduced": "1.0"}, {"fixed": "1.10"})
    used = [("pkg:pypi/well-made", version) for version in ("0.9", "1.9", "1.10", "1.11")]

    found = matched(tmp_path, [advisory], *used)

    assert matches(found) == [("pkg:pypi/well-made", "1.9", "PYSEC-1", "1.10")]
    assert found.exposure[0][7:11] == ("in_range", "1.0", "fixed", "1.10")


def test_listed_versions_count_as_they_are_written(tmp_path: Path) -> None:
    advisory = osv("X-1", "a", versions=["1.0", "1.1"])

    found = matched(tmp_path, [advisory], ("pkg:pypi/a", "1.1"), ("pkg:pypi/a", "1.2"))

    assert matches(found) == [("pkg:pypi/a", "1.1", "X-1", "")]


def test_a_semantic_range_in_an_ecosystem_with_another_order(tmp_path: Path) -> None:
    advisory = osv("X-1", "g:a", ecosystem="Maven")
    events = [{"introduced": "0"}, {"fixed": "2.0.0"}]
    advisory["affected"][0]["ranges"] = [{"type": "SEMVER", "events": events}]

    found = matched(tmp_path, [advisory], ("pkg:maven/g/a", "2.0.0-rc1"))

    assert matches(found) == [("pkg:maven/g/a", "2.0.0-rc1", "X-1", "2.0.0")]


def test_withdrawn_advisories_match_nothing(tmp_path: Path) -> None:
    gone = osv("X-1", "a", {"introduced": "0"}, withdrawn="2025-01-01T00:00:00Z")
    there = osv("X-2", "a", {"introduced": "0"})

    assert matches(matched(tmp_path, [gone, there], ("pkg:pypi/a", "1"))) == [
        ("pkg:pypi/a", "1", "X-2", "")
    ]


def test_records_of_one_problem_are_one_advisory(tmp_path: Path) -> None:
    records = [
        osv("PYSEC-1", "a", {"introduced": "0"}, {"fixed": "1.9"}, aliases=["CVE-2025-1"]),
        osv("GHSA-1", "a", {"introduced": "0"}, {"fixed": "1.10"}, aliases=["CVE-2025-1"]),
    ]

    found = matched(tmp_path, records, ("pkg:pypi/a", "1.0"))

    assert matches(found) == [("pkg:pypi/a", "1.0", "CVE-2025-1", "1.10")]
    assert [row[:3] for row in found.advisory] == [
        ("CVE-2025-1", ["GHSA-1", "PYSEC-1"], ["GHSA-1", "PYSEC-1"])
    ]


def raised(folder: Path, records: list[Any], *versions: str) -> list[tuple[str, str, list[str]]]:
    """Version in use, the one to raise it to, and what remains there."""
    folder.mkdir(exist_ok=True)
    store = AdvisoryStore(folder / "advisories")
    take_in(store, archive(folder / "db.zip", *records), now=NOW)
    engine = needing(folder, *(("pkg:pypi/a", version) for version in versions))
    try:
        return [(row[1], row[2], row[3]) for row in upgrades(engine, store, match(engine, store))]
    finally:
        engine.close()


def test_the_target_is_looked_up_in_turn(tmp_path: Path) -> None:
    """What mends the first problem has the second; a scanner would stop half way."""
    records = [
        osv("X-1", "a", {"introduced": "0"}, {"fixed": "1.9"}),
        osv("X-2", "a", {"introduced": "1.5"}, {"fixed": "1.10"}, aliases=["CVE-2026-2"]),
    ]

    assert raised(tmp_path, records, "1.0") == [("1.0", "1.10", [])]


def test_a_target_goes_on_by_way_of_versions_that_are_in_use_themselves(tmp_path: Path) -> None:
    records = [
        osv("X-1", "a", {"introduced": "0"}, {"fixed": "1.5"}),
        osv("X-2", "a", {"introduced": "1.5"}, {"fixed": "1.9"}),
        osv("X-3", "a", {"introduced": "1.9"}, {"fixed": "2.0"}),
    ]

    assert raised(tmp_path, records, "1.0", "1.5", "1.9") == [
        ("1.0", "2.0", []),
        ("1.5", "2.0", []),
        ("1.9", "2.0", []),
    ]


def test_of_two_spellings_of_a_target_the_longer_is_told_every_time(tmp_path: Path) -> None:
    spellings = ["2", "2.0", "2.0.0", "2.0.0.0", "2.0.0.0.0", "2.0.0.0.0.0"]
    records = [
        osv(f"X-{number}", "a", {"introduced": "0"}, {"fixed": spelling})
        for number, spelling in enumerate(spellings)
    ]

    assert raised(tmp_path, records, "1") == [("1", "2.0.0.0.0.0", [])]


def test_each_branch_has_its_own_target(tmp_path: Path) -> None:
    events = [
        {"introduced": "1.9"},
        {"fixed": "1.9.13"},
        {"introduced": "1.10"},
        {"fixed": "1.10.7"},
    ]

    assert raised(tmp_path, [osv("X-1", "a", *events)], "1.9.1", "1.10.1") == [
        ("1.10.1", "1.10.7", []),
        ("1.9.1", "1.9.13", []),
    ]


def test_what_no_version_mends_remains(tmp_path: Path) -> None:
    records = [
        osv("X-1", "a", {"introduced": "0"}, {"fixed": "2"}),
        osv("X-2", "a", {"introduced": "0"}),
    ]

    assert raised(tmp_path, records, "1") == [("1", "2", ["X-2"])]
    assert raised(tmp_path / "alone", records[1:], "1") == [("1", "", [])]


def test_alias_groups_join_over_several_steps() -> None:
    groups = alias_groups([("A", ["x"]), ("B", ["x", "GHSA-2"]), ("C", ["GHSA-2"]), ("D", [])])

    assert groups == {"A": "GHSA-2", "B": "GHSA-2", "C": "GHSA-2", "D": "D"}


def test_what_was_not_looked_up_is_said(tmp_path: Path) -> None:
    advisory = osv("X-1", "a", {"introduced": "0"})

    found = matched(
        tmp_path,
        [advisory],
        ("pkg:pypi/a", "1"),
        ("pkg:pypi/b", ""),
        ("pkg:npm/c", "1"),
        ("pkg:docker/d", ""),
    )

    assert found.advisory_coverage == (
        ("docker", "docker", 0, 1, False, 0, None),
        ("npm", "npm", 1, 0, False, 0, None),
        ("PyPI", "pypi", 1, 1, True, 1, "2025-05-05 00:00:00"),
    )


def test_without_any_database_nothing_is_looked_up(tmp_path: Path) -> None:
    found = matched(tmp_path, [], ("pkg:pypi/a", "1"))

    assert found == Matched((), (), (("PyPI", "pypi", 1, 0, False, 0, None),))


def test_of_two_databases_the_newer_record_counts(tmp_path: Path) -> None:
    store = AdvisoryStore(tmp_path / "advisories")
    old = osv("X-1", "a", {"introduced": "0"})
    new = osv("X-1", "a", {"introduced": "0"}, {"fixed": "1"}) | {
        "modified": "2025-06-06T00:00:00Z"
    }
    take_in(store, archive(tmp_path / "one.zip", old), now=NOW)
    take_in(store, archive(tmp_path / "two.zip", new), now=NOW)
    engine = needing(tmp_path, ("pkg:pypi/a", "2"), ("pkg:pypi/a", "0.5"))

    found = match(engine, store)
    engine.close()

    assert matches(found) == [("pkg:pypi/a", "0.5", "X-1", "1")]


def test_an_import_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    store = AdvisoryStore(tmp_path / "advisories")
    path = tmp_path / "PyPI.zip"
    take_in(store, archive(path, osv("X-1", "a", {"introduced": "0"}), b"{}"), now=NOW)
    first = store.databases()
    again = take_in(store, path, now=NOW.replace(year=2027))
    take_in(store, archive(path, osv("X-2", "b", {"introduced": "0"})), now=NOW)

    assert [(one.name, one.records, one.refused) for one in first] == [("PyPI", 1, 1)]
    assert again == first[0]
    assert [one.ecosystems for one in store.databases()] == [{"PyPI": 1}]
    files = list((tmp_path / "advisories").rglob("*.parquet"))
    assert len(files) == 2  # those of the first import are gone


def test_a_folder_is_read_without_following_links(tmp_path: Path) -> None:
    folder = tmp_path / "advisories-of-ours"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "1.json").write_text(json.dumps(osv("X-1", "a", {"introduced": "0"})))
    (tmp_path / "secret.json").write_text(json.dumps(osv("X-2", "a", {"introduced": "0"})))
    (folder / "link.json").symlink_to(tmp_path / "secret.json")

    taken = take_in(AdvisoryStore(tmp_path / "store"), folder, now=NOW)

    assert (taken.name, taken.records) == ("advisories-of-ours", 1)


def test_nothing_is_lost_when_an_import_fails(tmp_path: Path) -> None:
    store = AdvisoryStore(tmp_path / "store")
    take_in(store, archive(tmp_path / "db.zip", osv("X-1", "a", {"introduced": "0"})), now=NOW)
    before = store.databases()
    (tmp_path / "db.zip").write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(InputMalformed, match="cannot be read as a zip file"):
        take_in(store, tmp_path / "db.zip", now=NOW)
    with pytest.raises(InputMalformed, match="no OSV record"):
        take_in(store, archive(tmp_path / "db.zip", b"[]"), now=NOW)
    with pytest.raises(InputMissing):
        take_in(store, tmp_path / "none.zip", now=NOW)

    assert store.databases() == before


def test_a_member_that_swells_is_cut_and_refused(tmp_path: Path) -> None:
    bomb = b'{"id": "X-1", "details": "' + b"a" * (64 * 1024 * 1024) + b'"}'
    path = archive(tmp_path / "db.zip", bomb, osv("X-2", "a", {"introduced": "0"}))

    taken = take_in(AdvisoryStore(tmp_path / "store"), path, now=NOW)

    assert (taken.records, taken.refused) == (1, 1)
