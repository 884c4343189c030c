# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Running many independent tasks: inline or in a pool of processes, behind one shape."""

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from typing import ParamSpec, TypeVar, cast

from commonweal.core.problem import Problem

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")


class WorkerDied(Problem):
    """A worker process ended without an answer, most often because memory ran out."""


class InlineExecutor(Executor):
    """Runs each task at once, in this process; the shape of any other executor."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run the task now and give its finished future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  an executor hands every error to who asks
            future.set_exception(error)
        return future


def executor(workers: int, tasks: int) -> Executor:
    """A pool where there is more than one worker and task; inline otherwise."""
    if workers <= 1 or tasks <= 1:
        return InlineExecutor()
    # Not fork: this process has threads of the query engine.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        min(workers, tasks), mp_context=context, initializer=_belong_to_parent
    )


def _belong_to_parent() -> None:
    """Leave interrupts to the parent, and end with it, however it ended.

    A worker that outlived a killed survey would write beside the next one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def run_all(
    run: Callable[[T], R], tasks: Sequence[T], *, workers: int
) -> Iterator[tuple[T, R | Problem]]:
    """Run every task and give (task, result) as they finish.

    A task whose worker dies is tried once more alone; then its result is a
    `WorkerDied`. A `Problem` that a task raises is its result. On an interrupt
    the workers are ended before it goes on.
    """
    left = list(tasks)
    pool = executor(workers, len(tasks))
    try:
        for task, result in _finished(pool, run, left):
            left.remove(task)
            yield task, result
    except BrokenProcessPool:
        _end_workers(pool)
        for task in left:
            yield task, _alone(run, task)
    except BaseException:
        _end_workers(pool)
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _finished(
    pool: Executor, run: Callable[[T], R], tasks: Sequence[T]
) -> Iterator[tuple[T, R | Problem]]:
    if isinstance(pool, InlineExecutor):
        # One at a time, so that a result is used before the next task starts.
        for task in tuple(tasks):
            yield task, _result(pool.submit(run, task))
        return
    running: dict[Future[R], T] = {pool.submit(run, task): task for task in tasks}
    while running:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            result = _result(future)
            yield running.pop(future), result


def _result(future: Future[R]) -> R | Problem:
    try:
        return future.result()
    except Problem as problem:
        return problem


def _alone(run: Callable[[T], R], task: T) -> R | Problem:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_belong_to_parent) as pool:
        try:
            return _result(pool.submit(run, task))
        except BrokenProcessPool:
            return WorkerDied(
                "the worker process died, most likely for want of memory",
                fix="Survey it alone with --workers 1, or on a machine with more memory.",
            )


def _end_workers(pool: Executor) -> None:
    if isinstance(pool, ProcessPoolExecutor):
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()


def ahead(source: Generator[T, None, None], *, depth: int = 1) -> Generator[T, None, None]:
    """Give what `source` gives, made in a thread of its own up to `depth` items early.

    Closing this generator ends the thread after the item it is at, and closes `source` there.
    """
    made: queue.Queue[tuple[bool, T | BaseException | None]] = queue.Queue(depth)
    is_stopped = threading.Event()

    def put(entry: tuple[bool, T | BaseException | None]) -> None:
        while not is_stopped.is_set():
            with suppress(queue.Full):
                made.put(entry, timeout=0.2)
                return

    def make() -> None:
        try:
            with closing(source):
                for item in source:
                    put((True, item))
                    if is_stopped.is_set():
                        break
            put((False, None))
        except BaseException as error:  # noqa: BLE001  raised again where it is asked for
            put((False, error))

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            is_item, value = made.get()
            if is_item:
                yield cast("T", value)
            elif isinstance(value, BaseException):
                raise value
            else:
                return
    finally:
        is_stopped.set()
        thread.join()
