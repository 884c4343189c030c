# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Children with limits: whatever a function does, the parent goes on and nothing is left behind."""

import contextlib
import gc
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import cast

import pytest

from commonweal.core.bounded import (
    MEBIBYTE,
    ChildEnded,
    Limits,
    TookTooLong,
    TookTooMuch,
    Worker,
    WorkFailed,
    _Answers,
    bounded,
    bounded_each,
)
from commonweal.core.problem import InputMalformed, Problem

QUICK = Limits(seconds=1, memory=128 * MEBIBYTE, answer=MEBIBYTE)
# Where a test is not about time, a busy machine must not make it one.
PATIENT = QUICK._replace(seconds=60)


def loop_for_ever() -> None:
    while True:
        pass


def ignore_signals_for_ever() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    loop_for_ever()


def eat_memory() -> int:
    held = []
    while True:
        held.append(bytearray(16 * MEBIBYTE))


def leave(code: int) -> None:
    os._exit(code)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def zeros(size: int) -> bytes:
    return b"\0" * size


def refuse(what: str) -> None:
    raise InputMalformed(what, fix="Mend it.", where="here:1")


def speak(word: str) -> str:
    print(word)  # noqa: T201  the point of the test
    sys.stdout.flush()
    return word


def own_id(_: object = None) -> int:
    return os.getpid()


class Spiteful:
    """Comes back as a call of `os.system`, as a child taken over could answer."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def spite() -> Spiteful:
    return Spiteful()


def children() -> set[int]:
    """Ids of the processes whose parent is this one, zombies among them."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.add(int(stat.parent.name))
    return found


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Every test of this file: no child, no zombie and no pipe more than before."""
    # What earlier tests left to the collector may go in between, so only pipes count.
    gc.collect()
    before, pipes = children(), open_pipes()
    yield
    gc.collect()
    assert children() - before == set()
    assert open_pipes() <= pipes


def open_pipes() -> int:
    """How many ends of pipes this process holds."""
    held = 0
    for file in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            held += str(file.readlink()).startswith("pipe:")
    return held


def test_an_answer_comes_back_as_it_was() -> None:
    assert bounded(divmod, 17, 5) == (3, 2)


def test_the_function_runs_in_another_process() -> None:
    assert bounded(own_id) != os.getpid()


@pytest.mark.parametrize("function", [loop_for_ever, ignore_signals_for_ever])
def test_an_endless_loop_is_ended(function: Callable[..., object]) -> None:
    started = time.monotonic()

    with pytest.raises(TookTooLong, match=r"longer than 0\.5 s"):
        bounded(function, seconds=0.5)

    assert time.monotonic() - started < 30


def test_memory_has_an_end() -> None:
    with pytest.raises(TookTooMuch, match="128 MiB of memory"):
        bounded(eat_memory, memory=128 * MEBIBYTE)


@pytest.mark.parametrize(
    ("function", "arguments", "how"),
    [(leave, (0,), "exit code 0"), (leave, (7,), "exit code 7"), (be_killed, (), "signal 9")],
)
def test_a_child_that_ends_is_a_problem(
    function: Callable[..., object], arguments: tuple[object, ...], how: str
) -> None:
    with pytest.raises(ChildEnded, match=how):
        bounded(function, *arguments)


def test_a_huge_answer_is_not_taken() -> None:
    with Worker(PATIENT) as worker:
        with pytest.raises(TookTooMuch, match="larger than 1 MiB"):
            worker.run(zeros, 2 * MEBIBYTE)

        assert worker.run(zeros, 3) == b"\0\0\0"


def test_an_answer_that_is_no_value_is_not_built() -> None:
    with pytest.raises(WorkFailed, match="not allowed"):
        bounded(spite)


def test_our_own_modules_are_no_way_to_what_they_import() -> None:
    answer = b"\x80\x04ccommonweal.core.bounded\n%s\n."

    assert _Answers(io.BytesIO(answer % b"Limits")).load() is Limits
    with pytest.raises(pickle.UnpicklingError, match=r"subprocess\.Popen"):
        _Answers(io.BytesIO(answer % b"subprocess.Popen")).load()


def test_a_problem_of_the_function_comes_back_whole() -> None:
    with pytest.raises(InputMalformed) as caught:
        bounded(refuse, "line 3 is odd")

    assert (caught.value.what, caught.value.fix, caught.value.where) == (
        "line 3 is odd",
        "Mend it.",
        "here:1",
    )


def test_any_other_exception_is_a_problem_that_names_it() -> None:
    with pytest.raises(WorkFailed, match="int failed: ValueError: invalid literal"):
        bounded(int, "x")


def test_printing_does_not_speak_in_between() -> None:
    assert bounded(speak, "hello") == "hello"


def test_large_arguments_and_answers_pass() -> None:
    content = bytes(range(256)) * 40_000

    assert bounded(bytes.upper, content) == content.upper()


def test_one_child_serves_many_calls_and_is_replaced_in_time() -> None:
    with Worker(calls=3) as worker:
        ids = [worker.run(own_id) for _ in range(7)]

    assert [ids.count(one) for one in dict.fromkeys(ids)] == [3, 3, 1]


def test_after_a_problem_the_next_call_works() -> None:
    with Worker(QUICK) as worker:
        with pytest.raises(TookTooLong):
            worker.run(loop_for_ever)

        assert worker.run(len, b"abc") == 3


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_calls(workers: int) -> None:
    calls = [("1",), ("x",), *((str(number),) for number in range(40))]

    first, second, *others = bounded_each(int, calls, workers=workers, limits=PATIENT)

    assert first == 1
    assert isinstance(second, WorkFailed)
    assert others == list(range(40))


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_file_does_not_stop_the_others(workers: int) -> None:
    results = list(
        bounded_each(leave_when_odd, [(1,), (2,), (3,)], workers=workers, limits=PATIENT)
    )

    assert [type(one) for one in results] == [ChildEnded, int, ChildEnded]


def leave_when_odd(number: int) -> int:
    if number % 2:
        os._exit(1)
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_no_longer_wanted_leave_nothing_behind(workers: int) -> None:
    started = time.monotonic()
    results = bounded_each(
        nap, [(0.0,), *[(60.0,)] * 6], workers=workers, limits=Limits(seconds=90)
    )

    first = next(results)
    cast("Generator[object, None, None]", results).close()

    assert first == 0.0
    assert time.monotonic() - started < 60
    assert threading.active_count() == 1


def nap(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def test_an_interrupt_of_the_parent_ends_the_child() -> None:
    with Worker(Limits(seconds=60)) as worker:
        child = worker.run(own_id)
        timer = threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT])
        timer.start()

        with pytest.raises(KeyboardInterrupt):
            worker.run(loop_for_ever)
        timer.join()

        assert not Path(f"/proc/{child}").exists()


def test_a_parent_that_is_killed_leaves_no_child_at_work(tmp_path: Path) -> None:
    """The kernel's alarm ends the child when nobody else is left to do it."""
    script = tmp_path / "parent.py"
    script.write_text(
        "from commonweal.core.bounded import Worker, Limits\n"
        "from tests.core.test_bounded import loop_for_ever, own_id\n"
        "worker = Worker(Limits(seconds=1))\n"
        "print(worker.run(own_id), flush=True)\n"
        "worker.run(loop_for_ever)\n"
    )
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": f"{root / 'src'}:{root}"},
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.kill()
    parent.wait()
    parent.stdout.close()

    deadline = time.monotonic() + 8
    while _is_at_work(child) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert not _is_at_work(child)


def _is_at_work(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_call_is_cheap() -> None:
    started = time.perf_counter()
    with Worker() as worker:
        worker.run(len, b"")
        start = time.perf_counter() - started
        for _ in range(50):
            worker.run(len, b"x" * 20_000)
        each = (time.perf_counter() - started - start) / 50

    # A wide berth for a busy machine: the figures are about 0.035 s and 0.0002 s.
    assert start < 0.75
    assert each < 0.015


def test_a_problem_is_a_problem() -> None:
    assert {
        TookTooLong.__base__,
        TookTooMuch.__base__,
        ChildEnded.__base__,
        WorkFailed.__base__,
    } == {Problem}
