# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Downloads of advisories over real HTTP: what is fetched, what is refused, what stays."""

import gzip
import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonweal.core.problem import InputMalformed
from commonweal.core.web import AnswerRefused, NotReached
from commonweal.sources.advisories import AdvisoryStore, download
from tests.sources.advisories.mirror import (
    LATER,
    NOW,
    Mirror,
    brought,
    matching,
    only,
    record,
    rows_of,
    web,
)


def test_the_first_update_takes_the_archive_and_the_next_finds_nothing_new(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(record("PYSEC-1", 1), record("PYSEC-2", 2))

    first = brought(store, mirror, "pypi")
    brought(store, mirror, now=LATER)
    third = brought(store, mirror, now=LATER)

    assert (first.problems, third.problems) == ((), ())
    assert first.databases[0].checked_at == NOW
    found = only(store)
    assert (found.name, found.source, found.records) == ("PyPI", mirror.url, 2)
    assert (found.imported_at, found.checked_at) == (NOW, LATER)
    assert found.as_of == datetime(2025, 5, 2, 1, 2, 3, tzinfo=UTC)
    assert matching(store, tmp_path) == ["PYSEC-1", "PYSEC-2"]
    assert mirror.asked == [
        "/PyPI/all.zip",
        "/PyPI/modified_id.csv",  # compared once; after that its tag tells
        "/PyPI/modified_id.csv",
    ]


def test_of_a_source_without_a_list_the_tag_of_the_archive_tells(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    mirror.lay(record("PYSEC-1", 1), listed=False)

    brought(store, mirror)
    brought(store, mirror, now=LATER)
    same = only(store)
    mirror.lay(record("PYSEC-2", 2), listed=False)
    brought(store, mirror, now=LATER)

    assert (same.imported_at, same.checked_at, same.records) == (NOW, LATER, 1)
    assert only(store).imported_at == LATER
    assert mirror.asked == ["/PyPI/all.zip", *["/PyPI/modified_id.csv", "/PyPI/all.zip"] * 2]


def test_a_changed_a_new_a_withdrawn_and_a_vanished_record_are_merged(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(*(record(f"PYSEC-{number}", 1) for number in range(1, 6)))
    brought(store, mirror)
    before = matching(store, tmp_path)
    mirror.lay(
        record("PYSEC-1", 1),
        record("PYSEC-2", 9, name="another"),
        record("PYSEC-3", 9, withdrawn="2025-05-09T00:00:00Z"),
        record("PYSEC-5", 1),
        record("PYSEC-6", 8),
    )
    mirror.asked.clear()

    updated = brought(store, mirror, now=LATER)

    assert before == [f"PYSEC-{number}" for number in range(1, 6)]
    assert matching(store, tmp_path / "after") == ["PYSEC-1", "PYSEC-5", "PYSEC-6"]
    assert sorted(mirror.asked) == [
        "/PyPI/PYSEC-2.json",
        "/PyPI/PYSEC-3.json",
        "/PyPI/PYSEC-6.json",
        "/PyPI/modified_id.csv",
    ]
    found = only(store)
    assert updated.databases == (found,)
    assert (found.records, found.ecosystems, found.refused) == (5, {"PyPI": 5}, 0)
    assert found.as_of == datetime(2025, 5, 9, 1, 2, 3, tzinfo=UTC)
    assert len(list((tmp_path / "advisories").rglob("*.parquet"))) == 2


def test_changes_are_the_same_as_a_whole_import(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(*(record(f"PYSEC-{number}", 1) for number in range(1, 9)))
    brought(store, mirror)
    mirror.lay(*(record(f"PYSEC-{number}", number, ecosystem="npm") for number in range(4, 12)))
    brought(store, mirror, now=LATER)
    whole = AdvisoryStore(tmp_path / "whole")
    brought(whole, mirror, now=LATER)

    one, other = only(store), only(whole)
    rows = [rows_of(one_of) for one_of in (store, whole)]

    assert (one.records, one.ecosystems, one.others, one.as_of) == (
        other.records,
        {"npm": 8},
        other.others,
        other.as_of,
    )
    assert rows[0] == rows[1]
    assert len(rows[0]) == 8


def test_many_changes_are_fetched_as_the_archive(
    mirror: Mirror, store: AdvisoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "FEW", 2)
    mirror.lay(record("PYSEC-1", 1))
    brought(store, mirror)
    mirror.lay(*(record(f"PYSEC-{number}", 2) for number in range(1, 5)))
    mirror.asked.clear()

    brought(store, mirror, now=LATER)

    assert mirror.asked == ["/PyPI/modified_id.csv", "/PyPI/all.zip"]
    assert only(store).records == 4


def test_a_list_that_is_none_and_a_record_that_is_none(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(record("PYSEC-1", 1), record("PYSEC-2", 1))
    brought(store, mirror)
    mirror.files["/PyPI/modified_id.csv"] = b"<html>\n"
    brought(store, mirror, now=LATER)
    kept = only(store)
    mirror.files["/PyPI/modified_id.csv"] = (
        b"2025-06-01T00:00:00Z,PYSEC-1\n2025-06-01T00:00:00Z,PYSEC-2\n"
    )
    mirror.files["/PyPI/PYSEC-2.json"] = b"{"
    brought(store, mirror, now=LATER)

    assert (kept.records, kept.checked_at) == (2, LATER)
    assert (only(store).records, only(store).refused) == (1, 1)
    assert matching(store, tmp_path) == ["PYSEC-1"]


def test_one_connection_serves_all_files(mirror: Mirror, store: AdvisoryStore) -> None:
    mirror.lay(record("PYSEC-1", 1))
    brought(store, mirror)
    mirror.lay(*(record(f"PYSEC-{number}", 2) for number in range(1, 30)))
    mirror.connections = 0

    brought(store, mirror, now=LATER)

    assert (only(store).records, mirror.connections) == (29, 1)


def test_a_download_that_was_cut_off_is_tried_again(mirror: Mirror, store: AdvisoryStore) -> None:
    mirror.lay(record("PYSEC-1", 1))
    mirror.torn["/PyPI/all.zip"] = 2

    updated = brought(store, mirror)

    assert (updated.problems, only(store).records) == ((), 1)
    assert mirror.asked == ["/PyPI/all.zip"] * 3


FAILURES = {
    "torn": (None, "was cut off after"),
    "absent": ((404, {}, b""), "there is nothing at"),
    "busy": ((503, {}, b""), "answered with status 503"),
    "forbidden": ((403, {}, b""), "answered with status 403"),
    "no zip": ((200, {}, b"<html>Log in</html>"), "cannot be read as a zip file"),
    "no records": ((200, {}, b"PK\5\6" + bytes(18)), "there is no OSV record in"),
    "packed": (
        (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(10**7))),
        "is packed as gzip",
    ),
    "large": ((200, {"Content-Length": str(2**40)}, b""), "which are not accepted"),
    "no length": ((200, {"Content-Length": "-1"}, b""), "is no HTTP"),
    "a circle": ((302, {"Location": "/PyPI/all.zip"}, b""), "without an end"),
    "a folder": ((302, {"Location": "file:///etc/passwd"}, b""), "is not an https address"),
    "no address": ((302, {"Location": "https://[x"}, b""), "no address"),
    "a secret": ((302, {"Location": "https://a:b@127.0.0.1/"}, b""), "user name, password"),
    "metadata": ((302, {"Location": "http://169.254.169.254/x"}, b""), "is not an https address"),
    "private": ((302, {"Location": "https://169.254.169.254/x"}, b""), "a private address"),
    "neighbour": ((302, {"Location": "https://localhost/x"}, b""), "a private address"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_fails_says_why_and_keeps_the_old(
    name: str, mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    answer, said = FAILURES[name]
    mirror.lay(record("PYSEC-1", 1), listed=False)
    brought(store, mirror)
    before = store.databases()
    mirror.lay(record("PYSEC-1", 2), listed=False)
    if answer:
        mirror.answers["/PyPI/all.zip"] = answer
    else:
        mirror.torn["/PyPI/all.zip"] = 99

    updated = brought(store, mirror, now=LATER)

    [problem] = updated.problems
    assert said in problem.what
    assert problem.what.startswith("PyPI: ")
    assert problem.fix
    assert str(tmp_path) not in problem.what
    assert problem.what.count("/") <= 4  # an address, and no path of this machine
    assert store.databases() == before
    assert matching(store, tmp_path) == ["PYSEC-1"]


def test_an_endless_answer_is_cut(
    mirror: Mirror, store: AdvisoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_MOST_BYTES", 1_000_000)
    mirror.endless.add("/PyPI/all.zip")

    [problem] = brought(store, mirror).problems

    assert "has more than 1,000,000 bytes, which are not accepted" in problem.what


def test_a_bomb_in_the_archive_takes_neither_memory_nor_the_good_records(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    bomb = {**record("PYSEC-2", 1), "details": "a" * 64 * 1024**2}
    mirror.lay(record("PYSEC-1", 1), bomb)

    brought(store, mirror)

    assert (only(store).records, only(store).refused) == (1, 1)


def test_a_drop_now_and_then_does_not_hold_us(tmp_path: Path) -> None:
    """Each byte of the header comes in time, and all of them never do."""
    with socket.create_server(("127.0.0.1", 0)) as listening, web() as client:
        done = threading.Event()

        def drip() -> None:
            taken, _ = listening.accept()
            with taken:
                while not done.wait(0.05):
                    taken.send(b"H")

        threading.Thread(target=drip, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/x"

        with pytest.raises((NotReached, AnswerRefused)), (tmp_path / "x").open("wb") as file:
            client.get(url, file, limit=10, seconds=0.5)
        done.set()


def test_a_source_that_cannot_be_reached_is_asked_once(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    mirror.server.shutdown()
    mirror.server.server_close()

    [problem] = brought(store, mirror, "PyPI", "npm").problems

    assert "PyPI: cannot connect to 127.0.0.1: " in problem.what
    assert "commonweal advisories import FILE.zip" in problem.fix


def test_one_ecosystem_that_fails_leaves_the_others_alone(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    mirror.lay(record("PYSEC-1", 1))

    updated = brought(store, mirror, "npm", "PyPI")

    assert [one.name for one in updated.databases] == ["PyPI"]
    assert [one.what.partition(":")[0] for one in updated.problems] == ["npm"]
    with pytest.raises(InputMalformed, match="there is no ecosystem Debian"):
        brought(store, mirror, "PyPI", "Debian")
