# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Evidence that is damaged or that the disk had no room for: said, read around, and mended."""

import resource
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.gitkit import History, lines
from tests.survey.office import COMMAND, NOW, Office, document


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of two commits, and beside it two generations of it."""
    folder = tmp_path_factory.mktemp("sound")
    office = Office(folder / "office")
    history = History(folder / "r.git")
    for number in range(2):
        history.commit({"README.md": f"# {number}\n", "a.py": lines(3, seed=number)})
        office.survey(history.write(), now=NOW + timedelta(days=number))
    return history.path


@pytest.fixture
def office(repository: Path, tmp_path: Path) -> Office:
    """Two generations of one repository, which share some segments, to be damaged."""
    return Office(shutil.copytree(repository.parent / "office", tmp_path / "office"))


def _own_segment(office: Office) -> Path:
    """The newest generation's segment of documents, which the one before does not have."""
    store = office.workspace.store
    before, newest = store.history()
    [segment] = {one for one in newest.segments if one.table == "document"} - set(before.segments)
    return store.segments_folder / segment.sha256[:2] / f"{segment.sha256}.parquet"


def _flip(office: Office) -> str:
    path = _own_segment(office)
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)
    return f"{_inside(office, path)}: its bytes are not those that were written"


def _remove(office: Office) -> str:
    path = _own_segment(office)
    path.unlink()
    return f"{_inside(office, path)}: it is not there"


def _cut(office: Office) -> str:
    path = _own_segment(office)
    content = path.read_bytes()
    path.write_bytes(content[:-7])
    return f"{_inside(office, path)}: it has {len(content) - 7:,} bytes and not {len(content):,}"


def _cut_manifest(office: Office) -> str:
    path = office.workspace.store.manifest_path(2)
    path.write_bytes(path.read_bytes()[:100])
    return "generations/00000002.json: cannot read the generation 00000002.json: "


def _flip_manifest(office: Office) -> str:
    path = office.workspace.store.manifest_path(2)
    path.write_bytes(path.read_bytes().replace(b'"months":"3"', b'"months":"4"'))
    return (
        "generations/00000002.json: cannot read the generation 00000002.json: "
        "its bytes are not those that were written"
    )


def _inside(office: Office, path: Path) -> str:
    return str(path.relative_to(office.workspace.store.folder))


DAMAGES = [_flip, _remove, _cut, _cut_manifest, _flip_manifest]


def test_sound_evidence_is_said_to_be_sound(office: Office) -> None:
    status, output, complaints = office.run("verify")
    _, as_json, _ = office.run("verify", "--json")

    segments = {one for kept in office.workspace.store.history() for one in kept.segments}
    said = f"2 of 2 generations are whole; {len(segments)} segments were checked.\n"
    assert (status, output, complaints) == (0, said, "")
    assert document(as_json) == {
        "ok": True,
        "generations": [1, 2],
        "sound": [1, 2],
        "damaged": [],
        "damages": [],
        "segments": len(segments),
        "version": 1,
    }


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_named_reads_go_on_before_it_and_a_survey_mends_it(
    office: Office, damage: Callable[[Office], str], repository: Path
) -> None:
    what = damage(office)

    status, output, complaints = office.run("verify")
    read, as_json, warned = office.run("metrics", "commits", "--json")
    mended, _, note = office.run("survey", repository)
    after = office.run("metrics", "commits", "--json")

    first, *_, last = output.splitlines()
    assert status == 1
    assert first.startswith(f"Damaged: {what}")
    assert first.endswith(" (generation 2)")
    assert last.startswith("1 of 2 generations are whole; ")
    assert complaints == "What to do: run `commonweal survey`. It reads again what was lost.\n"
    assert (read, document(as_json) != {}) == (0, True)
    assert warned.count("\n") == 1
    assert warned.startswith(f"Warning: The newest evidence is damaged ({what}")
    assert "so generation 1 of 2026-01-01 is shown;" in warned
    assert mended == 0
    assert note.startswith(f"Note: The evidence was damaged ({what}")
    assert (after[0], after[2]) == (0, "")
    assert office.run("verify")[0] == 0
    assert office.rows("select count(*) from commit") == [(2,)]


@pytest.mark.parametrize("content", [b"", b"two\n", b"9\n", None])
def test_a_damaged_pointer_is_named_and_the_newest_generation_is_read(
    office: Office, content: bytes | None
) -> None:
    pointer = office.workspace.store.folder / "CURRENT"
    pointer.unlink() if content is None else pointer.write_bytes(content)

    status, output, _ = office.run("verify")
    read, _, warned = office.run("status")

    assert status == 1
    assert output.startswith("Damaged: ")
    assert read == 0
    assert warned.startswith("Warning: The newest evidence is damaged (")
    assert "so generation 2 of 2026-01-02 is shown" in warned


def test_a_segment_that_both_generations_need_is_named_with_both(office: Office) -> None:
    before, newest = office.workspace.store.history()
    [shared, *_] = sorted(set(before.segments) & set(newest.segments), key=lambda one: one.sha256)
    folder = office.workspace.store.segments_folder
    (folder / shared.sha256[:2] / f"{shared.sha256}.parquet").unlink()

    status, output, _ = office.run("verify")
    read = office.run("metrics")

    assert status == 1
    assert output.splitlines()[0].endswith("it is not there (generation 1, 2)")
    assert (read[0], read[1]) == (3, "")
    assert read[2].startswith("Problem: no generation of the evidence can be read: segments/")


@pytest.mark.parametrize("room", [300, 4_000, 20_000])
def test_a_disk_without_room_leaves_the_old_state_and_says_so(
    office: Office, repository: Path, tmp_path: Path, room: int
) -> None:
    """No file may grow beyond `room` bytes, as where a quota ends."""
    before = office.workspace.store.current()
    old = office.rows("select count(*) from commit")
    history = History(tmp_path / "other.git")
    history.commit({f"f{number}.py": lines(400, seed=number) for number in range(60)})
    history.write()
    targets = [str(repository), str(tmp_path / "other.git")]
    command = [*COMMAND, "survey", "--workers", "1", *targets]

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        command, cwd=office.root, preexec_fn=little_room, capture_output=True, check=False
    )

    assert done.returncode == 3
    assert done.stdout == b""
    assert done.stderr.startswith(b"Problem: ")
    assert b"Traceback" not in done.stderr
    assert office.workspace.store.current() == before
    assert office.rows("select count(*) from commit") == old
    assert office.run("verify")[0] == 0
    status, _, complaints = office.run("survey", *targets)
    assert (status, complaints) == (0, "")
