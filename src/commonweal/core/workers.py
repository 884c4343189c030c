# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Workers: child processes that take one task after the other, each within hard limits.

A worker is forked from a *nursery*: a fresh interpreter with one thread that has loaded
what the work needs. A fork of it takes milliseconds and shares what is loaded; a fork of
this process, with the threads of the query engine, would not be safe. A worker leads a
process group, and whatever it starts belongs to it: Ctrl-C in a terminal reaches none of
them, and one signal ends them all.
"""

import contextlib
import errno
import gc
import importlib
import os
import pickle
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, NoReturn, Protocol, TypeVar

from commonweal.core.bounded import MEBIBYTE, WorkFailed, start_interpreter
from commonweal.core.memory import held, limit
from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.core.progress import Progress, Report
from commonweal.core.stopped import (
    Stopped,
    TookTooLong,
    died,
    too_long,
    too_much,
)

T = TypeVar("T")
R = TypeVar("R")
Given_contra = TypeVar("Given_contra", contravariant=True)
Gives_co = TypeVar("Gives_co", covariant=True)

# How often a worker tells of the same thing, and how long one that was killed may take to go.
_TOLD_EVERY = 0.1
_GONE_AFTER = 2.0
# How often a worker looks at what it and its children hold; in this time git takes no gigabyte.
_LOOKED_EVERY = 0.25
_MOST_TRIES = 2
# Modules are loaded first, which takes a second.
_STARTS_WITHIN = 120.0
_IN_WORKER = "COMMONWEAL_WORKER"
_PID, _TOLD, _DONE, _PROBLEM, _FULL = range(5)
# Kept free, so that a worker whose memory is full can still say so.
_RESERVE = MEBIBYTE
_NURSE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from commonweal.core.workers import nurse; nurse()"
)


class Share(NamedTuple):
    """What a worker may take for one unit of work: seconds, and bytes of memory."""

    seconds: float
    memory: int


class Work(Protocol[Given_contra, Gives_co]):
    """A function of a module: it does a task, and tells which unit of it it is at."""

    def __call__(self, task: Given_contra, tell: Report, /) -> Gives_co:
        """Do the task."""
        ...


def in_worker() -> bool:
    """Whether this process is a worker, so that what it starts belongs to its group."""
    return _IN_WORKER in os.environ


def prepare(package: str) -> None:
    """Have workers for functions of a package loaded while something else is done."""
    _nursery(package).start()


def run_all(
    run: Work[T, R],
    tasks: Sequence[T],
    *,
    workers: int,
    share: Share,
    watch: Callable[[T, Progress], None] = lambda _task, _progress: None,
    rest: Callable[[T, str], Sequence[T]] = lambda _task, _unit: (),
    spent: Callable[[T, str], float] = lambda _task, _unit: 0,
) -> Iterator[tuple[T, R | Problem]]:
    """Run every task in a worker and give (task, result) as they finish.

    A `Problem` that a task raises is its result. The time of a task starts anew with each
    unit that it tells of, less the seconds that were `spent` on that unit before. Where a
    worker is ended the result is `Stopped`, and `rest` says what is left of the task without
    the unit it was at. On an interrupt all are ended.
    """
    waiting: deque[tuple[T, int]] = deque((task, 1) for task in tasks)
    crew = _Crew(run, share, watch, spent)
    try:
        while waiting or crew.busy:
            while waiting and len(crew.busy) < max(1, workers):
                crew.begin(*waiting.popleft())
            for task, tries, result in crew.results():
                if isinstance(result, Stopped) and _may_try_again(result, tries):
                    waiting.appendleft((task, tries + 1))
                    continue
                yield task, result
                left = rest(task, result.unit) if isinstance(result, Stopped) else ()
                waiting.extend((task, 1) for task in left)
    finally:
        crew.end()


def _may_try_again(ended: Stopped, tries: int) -> bool:
    """What was slow is slow again; memory may have been short for the work of others."""
    return tries < _MOST_TRIES and not isinstance(ended, TookTooLong)


class _Child(Generic[T]):
    """A worker as its parent sees it."""

    def __init__(self, link: Connection, memory: int) -> None:
        self.link, self.pid = link, 0
        self.task: T | None = None
        self.tries = 0
        self.unit = ""
        self.until = time.monotonic() + _STARTS_WITHIN
        _send(link, (dict(os.environ), os.getcwd(), sys.path, memory))  # noqa: PTH109  as text

    def kill(self) -> None:
        """End it with all that it started, and wait until they are gone."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        self.link.close()

    def wait(self, until: float) -> None:
        """Wait until nothing of its group is left, or until the time is over."""
        while self.pid and time.monotonic() < until:
            try:
                os.killpg(self.pid, 0)
            except (ProcessLookupError, PermissionError):
                return
            time.sleep(0.002)


class _Crew(Generic[T, R]):
    """Workers of one run: some at work, some waiting for the next task."""

    def __init__(
        self,
        run: Work[T, R],
        share: Share,
        watch: Callable[[T, Progress], None],
        spent: Callable[[T, str], float],
    ) -> None:
        self._run, self._share, self._watch, self._spent = run, share, watch, spent
        self._package = _package_of(run)
        self._idle: list[_Child[T]] = []
        self.busy: dict[Connection, _Child[T]] = {}

    def begin(self, task: T, tries: int) -> None:
        """Hand a task to a worker; one that is tried again gets a fresh one."""
        child = (
            self._idle.pop()
            if self._idle and tries == 1
            else _Child[T](_nursery(self._package).child(), self._share.memory)
        )
        child.task, child.tries, child.unit = task, tries, ""
        if child.pid:
            child.until = time.monotonic() + self._share.seconds
        self.busy[child.link] = child
        _send(child.link, (self._run, task))

    def results(self) -> Iterator[tuple[T, int, R | Problem]]:
        """Wait for what workers say next; give the results among it."""
        soonest = min(child.until for child in self.busy.values())
        for link in wait(list(self.busy), max(0.0, soonest - time.monotonic())):
            assert isinstance(link, Connection)  # noqa: S101  those we asked for
            child = self.busy[link]
            try:
                kind, value = link.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                yield self._ended(child, died())
            else:
                yield from self._heard(child, kind, value)
        for child in [*self.busy.values()]:
            if child.until <= time.monotonic():
                yield self._ended(child, too_long(self._share.seconds))

    def _heard(
        self, child: _Child[T], kind: int, value: Any
    ) -> Iterator[tuple[T, int, R | Problem]]:
        assert child.task is not None  # noqa: S101  it is at work
        if kind == _PID:
            child.pid = value
        elif kind == _TOLD:
            self._watch(child.task, value)
        if kind == _PID or (kind == _TOLD and value.name != child.unit):
            child.unit = value.name if kind == _TOLD else ""
            spent = self._spent(child.task, child.unit)
            child.until = time.monotonic() + self._share.seconds - spent
        elif kind == _FULL:
            yield self._ended(child, too_much(self._share.memory))
        elif kind in (_DONE, _PROBLEM):
            del self.busy[child.link]
            self._idle.append(child)
            yield child.task, child.tries, value

    def _ended(self, child: _Child[T], how: Stopped) -> tuple[T, int, Problem]:
        assert child.task is not None  # noqa: S101  it was at work
        del self.busy[child.link]
        child.kill()
        child.wait(time.monotonic() + _GONE_AFTER)
        how.unit = child.unit
        return child.task, child.tries, how

    def end(self) -> None:
        """End all workers, those at work too."""
        children = (*self._idle, *self.busy.values())
        self._idle, self.busy = [], {}
        for child in children:
            child.kill()
        until = time.monotonic() + _GONE_AFTER
        for child in children:
            child.wait(until)


def _package_of(run: Callable[..., object]) -> str:
    """Where a function is from, be it with some of its arguments given already."""
    while isinstance(run, partial):
        run = run.func
    return str(getattr(run, "__module__", "")).rpartition(".")[0]


def _send(link: Connection, value: object) -> None:
    """Send to a worker; that it is gone is told when it is asked for its answer."""
    with contextlib.suppress(OSError):
        link.send_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


# ---- the nursery


class _Nursery:
    """A process that workers are forked from; started when needed, and again where it is gone."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._control: socket.socket | None = None
        self._id = 0

    def start(self) -> socket.socket:
        """Start it, if it is not there."""
        if self._control is not None:
            return self._control
        ours, theirs = socket.socketpair()
        with theirs:
            arguments = (str(theirs.fileno()), self._package)
            self._id = start_interpreter(_NURSE, *arguments, inherited=(theirs.fileno(),))
        self._control = ours
        return ours

    def close(self) -> None:
        """End it, once its workers have ended."""
        control, self._control = self._control, None
        if control is not None:
            control.close()
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._id, 0)

    def child(self) -> Connection:
        """Have a worker forked; give our end of the link to it."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.start(), [b"w"], [theirs.fileno()])
            except OSError:
                # It was ended by somebody else.
                self.close()
                socket.send_fds(self.start(), [b"w"], [theirs.fileno()])
        return Connection(ours.detach())


@cache
def _nursery(package: str) -> _Nursery:
    """The nursery of a package: it lives as long as this process, since it is slow to start."""
    nursery = _Nursery(package)
    _nurseries().append(nursery)
    return nursery


@cache
def _nurseries() -> list[_Nursery]:
    return []


def close_nurseries() -> None:
    """End all nurseries, so that what they used counts as this process's, as for any child."""
    for nursery in _nurseries():
        nursery.close()


def nurse() -> None:
    """Fork a worker for each link that is handed over, until the parent closes; in the nursery."""
    control = socket.socket(fileno=int(sys.argv[2]))
    signal.signal(signal.SIGCHLD, _take_leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is loaded stays: no worker needs to look through it, or to have a copy of its pages.
    gc.disable()
    if sys.argv[3]:
        importlib.import_module(sys.argv[3])
    gc.freeze()
    gc.enable()
    while True:
        request, links, _, _ = socket.recv_fds(control, 1, 1)
        if not request:
            break
        if os.fork() == 0:
            control.close()
            _work(Connection(links[0]))
        os.close(links[0])
    # What they used counts as ours, and so as our parent's.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def _take_leave(*_: object) -> None:
    """Leave no zombie of a worker that has ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


# ---- the worker's side


def _work(link: Connection) -> NoReturn:
    os.setpgid(0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        environment, folder, path, memory = link.recv()
    except (EOFError, OSError):
        _leave()
    os.environ.clear()
    os.environ.update(environment, **{_IN_WORKER: "1"})
    os.chdir(folder)
    sys.path[:] = path
    voice = _Voice(link)
    threading.excepthook = voice.of_thread
    threading.Thread(target=_end_with_parent, args=(link.fileno(),), daemon=True).start()
    most = limit(memory)
    threading.Thread(target=_watch_memory, args=(most, voice), daemon=True).start()
    voice.say(_PID, os.getpid())
    while True:
        try:
            run, task = link.recv()
        except (EOFError, OSError):
            _leave()
        voice.say(*_answer(run, task, voice))


def _answer(run: Work[Any, Any], task: object, voice: "_Voice") -> tuple[int, object]:
    try:
        return _DONE, run(task, voice.tell)
    except Problem as problem:
        return _PROBLEM, _portable(problem)
    except BaseException as error:  # noqa: BLE001  one bad repository never stops a survey
        if is_full(error):
            voice.leave_full()
        return _PROBLEM, _failure(error)


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no memory left, whoever raised it."""
    return (
        isinstance(error, MemoryError)
        or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
        or (isinstance(error, RuntimeError) and "can't start new thread" in str(error))
        or type(error).__name__ == "OutOfMemoryException"
    )


def _portable(problem: Problem) -> Problem:
    """A problem that can be read on the other side, be it as one of the plain kind."""
    try:
        pickle.loads(pickle.dumps(problem))  # noqa: S301  our own
    except Exception:  # noqa: BLE001  whatever its class does, its sentences are what counts
        return Problem(problem.what, fix=problem.fix, where=problem.where)
    return problem


def _failure(error: BaseException) -> WorkFailed:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno})" if frames else ""
    return WorkFailed(
        message(
            "reading it failed: %(name)s: %(error)s%(place)s",
            name=type(error).__name__,
            error=str(error)[:300],
            place=place,
        ),
        fix=message("This is a mistake in Commonweal; please report it."),
    )


class _Voice:
    """What a worker says, from whichever of its threads."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self._lock = threading.Lock()
        self._reserve = bytearray(_RESERVE)
        self._full = pickle.dumps((_FULL, None))
        self._last: tuple[object, str] = (None, "")
        self._said = 0.0

    def say(self, kind: int, value: object) -> None:
        """Send one word to the parent; where that is gone, so is the worker."""
        try:
            content = pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            # What was found takes more than is left, once it is to be said too.
            self.leave_full()
        with self._lock:
            try:
                self._link.send_bytes(content)
            except OSError:
                _leave()

    def tell(self, progress: Progress) -> None:
        """Tell of progress, but not more often than anybody could see."""
        now, what = time.monotonic(), (progress.stage, progress.name)
        if what == self._last and now - self._said < _TOLD_EVERY:
            return
        self._last, self._said = what, now
        self.say(_TOLD, progress)

    def leave_full(self) -> NoReturn:
        """Say that memory is full, and end with all that was started."""
        self._reserve = bytearray()
        with contextlib.suppress(Exception):
            self._lock.acquire(timeout=1)
            self._link.send_bytes(self._full)
        _leave()

    def of_thread(self, happened: "threading.ExceptHookArgs") -> None:
        """End where a thread has no memory left; other errors are for who waits for the thread."""
        if happened.exc_value is not None and is_full(happened.exc_value):
            self.leave_full()


def _end_with_parent(link: int) -> None:
    """End with the parent, however it ended: nobody may write beside the next survey."""
    gone = select.poll()
    gone.register(link, getattr(select, "POLLRDHUP", 0))
    gone.poll()
    _leave()


def _leave() -> NoReturn:
    """End this worker and all that it started."""
    with contextlib.suppress(OSError):
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def _watch_memory(most: int, voice: _Voice) -> None:
    """End this worker once it and what it started hold more together than it may alone."""
    while held(os.getpid()) <= most:
        time.sleep(_LOOKED_EVERY)
    voice.leave_full()
