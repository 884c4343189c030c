# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Starting git: a clean environment, limits on time and memory, errors as problems."""

import fcntl
import os
import resource
import secrets
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from io import BufferedReader
from pathlib import Path
from typing import IO, BinaryIO, cast

from commonweal.core.message import Number, message
from commonweal.core.problem import Problem
from commonweal.core.workers import in_worker

# Everything that makes git's answer depend on the machine is switched off or
# pinned here and in the quarantine's own configuration (threats 1 to 4, 7, 8).
FIXED_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "false",
    "SSH_ASKPASS": "false",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "TZ": "UTC",
}
KEPT_VARIABLES = ("PATH", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE")
PIPE_BYTES = 1 << 20
SPARE_MEMORY = 2 << 30


_CHECK = message("Check the copy with `git fsck`, or make a new clone, and survey it again.")


class GitFailed(Problem):
    """Git gave up on a repository's objects; `said` is its own last line."""

    def __init__(self, what: str, *, fix: str = "", where: str = "", said: str = "") -> None:
        super().__init__(what, fix=fix or _CHECK, where=where)
        self.said = said


class AnswerTooLarge(GitFailed):
    """Git printed more than is read in one piece."""


class GitMissing(Problem):
    """There is no usable git on this machine."""


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The whole environment of a git process: nothing else is inherited."""
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    return {**kept, **FIXED_ENVIRONMENT, "HOME": str(home), **(extra or {})}


def configuration(settings: Mapping[str, str]) -> dict[str, str]:
    """Hand settings over by environment, so that no foreign text can build a key."""
    numbered = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        numbered[f"GIT_CONFIG_KEY_{number}"] = key
        numbered[f"GIT_CONFIG_VALUE_{number}"] = value
    return numbered


@cache
def git_version() -> tuple[int, ...]:
    """Version of the git on the path, such as (2, 39, 5)."""
    try:
        answer = subprocess.run(["git", "version"], capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise GitMissing(
            message("git cannot be run"), fix=message("Install git 2.34 or later.")
        ) from error
    fields = answer.stdout.split()
    numbers = fields[2].split(".") if len(fields) > 2 else []  # noqa: PLR2004  "git version X"
    return tuple(int(number) for number in numbers[:3] if number.isdigit())


class GitProcess:
    """A running git with bounded memory and time; stdin and stdout are binary pipes."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        git_dir: Path,
        seconds: float,
        memory: int,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.arguments = tuple(arguments)
        self.is_timed_out = False
        self._process = subprocess.Popen(
            ["git", *arguments],
            env=environment(git_dir, {"GIT_DIR": str(git_dir), **(extra or {})}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=git_dir,
            # Ctrl-C is for us: a git that it ends looks like a git that failed. Those of a
            # worker belong to its group, and end with it.
            process_group=None if in_worker() else 0,
        )
        limit(self._process.pid, memory)
        assert self._process.stdin  # noqa: S101  asked for a pipe
        assert self._process.stdout  # noqa: S101
        assert self._process.stderr  # noqa: S101
        self.stdin = self._process.stdin
        self.stdout = cast("BufferedReader", self._process.stdout)
        self._pipe_bytes = 1 << 12
        self._unread = bytearray()
        self._widen_pipes()
        self._errors: list[bytes] = []
        self._error_reader = threading.Thread(target=self._keep_errors, daemon=True)
        self._error_reader.start()
        self._timer = threading.Timer(seconds, self._time_out)
        self._timer.daemon = True
        self._timer.start()

    def _widen_pipes(self) -> None:
        # With 64 KiB git and the parser wait for each other at every turn.
        widen = getattr(fcntl, "F_SETPIPE_SZ", None)
        if widen is None:
            return
        with suppress(OSError):
            fcntl.fcntl(self.stdout.fileno(), widen, PIPE_BYTES)
            self._pipe_bytes = fcntl.fcntl(self.stdin.fileno(), widen, PIPE_BYTES)

    def _keep_errors(self) -> None:
        stderr = self._process.stderr
        for line in stderr or ():
            self._errors = [*self._errors[-4:], line[:500]]

    def _time_out(self) -> None:
        self.is_timed_out = True
        self._process.kill()

    def feed(self, lines: Iterable[bytes]) -> None:
        """Write lines to stdin from a thread of its own, and close it."""

        def write() -> None:
            with suppress(BrokenPipeError, ValueError, OSError):
                for line in lines:
                    self.stdin.write(line)
            self._close(self.stdin)

        threading.Thread(target=write, daemon=True).start()

    def ask(self, lines: bytes, *, limit: int) -> bytes:
        """Send lines to a `diff-tree --stdin` and read the answer to its end."""
        return self.answer(self.send(lines), limit=limit)

    def send(self, lines: bytes) -> bytes:
        """Send lines to a `diff-tree --stdin`; give the mark that ends the answer.

        diff-tree echoes a line that is no object id and flushes; a random one marks the end, so
        that no path can pretend to be it.
        """
        mark = f"end-{secrets.token_hex(8)}\n".encode()
        self._send(lines + mark)
        return mark

    def answer(self, mark: bytes, *, limit: int) -> bytes:
        """Read up to a mark; `GitFailed` where the stream ends, `AnswerTooLarge` past `limit`."""
        return self._read_until(mark, limit)[: -len(mark)]

    def send_batch(self, records: bytes) -> bytes:
        """Send records to a `diff-pairs -z`, where a lone NUL ends a batch both ways."""
        self._send(records + b"\0")
        return b"\0\0"

    def _read_until(self, mark: bytes, limit: int) -> bytes:
        read = self._unread
        searched = 0
        while (at := read.find(mark, searched)) < 0:
            searched = max(0, len(read) - len(mark))
            part = self.stdout.read1(PIPE_BYTES)
            if not part:
                self.finish()
                raise self._failed()
            read += part
            if len(read) > limit:
                raise AnswerTooLarge(
                    message(
                        "what git read in this copy has more than %(limit)s bytes in one piece",
                        limit=Number(limit),
                    ),
                    fix=message("The repository may be made to break its readers; leave it out."),
                )
        end = at + len(mark)
        self._unread = read[end:]
        return bytes(read[:end])

    def _send(self, content: bytes) -> None:
        def write() -> None:
            with suppress(BrokenPipeError, ValueError, OSError):
                self.stdin.write(content)
                self.stdin.flush()

        # Fits into the pipe: no thread needed, and git cannot block on us.
        if len(content) < self._pipe_bytes // 2:
            write()
        else:
            threading.Thread(target=write, daemon=True).start()

    def complaint(self) -> str:
        """The last line git wrote to its error channel, cleaned for people."""
        self._error_reader.join(timeout=5)
        lines = [line.decode("utf-8", "replace").strip() for line in self._errors]
        return next((line for line in reversed(lines) if line), "git stopped without a word")

    def finish(self) -> int:
        """Close stdin, wait, and give the exit status."""
        self._close(self.stdin)
        status = self._process.wait()
        self._timer.cancel()
        return status

    def check(self) -> None:
        """Finish, and raise `GitFailed` unless git was content."""
        status = self.finish()
        if self.is_timed_out:
            raise GitFailed(
                message(
                    "reading it with git took longer than is allowed (git %(command)s)",
                    command=self.arguments[0],
                ),
                fix=message("Survey it alone with a larger --seconds."),
            )
        if status:
            raise self._failed()

    def _failed(self) -> GitFailed:
        said = self.complaint()
        return GitFailed(
            message(
                "git could not read this copy (git %(command)s said: %(git)s)",
                command=self.arguments[0],
                git=said,
            ),
            said=said,
        )

    def stop(self) -> None:
        """End it now, whatever it is doing."""
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        for pipe in (self.stdin, self.stdout):
            self._close(pipe)

    @staticmethod
    def _close(pipe: IO[bytes]) -> None:
        try:
            pipe.close()
        except OSError:  # the other end is gone, which is what closing wants
            return


def limit(pid: int, memory: int) -> None:
    """Bound a child's address space in bytes, where the system can."""
    prlimit = getattr(resource, "prlimit", None)
    if prlimit is None:
        return
    try:
        prlimit(pid, resource.RLIMIT_AS, (memory, memory))
    except (ProcessLookupError, PermissionError, ValueError):
        return


def skip(stream: BinaryIO, count: int) -> None:
    """Read so many bytes and let them go."""
    while count > 0:
        count -= len(stream.read(min(count, PIPE_BYTES))) or count


@contextmanager
def running(process: GitProcess) -> Iterator[GitProcess]:
    """See that a process is gone when the block is left, however it is left."""
    try:
        yield process
    finally:
        process.stop()
