# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A survey that is ended at any moment: nothing is lost, and the next one goes on from there."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.gitkit import ADA, BO, START, History, lines
from tests.survey.office import COMMITS, HISTORY, MEMBERS, NOW, Answer, Office, everything

# Rows that tell of the moment of the survey itself, not of what was read.
COMMITS_OF_LARGE = 62_000
OF_THE_MOMENT = frozenset({"metric_value"})


def _write(path: Path, *, commits: int, seed: int) -> History:
    """A history of small commits; a batch ends after 20,000 of them."""
    history = History(path)
    for number in range(commits):
        name = (number * 7919 + seed) % 97
        history.commit(
            {f"d{name % 9}/f{name}": f"{number}\n"},
            author=(ADA, BO)[number % 2],
            when=f"{START + 60 * number} +0000",
        )
    return history


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four batches."""
    folder = tmp_path_factory.mktemp("large")
    return _write(folder / "large.git", commits=COMMITS_OF_LARGE, seed=1).write()


@pytest.fixture(scope="module")
def reference(large: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """What a survey that nobody disturbs finds."""
    office = Office(tmp_path_factory.mktemp("reference"))
    office.survey(large, workers=2)
    return _rows(office)


def _rows(office: Office) -> dict[str, Answer]:
    """What was read, told by ids and not by the numbers and segments that it has."""
    found = everything(office, without=lambda table: table in {"change", *OF_THE_MOMENT})
    summary = (
        "select count(*), sum(hash(commit_id, path, old_path, status, old_mode, new_mode, kind, "
        "added, deleted)) from change join commit using (family_id, commit_no)"
    )
    return {**found, "change": office.rows(summary)}


def _start(office: Office, *targets: Path) -> "subprocess.Popen[bytes]":
    return office.start("survey", "--workers", "2", "--json", *targets)


def _journal_entries(office: Office) -> int:
    store = office.workspace.store
    return sum(len(store.journal(owner)) for owner in store.journals())


def _has_noted(office: Office, batches: int) -> bool:
    return _journal_entries(office) >= batches


def _end(process: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGKILL) -> None:
    os.kill(process.pid, how)
    process.communicate(timeout=60)


def _wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to that in time"
        time.sleep(0.01)


def _processes_in(folder: Path) -> list[str]:
    """Processes that stand in a folder, as git does in its view."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink().is_relative_to(folder):
                found.append((entry / "comm").read_text())
        except OSError:  # It ended while it was looked at.
            continue
    return found


def test_killed_after_any_batch_it_goes_on_from_there_with_the_same_rows(
    large: Path, reference: dict[str, Answer], tmp_path: Path
) -> None:
    office = Office(tmp_path / "office")
    work = office.workspace.folder
    survived = []
    for batches in (1, 2, 3):
        process = _start(office, large)
        _wait_until(partial(_has_noted, office, batches))
        assert process.poll() is None, "it must have been in the middle"
        _end(process)
        survived.append(_journal_entries(office))
        assert office.workspace.store.current() is None
        _wait_until(lambda: _processes_in(work) == [])

    summary = office.survey(large, workers=2)

    assert survived == [1, 2, 3], "each survey went on where the one before it was ended"
    assert summary.commits == COMMITS_OF_LARGE
    assert summary.new_commits == COMMITS_OF_LARGE - 60_000, "three batches came from the journal"
    assert _rows(office) == reference
    assert (_journal_entries(office), office.left_over()) == (0, [])


def test_killed_at_any_moment_the_old_generation_is_there_and_the_next_survey_is_whole(
    tmp_path: Path,
) -> None:
    history = _write(tmp_path / "r.git", commits=600, seed=2)
    other = _write(tmp_path / "other.git", commits=300, seed=3).write()
    repository = history.write()
    office, undisturbed = Office(tmp_path / "office"), Office(tmp_path / "undisturbed")
    office.survey(repository, other)
    old = office.workspace.store.current()
    old_rows = office.rows(HISTORY)
    for number in range(300):
        history.commit({f"late{number % 7}": lines(9, seed=number)})
    history.write()
    chance = random.Random(20260101)
    ended = 0
    for _ in range(6):
        process = _start(office, repository, other)
        time.sleep(0.25 + 1.5 * chance.random())
        if process.poll() is not None:
            process.communicate()
            break
        ended += 1
        _end(process)
        if office.workspace.store.current() != old:
            break  # it had just made its last step
        assert office.rows(HISTORY) == old_rows

    office.survey(repository, other, now=NOW)
    undisturbed.survey(repository, other, now=NOW)

    assert ended > 0
    for question in (HISTORY, COMMITS.replace("commit_no, ", ""), MEMBERS):
        assert office.rows(question) == undisturbed.rows(question)
    current = office.workspace.store.current()
    assert current
    used = {one.sha256 for one in current.segments}
    assert used <= {path.stem for path in office.workspace.store.segments_folder.rglob("*.parquet")}
    assert (_journal_entries(office), office.left_over()) == (0, [])


def test_a_journal_that_outlived_its_surveys_end_adds_nothing_twice(tmp_path: Path) -> None:
    """As a kill between the switch and the closing of the journals leaves it."""
    history = _write(tmp_path / "r.git", commits=40, seed=4)
    repository, office = history.write(), Office(tmp_path / "office")
    process = _start(office, repository)
    journal = office.workspace.store.folder / "journal"
    kept: dict[str, bytes] = {}

    def is_noted() -> bool:
        kept.update({path.name: path.read_bytes() for path in journal.glob("*.spool")})
        return bool(kept) or process.poll() is not None

    _wait_until(is_noted)
    process.communicate(timeout=60)
    assert kept, "the journal must have been seen"
    for name, content in kept.items():
        (journal / name).write_bytes(content)
    for number in range(9):  # enough small surveys for the segments to be written as one
        history.commit({"late": lines(3, seed=number)})
        history.write()
        office.survey(repository)
        for name, content in kept.items():
            (journal / name).write_bytes(content)

    history.commit({"late": lines(30)})
    office.survey(history.write())

    assert office.rows("select count(*), count(distinct commit_id) from commit") == [(50, 50)]


def test_interrupted_it_says_so_and_goes_on_when_asked_again(
    large: Path, reference: dict[str, Answer], tmp_path: Path
) -> None:
    office = Office(tmp_path / "office")
    process = _start(office, large)
    _wait_until(lambda: _journal_entries(office) >= 1)

    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all of its processes
    output, complaints = process.communicate(timeout=60)
    noted, left = _journal_entries(office), office.left_over()

    said = "Stopped. What was finished is kept; run the same command to go on."
    assert (process.returncode, output, complaints.decode().strip()) == (130, b"", said)
    assert noted >= 1
    assert left == []
    assert _processes_in(office.workspace.folder) == []
    summary = office.survey(large, workers=2)
    assert summary.new_commits < COMMITS_OF_LARGE
    assert _rows(office) == reference


def test_interrupted_with_several_workers_none_of_them_stays(large: Path, tmp_path: Path) -> None:
    other = _write(tmp_path / "other.git", commits=2000, seed=6).write()
    office = Office(tmp_path / "office")
    process = _start(office, large, other)
    _wait_until(lambda: "git" in "".join(_processes_in(office.workspace.folder)))

    os.killpg(process.pid, signal.SIGINT)
    _, complaints = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"Traceback" not in complaints
    _wait_until(lambda: _processes_in(office.workspace.folder) == [])
    assert office.left_over() == []


def test_killed_with_several_workers_none_of_them_goes_on(large: Path, tmp_path: Path) -> None:
    other = _write(tmp_path / "other.git", commits=2000, seed=6).write()
    office = Office(tmp_path / "office")
    process = _start(office, large, other)
    _wait_until(lambda: "git" in "".join(_processes_in(office.workspace.folder)))

    _end(process)

    _wait_until(lambda: _processes_in(office.workspace.folder) == [])
    _wait_until(lambda: _in_group(process.pid) == [])


def _in_group(group: int) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # 0 is the state, 2 the process group, 3 the session.
        if words[0] != "Z" and str(group) in (words[2], words[3]):
            found.append(entry.name)
    return found


def test_two_surveys_of_a_workspace_at_once_are_one_and_a_clear_problem(
    large: Path, tmp_path: Path
) -> None:
    office = Office(tmp_path / "office")
    first = _start(office, large)
    _wait_until((office.workspace.folder / "work").exists)

    status, output, complaints = office.run_apart("survey", large)
    is_running = first.poll() is None
    _end(first)

    assert is_running
    assert (status, output) == (3, "")
    assert complaints.splitlines() == [
        f"Problem: another survey of {office.root.resolve()} is running",
        "What to do: Wait until it is done.",
    ]
