# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Generations: readers see a whole one, and damage is said, never guessed over."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence import EvidenceStore, Manifest, Segment

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORIGIN = ("git", "2026-01-01 00:00:00", "1")


def segment(store: EvidenceStore, name: str) -> Segment:
    writer = store.writer()
    written = writer.write("person_raw", "f", [(1, name, "")], ORIGIN)
    writer.close()
    assert written
    return written


def manifest(number: int, *segments: Segment, survey: int | None = None) -> Manifest:
    """A generation of a survey of its own, unless it is one of an earlier survey."""
    when = NOW + timedelta(days=number if survey is None else survey)
    return Manifest(number, when, "1", "2.39.5", {"depth": "full"}, segments)


def files(store: EvidenceStore) -> set[str]:
    return {path.stem for path in store.segments_folder.rglob("*") if path.is_file()}


def test_before_the_first_survey_there_is_nothing(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)

    assert store.current() is None
    assert store.history() == ()
    assert store.journal("f") == ()


def test_the_last_generation_committed_is_current_and_the_older_stay(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    one, two = manifest(1, segment(store, "a")), manifest(2, segment(store, "b"))

    store.commit(one)
    store.commit(two)

    assert store.current() == two
    assert store.history() == (one, two)


def test_a_manifest_without_the_pointers_move_is_not_seen(tmp_path: Path) -> None:
    """As a kill between the two renames leaves it."""
    store = EvidenceStore(tmp_path)
    one = manifest(1, segment(store, "a"))
    store.commit(one)
    store.commit(manifest(2, segment(store, "b")))
    (tmp_path / "CURRENT").write_text("1\n")

    assert store.current() == one
    assert store.history() == (one,)


def test_a_generation_whose_segments_are_not_there_is_not_committed(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    one = manifest(1, segment(store, "a"))
    store.commit(one)

    with pytest.raises(WorkspaceDamaged):
        store.commit(manifest(2, Segment("person_raw", "f", "0" * 64, 1, 1)))

    assert store.current() == one


def test_readers_see_an_old_or_a_new_generation_at_every_moment(tmp_path: Path) -> None:
    """Another process commits as fast as it can, and is killed in the middle."""
    store = EvidenceStore(tmp_path)
    kept = segment(store, "a")
    store.commit(manifest(1, kept))
    script = (
        "import sys, msgspec; from pathlib import Path\n"
        "from commonweal.evidence import EvidenceStore\n"
        "store = EvidenceStore(Path(sys.argv[1])); start = store.current()\n"
        "for number in range(2, 100_000):\n"
        "    store.commit(msgspec.structs.replace(start, number=number))\n"
    )
    writing = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)])
    seen: list[int] = []
    try:
        while not seen or seen[-1] < 40:
            assert writing.poll() is None
            current = store.current()
            assert current == manifest(current.number if current else 0, kept, survey=1)
            seen.append(current.number)
    finally:
        os.kill(writing.pid, signal.SIGKILL)
        writing.wait()

    last = store.current()
    assert last
    assert seen == sorted(seen)
    assert store.history() == tuple(
        manifest(number, kept, survey=1) for number in range(1, last.number + 1)
    )


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"number": "x"}', b"\xff\xfe", None])
def test_a_damaged_manifest_is_a_problem_with_a_way_out(
    tmp_path: Path, content: bytes | None
) -> None:
    store = EvidenceStore(tmp_path)
    store.commit(manifest(1, segment(store, "a")))
    path = tmp_path / "generations" / "00000001.json"
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(WorkspaceDamaged) as raised:
        store.current()

    assert raised.value.where == str(path)
    assert raised.value.fix == "Run `commonweal survey`: it reads again what was lost."


@pytest.mark.parametrize("content", [b"", b"two\n", b"\xff\xfe\n", "²\n".encode(), b"../1\n"])
def test_a_damaged_pointer_is_a_problem_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    store = EvidenceStore(tmp_path)
    store.commit(manifest(1, segment(store, "a")))
    (tmp_path / "CURRENT").write_bytes(content)

    with pytest.raises(WorkspaceDamaged) as raised:
        store.current()

    assert raised.value.where == str(tmp_path / "CURRENT")


def test_sweeping_keeps_what_a_kept_generation_lists_and_nothing_else(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    shared, *own = (segment(store, name) for name in "sabc")
    stray = segment(store, "stray")
    (store.segments_folder / "torn.jsonl").write_text("{")
    for number, one in enumerate(own, 1):
        store.commit(manifest(number, shared, one))

    removed = store.sweep(keep=2)

    assert removed == 3  # the stray one, the spool, and the segment of the generation dropped
    assert files(store) == {shared.sha256, own[1].sha256, own[2].sha256}
    assert [one.number for one in store.history()] == [2, 3]
    assert stray.sha256 not in files(store)
    assert store.sweep(keep=2) == 0


def test_of_several_generations_of_one_survey_only_the_newest_is_kept(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    first, second, third = (segment(store, name) for name in "abc")
    store.commit(manifest(1, first))
    store.commit(manifest(2, second))
    store.commit(manifest(3, third, survey=2))

    store.sweep()

    assert [one.number for one in store.history()] == [1, 3]
    assert files(store) == {first.sha256, third.sha256}
