# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Executors of one shape, inline or a pool of processes, and what is made ahead in a thread."""

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import closing, suppress
from typing import ParamSpec, TypeVar, cast

T = TypeVar("T")
P = ParamSpec("P")


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
