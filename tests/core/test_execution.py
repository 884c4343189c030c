# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Running tasks: results go to their tasks, and one death is nobody else's."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from commonweal.core.execution import WorkerDied, ahead, run_all
from commonweal.core.problem import InputMissing, Problem


class Odd(Problem):
    """What the tasks here raise."""


def _work(task: str) -> str:
    """A task is an instruction; at module level, so that another process finds it."""
    match task.partition(":"):
        case ("die", _, _):
            os._exit(7)
        case ("problem", _, what):
            raise Odd(what, fix="Do it.", where="there")
        case ("error", _, _):
            raise ZeroDivisionError
        case ("sleep", _, seconds):
            time.sleep(float(seconds))
    return task.upper()


def _outcomes(tasks: list[str], workers: int) -> dict[str, object]:
    return {
        task: (type(result).__name__, result.fix) if isinstance(result, Problem) else result
        for task, result in run_all(_work, tasks, workers=workers)
    }


def test_tasks_run_in_order_where_there_is_one_worker() -> None:
    assert list(run_all(_work, ["b", "a", "c"], workers=1)) == [("b", "B"), ("a", "A"), ("c", "C")]


def test_a_result_is_used_before_the_next_task_starts_where_there_is_one_worker() -> None:
    started: list[int] = []

    def note(task: int) -> int:
        started.append(task)
        return task

    seen = [(task, len(started)) for task, _ in run_all(note, [1, 2, 3], workers=1)]

    assert seen == [(1, 1), (2, 2), (3, 3)]


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


def test_a_worker_that_dies_costs_its_own_task_alone() -> None:
    found = _outcomes(["a", "die", "sleep:0.2", "b"], workers=2)

    fix = "Survey it alone with --workers 1, or on a machine with more memory."
    assert found == {"a": "A", "die": ("WorkerDied", fix), "sleep:0.2": "SLEEP:0.2", "b": "B"}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_problem_is_raised(workers: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(run_all(_work, ["error", "a"], workers=workers))


def test_no_tasks_give_nothing() -> None:
    assert list(run_all(_work, [], workers=4)) == []


def test_a_problem_keeps_its_parts_on_the_way_from_a_worker() -> None:
    results = dict(run_all(_work, ["problem:what", "a"], workers=2))

    problem = results["problem:what"]
    assert isinstance(problem, Odd)
    assert (problem.what, problem.fix, problem.where) == ("what", "Do it.", "there")
    assert not isinstance(problem, (WorkerDied, InputMissing))


SCRIPT = """
import sys, time
from pathlib import Path
from commonweal.core.execution import run_all

def work(task):
    import os
    Path(sys.argv[1], f"worker-{os.getpid()}").touch()
    time.sleep(60)

if __name__ == "__main__":
    list(run_all(work, ["a", "b"], workers=2))
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_do_not_outlive_the_process_that_started_them(
    end: signal.Signals, tmp_path: Path
) -> None:
    """Or they would go on writing beside the survey that is started next."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    process = subprocess.Popen([sys.executable, str(script), str(tmp_path)], stderr=subprocess.PIPE)
    _wait_until(lambda: len(list(tmp_path.glob("worker-*"))) == 2)
    workers = [int(path.name.removeprefix("worker-")) for path in tmp_path.glob("worker-*")]
    assert all(_is_alive(worker) for worker in workers)

    process.send_signal(end)
    process.communicate(timeout=20)

    _wait_until(lambda: not any(_is_alive(worker) for worker in workers))


def _wait_until(condition: object, seconds: float = 15) -> None:
    assert callable(condition)
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


def _counting(
    closed: threading.Event, made: list[int], upto: int = 100
) -> Generator[int, None, None]:
    try:
        for number in range(upto):
            made.append(number)
            yield number
    finally:
        closed.set()


def test_items_made_ahead_come_in_order_and_all_of_them() -> None:
    closed = threading.Event()

    assert list(ahead(_counting(closed, []))) == list(range(100))
    assert closed.is_set()


def test_only_a_few_items_are_made_ahead() -> None:
    made: list[int] = []
    items = ahead(_counting(threading.Event(), made), depth=2)

    next(items)
    time.sleep(0.3)

    assert len(made) <= 5
    items.close()


def test_closing_ends_the_thread_and_closes_the_source() -> None:
    before = threading.active_count()
    closed = threading.Event()
    items = ahead(_counting(closed, []))
    next(items)
    assert threading.active_count() == before + 1

    items.close()

    assert closed.is_set()
    assert threading.active_count() == before


def test_an_error_made_ahead_is_raised_where_its_item_would_have_been() -> None:
    def source() -> Generator[int, None, None]:
        yield 1
        raise Odd("now")

    items = ahead(source())

    assert next(items) == 1
    with pytest.raises(Odd):
        next(items)


def test_an_interrupt_of_the_reader_ends_the_thread() -> None:
    before = threading.active_count()
    closed = threading.Event()

    items = ahead(_counting(closed, []))
    next(items)
    with pytest.raises(KeyboardInterrupt):
        items.throw(KeyboardInterrupt)

    assert closed.wait(5)
    assert threading.active_count() == before
