# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Run a pure function over foreign bytes in a child process that cannot take more than it is given.

Some parsers can be driven into hours or gigabytes by a small file, and a signal
does not always reach them. A child can be ended from outside, whatever it does.

The child is a fresh interpreter, not a fork: the same way works in a process
with threads, and nothing of the parent's memory is in reach of the foreign file.
Functions and arguments travel by `pickle`, so a function needs a name in a
module; answers may hold plain values and Commonweal's own structs, nothing else.
"""

import contextlib
import io
import json
import math
import os
import pickle  # answers are read by `_Answers`, which builds known classes only
import queue
import resource
import selectors
import signal
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import NamedTuple, TypeVar, cast

from commonweal.core.message import Number, message
from commonweal.core.problem import Problem

R = TypeVar("R")

MEBIBYTE = 1024 * 1024
_HEADER = struct.Struct(">cQ")
_PIECE = 256 * 1024
# What a child says about its work, before what it answers.
_DONE, _PROBLEM, _FAILED, _FULL, _LARGE = b"d", b"p", b"f", b"m", b"l"
# Longer than this no call goes on without its parent; one byte holds it.
_LONGEST = 255
_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from commonweal.core.bounded import serve; serve()"
)
_SAFE_BUILTINS = frozenset({"bytearray", "complex", "frozenset", "range", "set", "slice"})
_SAFE_MODULES = frozenset({"datetime", "decimal", "fractions", "uuid"})


class TookTooLong(Problem):
    """The child was ended because its time was over."""


class TookTooMuch(Problem):
    """The child needed more memory than it was given, or its answer was too large."""


class ChildEnded(Problem):
    """The child process ended without an answer."""


class WorkFailed(Problem):
    """The function raised something that is no `Problem`."""


class Limits(NamedTuple):
    """Most seconds for one call, and bytes of memory beside an empty child's, and of an answer."""

    seconds: float = 10
    memory: int = 512 * MEBIBYTE
    answer: int = 64 * MEBIBYTE


LIMITS = Limits()


def bounded(
    function: Callable[..., R],
    *arguments: object,
    seconds: float = LIMITS.seconds,
    memory: int = LIMITS.memory,
) -> R:
    """Call a function in a child process of its own; a `Problem` where it cannot finish.

    For more than one call use a `Worker` or `bounded_each`, which start a child once.
    """
    with Worker(LIMITS._replace(seconds=seconds, memory=memory)) as worker:
        return worker.run(function, *arguments)


def bounded_each(
    function: Callable[..., R],
    calls: Iterable[tuple[object, ...]],
    *,
    limits: Limits = LIMITS,
    workers: int = 1,
) -> Iterator[R | Problem]:
    """Call a function once for each tuple of arguments; results or problems come in their order."""
    with contextlib.ExitStack() as stack:
        all_workers = [stack.enter_context(Worker(limits)) for _ in range(max(1, workers))]
        free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in all_workers:
            free.put(worker)

        def call(arguments: tuple[object, ...]) -> R | Problem:
            worker = free.get()
            try:
                return worker.run(function, *arguments)
            except Problem as problem:
                return problem
            finally:
                free.put(worker)

        if workers <= 1:
            yield from map(call, calls)
            return
        pool = ThreadPoolExecutor(workers)
        stack.callback(_shut, pool, all_workers)
        running: deque[Future[R | Problem]] = deque()
        for arguments in calls:
            running.append(pool.submit(call, arguments))
            if len(running) > 2 * workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _shut(pool: ThreadPoolExecutor, workers: Iterable["Worker"]) -> None:
    """Leave no thread behind: those that wait for an answer are told that none will come."""
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.stop()
    pool.shutdown(wait=True)


class Worker:
    """A child process for one call at a time; started when needed and after every problem anew.

    After `calls` calls it is replaced, since some libraries grow with each text they see.
    """

    def __init__(self, limits: Limits = LIMITS, *, calls: int = 300) -> None:
        self._limits, self._calls = limits, calls
        self._child: subprocess.Popen[bytes] | None = None
        self._done = 0

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def run(self, function: Callable[..., R], *arguments: object) -> R:
        """Call the function in the child; a `Problem` where it cannot finish."""
        request = pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL)
        try:
            status, body = self._ask(request)
            answer = _Answers(io.BytesIO(body)).load() if status in (_DONE, _PROBLEM) else None
        except pickle.UnpicklingError as error:
            self.end()
            raise WorkFailed(
                message(
                    "%(function)s gave an answer of a kind not allowed", function=_name(function)
                )
            ) from error
        except BaseException:
            # Also on an interrupt: a child half asked cannot be asked again.
            self.end()
            raise
        self._done += 1
        if status == _FULL or self._done >= self._calls:
            self.end()
        if status == _DONE:
            return cast("R", answer)
        raise self._problem(status, body, answer, _name(function))

    def stop(self) -> None:
        """Kill the child, from any thread; a call that waits for it gets a `ChildEnded`."""
        if child := self._child:
            with contextlib.suppress(ProcessLookupError):
                child.kill()

    def end(self) -> None:
        """End the child and close its pipes."""
        self.stop()
        child, self._child, self._done = self._child, None, 0
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                cast("io.BufferedIOBase", pipe).close()
        child.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-I", "-S", "-c", _SERVE, json.dumps(sys.path)]
        child = subprocess.Popen(
            [*command, repr(self._limits.memory), repr(self._limits.answer)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            # Ctrl-C is for the parent alone.
            process_group=0,
            bufsize=0,
        )
        for pipe in (child.stdin, child.stdout):
            os.set_blocking(cast("io.RawIOBase", pipe).fileno(), False)
        return child

    def _ask(self, request: bytes) -> tuple[bytes, bytes]:
        """Send a request and read the answer, both at the child's pace and within the time."""
        self._child = child = self._child or self._start()
        until = time.monotonic() + self._limits.seconds
        grace = math.ceil(self._limits.seconds) + 1
        left = memoryview(_HEADER.pack(bytes((min(grace, _LONGEST),)), len(request)) + request)
        read = bytearray()
        writing = cast("io.RawIOBase", child.stdin).fileno()
        reading = cast("io.RawIOBase", child.stdout).fileno()
        with selectors.DefaultSelector() as selector:
            selector.register(writing, selectors.EVENT_WRITE)
            selector.register(reading, selectors.EVENT_READ)
            while True:
                ready = selector.select(max(0.0, until - time.monotonic()))
                if not ready:
                    raise _too_long(self._limits.seconds)
                for key, _ in ready:
                    if key.fd == reading:
                        self._read(reading, read, child)
                    else:
                        left = _written(writing, left)
                        if not left:
                            selector.unregister(writing)
                if (answer := _frame(read)) is not None:
                    return answer

    def _read(self, reading: int, read: bytearray, child: "subprocess.Popen[bytes]") -> None:
        piece = os.read(reading, _PIECE)
        if not piece:
            raise self._ended(child.wait())
        read += piece
        if len(read) > self._limits.answer + _HEADER.size:
            raise _too_large(self._limits.answer)

    def _ended(self, code: int) -> Problem:
        if code == -signal.SIGALRM:
            return _too_long(self._limits.seconds)
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return ChildEnded(
            message(
                "the child process that read the file ended without an answer (%(how)s)", how=how
            ),
            fix=message(
                "The file may be made to break its reader, or memory ran out; leave it out."
            ),
        )

    def _problem(self, status: bytes, body: bytes, answer: object, name: str) -> Problem:
        if isinstance(answer, Problem):
            return answer
        if status == _FULL:
            return TookTooMuch(
                message(
                    "reading the file took more than %(memory)s MiB of memory",
                    memory=Number(self._limits.memory // MEBIBYTE),
                ),
                fix=message(
                    "The file may be made to break its reader; leave it out or make it smaller."
                ),
            )
        if status == _LARGE:
            return _too_large(self._limits.answer)
        return WorkFailed(
            message("%(name)s failed: %(why)s", name=name, why=body.decode("utf-8", "replace")),
            fix=message("This is a mistake in Commonweal; please report it with the file."),
        )


def _written(writing: int, left: memoryview) -> memoryview:
    try:
        return left[os.write(writing, left[:_PIECE]) :]
    except BrokenPipeError:
        # The child has ended; reading tells how.
        return left[:0]


def _frame(read: bytearray) -> tuple[bytes, bytes] | None:
    if len(read) < _HEADER.size:
        return None
    status, size = _HEADER.unpack_from(read)
    if len(read) < _HEADER.size + size:
        return None
    return status, bytes(read[_HEADER.size : _HEADER.size + size])


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__name__", type(function).__name__)


def _too_long(seconds: float) -> TookTooLong:
    return TookTooLong(
        message(
            "reading the file took longer than %(seconds)s s and was ended",
            seconds=format(seconds, "g"),
        ),
        fix=message("The file may be made to break its reader; leave it out or make it smaller."),
    )


def _too_large(most: int) -> TookTooMuch:
    return TookTooMuch(
        message(
            "what was read from the file is larger than %(most)s MiB", most=Number(most // MEBIBYTE)
        ),
        fix=message("The file may be made to break its reader; leave it out or make it smaller."),
    )


class _Answers(pickle.Unpickler):
    """Reads what a child answered, and builds nothing but values: the child saw a foreign file."""

    def find_class(self, module: str, name: str) -> type:
        is_ours = module.startswith("commonweal.")
        is_safe = (module == "builtins" and name in _SAFE_BUILTINS) or module in _SAFE_MODULES
        found = super().find_class(module, name) if is_ours or is_safe else None
        # A class that one of our modules only imports would be a way around.
        if not isinstance(found, type) or found.__module__.partition(".")[0] not in (
            "commonweal",
            *_SAFE_MODULES,
            "builtins",
        ):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def start_interpreter(code: str, *arguments: str, inherited: tuple[int, ...] = ()) -> int:
    """Start a fresh Python that sees our modules, in a process group of its own; give its id.

    Its first argument is our path to modules, as JSON. It is to end by itself, when a pipe
    that it inherits is closed.
    """
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", code, json.dumps(sys.path), *arguments],
        stdin=subprocess.DEVNULL,
        # Ctrl-C is for the parent alone.
        process_group=0,
        pass_fds=inherited,
    )
    # It is not waited for: nobody has to be told that it is still there.
    child.returncode = 0
    return child.pid


# ---- the child's side


def serve() -> None:
    """Answer requests from standard input until it closes; runs in the child only."""
    requests, answers = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    # A function that prints must not speak in between.
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    memory, most = int(sys.argv[2]), int(sys.argv[3])
    _limit(memory)
    while header := _exactly(requests, _HEADER.size):
        grace, size = _HEADER.unpack(header)
        # The kernel ends this process should the parent no longer be there to do it.
        signal.alarm(grace[0])
        status, body = _answer(_exactly(requests, size), most)
        signal.alarm(0)
        _write(answers, _HEADER.pack(status, len(body)))
        _write(answers, body)


def _limit(memory: int) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    limits = {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}
    with contextlib.suppress(OSError), open("/proc/self/statm", "rb") as file:  # noqa: PTH123  pathlib costs 10 ms here
        pages = int(file.read().split()[0])
        limits[resource.RLIMIT_AS] = memory + pages * resource.getpagesize()
    for limit, most in limits.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


def _answer(request: bytes, most: int) -> tuple[bytes, bytes]:
    try:
        function, arguments = pickle.loads(request)  # noqa: S301  from the parent
        body = pickle.dumps(function(*arguments), pickle.HIGHEST_PROTOCOL)
    except Problem as problem:
        return _PROBLEM, pickle.dumps(problem)
    except MemoryError:
        return _FULL, b""
    except BaseException as error:  # noqa: BLE001  whatever it is, the parent wants to know
        return _FAILED, f"{type(error).__name__}: {error}"[:500].encode("utf-8", "replace")
    return (_DONE, body) if len(body) <= most else (_LARGE, b"")


def _exactly(source: int, size: int) -> bytes:
    """Read so many bytes; fewer only where the parent has closed the pipe."""
    read = bytearray()
    while len(read) < size and (piece := os.read(source, min(_PIECE, size - len(read)))):
        read += piece
    return bytes(read)


def _write(target: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(target, left) :]
