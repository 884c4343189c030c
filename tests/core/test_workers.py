# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Workers: results go to their tasks, limits are kept, and one end is nobody else's."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from commonweal.core.bounded import MEBIBYTE, WorkFailed
from commonweal.core.problem import InputMissing, Problem
from commonweal.core.progress import Progress, Report, Stage
from commonweal.core.stopped import Stopped, TookTooLong, TookTooMuch, WorkerDied
from commonweal.core.workers import (
    Share,
    in_worker,
    run_all,
)

SHARE = Share(seconds=60, memory=256 * MEBIBYTE)


class Odd(Problem):
    """What the tasks here raise."""


class Picky(Problem):
    """A problem that cannot be read on the other side."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"{text} in line {line}", fix="Mend it.")


def _work(task: str, tell: Report) -> str:
    """A task is some instructions; at module level, so that another process finds it."""
    for part in task.split(" "):
        word, _, value = part.partition(":")
        if word == "at":
            tell(Progress(Stage.COLLECT, value, 0, 1))
        elif word == "who":
            return f"{os.getpid()} {in_worker()}"
        elif word == "answer":
            return "x" * (int(value) << 20)
        elif word in ACTIONS:
            ACTIONS[word](value)
    return task.upper()


def _die(_: str) -> None:
    os._exit(7)


def _refuse(what: str) -> None:
    raise Odd(what, fix="Do it.", where="there")


def _be_picky(_: str) -> None:
    raise Picky(3, "odd")


def _fail(_: str) -> None:
    raise ZeroDivisionError


def _loop(_: str) -> None:
    re.match(r"(?:a+)+b", "a" * 60)


def _fill_in_thread(_: str) -> None:
    filling = threading.Thread(target=_fill)
    filling.start()
    filling.join()


def _fill(_: str = "") -> None:
    held = []
    while True:
        held.append(bytearray(8 * MEBIBYTE))


def _start(folder: str) -> None:
    child = subprocess.Popen(["sleep", "60"])
    Path(folder, f"worker-{os.getpid()}").touch()
    Path(folder, f"worker-{child.pid}").touch()
    time.sleep(60)


def _have_children_fill(mebibytes: str) -> None:
    """Each of the two is within the limit."""
    fill = f"held = b'x' * ({mebibytes} << 20); import time; time.sleep(60)"
    for child in [subprocess.Popen([sys.executable, "-c", fill]) for _ in "ab"]:
        child.wait()


def _die_once(file: str) -> None:
    if not Path(file).exists():
        Path(file).touch()
        os._exit(7)


ACTIONS: Mapping[str, Callable[[str], None]] = {
    "die": _die,
    "problem": _refuse,
    "picky": _be_picky,
    "error": _fail,
    "sleep": lambda seconds: time.sleep(float(seconds)),
    "loop": _loop,
    "fill": _fill,
    "thread": _fill_in_thread,
    "start": _start,
    "children": _have_children_fill,
    "once": _die_once,
}


def _outcomes(tasks: list[str], workers: int, share: Share = SHARE) -> dict[str, object]:
    return {
        task: (type(result).__name__, result.fix) if isinstance(result, Problem) else result
        for task, result in run_all(_work, tasks, workers=workers, share=share)
    }


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_has_its_own_result_and_a_problem_is_one(workers: int) -> None:
    tasks = ["a", "problem:x", "b", "c", "d"]

    assert _outcomes(tasks, workers) == {
        "a": "A",
        "problem:x": ("Odd", "Do it."),
        "b": "B",
        "c": "C",
        "d": "D",
    }


def test_one_worker_takes_tasks_in_their_order_and_none_before_the_last_is_used() -> None:
    seen = []
    started = time.monotonic()
    for task, result in run_all(_work, ["b", "a", "c"], workers=1, share=SHARE):
        seen.append((task, result))

    assert seen == [("b", "B"), ("a", "A"), ("c", "C")]
    assert time.monotonic() - started < 60


def test_a_worker_is_another_process_and_takes_more_than_one_task() -> None:
    tasks = ["who:1", "who:2", "who:3"]
    found = [result for _, result in run_all(_work, tasks, workers=1, share=SHARE)]

    assert len(set(found)) == 1
    assert found[0] != f"{os.getpid()} True"
    assert str(found[0]).endswith(" True")
    assert not in_worker()


def test_no_tasks_give_nothing() -> None:
    assert list(run_all(_work, [], workers=4, share=SHARE)) == []


def test_a_worker_that_dies_costs_its_own_task_alone() -> None:
    found = _outcomes(["a", "die", "sleep:0.2", "b"], workers=2)

    fix = "Survey it alone with --workers 1, or on a machine with more memory."
    assert found == {"a": "A", "die": ("WorkerDied", fix), "sleep:0.2": "SLEEP:0.2", "b": "B"}


def test_a_task_whose_worker_died_is_tried_once_more(tmp_path: Path) -> None:
    task = f"once:{tmp_path / 'tried'}"

    assert _outcomes([task], workers=1) == {task: task.upper()}


@pytest.mark.parametrize("endless", ["sleep:60", "loop"])
def test_what_takes_too_long_is_ended_and_the_others_go_on(endless: str) -> None:
    started = time.monotonic()

    found = _outcomes(["a", endless, "b"], workers=1, share=SHARE._replace(seconds=1))

    fix = "Survey it alone with a larger --seconds, or leave it out."
    assert found == {"a": "A", endless: ("TookTooLong", fix), "b": "B"}
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("greedy", ["fill", "thread"])
def test_what_takes_too_much_memory_is_ended_and_the_others_go_on(greedy: str) -> None:
    found = _outcomes(["a", greedy, "b"], workers=1)

    fix = "Survey it alone with a larger --memory, or leave it out."
    assert found == {"a": "A", greedy: ("TookTooMuch", fix), "b": "B"}


def test_an_answer_too_large_to_be_said_counts_as_too_much_memory() -> None:
    found = _outcomes(["answer:150", "b"], workers=1)

    fix = "Survey it alone with a larger --memory, or leave it out."
    assert found == {"answer:150": ("TookTooMuch", fix), "b": "B"}


def test_the_time_starts_anew_with_each_unit_and_the_last_one_is_named() -> None:
    share = SHARE._replace(seconds=1.5)
    seen: list[Progress] = []
    tasks = ["at:a sleep:0.9 at:b sleep:0.9 at:c sleep:60"]

    [(_, result)] = run_all(
        _work, tasks, workers=1, share=share, watch=lambda _, progress: seen.append(progress)
    )

    assert isinstance(result, TookTooLong)
    assert result.unit == "c"
    assert [progress.name for progress in seen] == ["a", "b", "c"]


def test_what_a_worker_starts_counts_as_its_own_memory() -> None:
    found = _outcomes(["children:150", "b"], workers=1)

    fix = "Survey it alone with a larger --memory, or leave it out."
    assert found == {"children:150": ("TookTooMuch", fix), "b": "B"}


def test_the_seconds_that_a_unit_took_before_are_its_own() -> None:
    share = SHARE._replace(seconds=1.5)
    tasks = ["at:a sleep:0.9 at:b sleep:0.9"]

    [(_, result)] = run_all(
        _work,
        tasks,
        workers=1,
        share=share,
        spent=lambda task, unit: 1.2 if (task, unit) == (tasks[0], "b") else 0,
    )

    assert isinstance(result, TookTooLong)
    assert result.unit == "b"


def test_what_is_left_of_a_task_is_done_without_the_unit_that_ended_it() -> None:
    def rest(task: str, unit: str) -> list[str]:
        return [task.replace(f"at:{unit} fill", "at:a")]

    found = list(run_all(_work, ["at:x fill at:b"], workers=1, share=SHARE, rest=rest))

    (task, result), second = found
    assert (task, type(result), isinstance(result, Stopped) and result.unit) == (
        "at:x fill at:b",
        TookTooMuch,
        "x",
    )
    assert second == ("at:a at:b", "AT:A AT:B")


def test_what_is_no_problem_is_told_as_one() -> None:
    [(_, failed), (_, result)] = run_all(_work, ["error", "a"], workers=1, share=SHARE)

    assert isinstance(failed, WorkFailed)
    assert failed.what.startswith("reading it failed: ZeroDivisionError:  (test_workers.py:")
    assert result == "A"


def test_a_problem_keeps_its_parts_on_the_way_from_a_worker() -> None:
    results = dict(run_all(_work, ["problem:what", "picky", "a"], workers=2, share=SHARE))

    problem, picky = results["problem:what"], results["picky"]
    assert isinstance(problem, Odd)
    assert (problem.what, problem.fix, problem.where) == ("what", "Do it.", "there")
    assert not isinstance(problem, (WorkerDied, InputMissing))
    assert type(picky) is Problem
    assert (picky.what, picky.fix) == ("odd in line 3", "Mend it.")


SCRIPT = """
import sys
from commonweal.core.bounded import MEBIBYTE
from commonweal.core.workers import Share, run_all
from tests.core.test_workers import _work

tasks = [f"start:{sys.argv[1]}"] * 2
list(run_all(_work, tasks, workers=2, share=Share(60, 256 * MEBIBYTE)))
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_do_not_outlive_the_process_that_started_them(
    end: signal.Signals, tmp_path: Path
) -> None:
    """Or they, and what they started, would go on writing beside the survey that comes next."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    _wait_until(lambda: len(list(tmp_path.glob("worker-*"))) == 4)
    workers = [int(path.name.removeprefix("worker-")) for path in tmp_path.glob("worker-*")]
    assert all(_is_alive(worker) for worker in workers)

    process.send_signal(end)
    process.communicate(timeout=20)

    _wait_until(lambda: not any(_is_alive(worker) for worker in workers))


def _wait_until(condition: Callable[[], bool], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to that in time"
        time.sleep(0.02)


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
