# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tree changes per commit from `git diff-tree`, in pieces that several processes share."""

import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from commonweal.core.message import Number, message
from commonweal.core.problem import Problem
from commonweal.core.text import path_text
from commonweal.sources.git.objects import MAX_PATH
from commonweal.sources.git.process import AnswerTooLarge, GitFailed, GitProcess
from commonweal.sources.git.quarantine import Quarantine

PIECE = 1000
AHEAD = 48
# A commit of 100,000 files is real; a tree bomb has millions of paths (threat 6).
MAX_CHANGES = 1_000_000
# What git may print of one commit, or of the commits of one piece; from how much on a piece that
# has more is given in parts; and what may wait to be taken.
PIECE_BYTES = MAX_CHANGES * 110
PART_BYTES = 16 << 20
WAITING_BYTES = 64 << 20
# So many commits of a repository may be too large: git takes seconds and gigabytes for each.
MOST_TOO_LARGE = 10
# So many failures in one piece mean that blobs are missing at large.
FAILURES = 10
GITLINK = 0o160000
# What git says of a commit that would fill the memory: to ask again would fill it again.
NO_MEMORY = ("out of memory", "Out of memory")
# What is said of one commit; see `troubles`.
TOO_LARGE_CHANGE = "it is too large, or changes more paths than can be read"
BLOB_MISSING = "a blob is missing, so renames were found by equal content only"
_MODES = {":100644": 0o100644, "100644": 0o100644}


class Change(msgspec.Struct, gc=False):
    """One raw difference; blob ids hexadecimal, all zero where there is none."""

    path: str
    old_path: str | None
    status: str
    similarity: int | None
    old_mode: int
    new_mode: int
    old_id: str
    new_id: str


class ChangesTooLarge(Problem):
    """The commits of a repository change more files than anybody has."""


class Piece(NamedTuple):
    """The changes of consecutive commits: one tuple per commit, None where git failed on it.

    `size` is in bytes, as git printed them; `overlong` counts changes whose path no system
    can check out, which are left out. `is_last` tells that no part of the same piece follows.
    """

    changes: tuple[tuple[Change, ...] | None, ...]
    problems: tuple[str, ...]
    size: int = 0
    overlong: int = 0
    is_last: bool = True


def diff_arguments(*, exact: bool) -> tuple[str, ...]:
    """The pinned options; `exact` finds only renames that need no blob."""
    renames = "-M100%" if exact else "-M50%"
    fixed = ("--root", "--no-abbrev", "--raw", "-z", "-l1000", "--no-ext-diff", "--no-textconv")
    return ("diff-tree", "--stdin", "-r", *fixed, renames)


class ChangeReader:
    """Reads the changes of many commits with `jobs` git processes, ahead of who asks."""

    def __init__(
        self, view: Quarantine, commit_ids: Sequence[str], *, jobs: int, exact: bool
    ) -> None:
        self._view, self._arguments = view, diff_arguments(exact=exact)
        self._exact_arguments = diff_arguments(exact=True)
        self._pieces = [commit_ids[at : at + PIECE] for at in range(0, len(commit_ids), PIECE)]
        self._waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        for number in range(len(self._pieces)):
            self._waiting.put(number)
        self._done: dict[int, deque[Piece | BaseException]] = {}
        self._changed = threading.Condition()
        self._slots = threading.Semaphore(AHEAD)
        self._is_stopped = False
        self._wanted = self._waiting_bytes = self._too_large = 0
        self._threads = [
            threading.Thread(target=self._work, daemon=True)
            for _ in range(min(jobs, len(self._pieces)))
        ]
        for thread in self._threads:
            thread.start()

    def pieces(self) -> Iterator[tuple[Sequence[str], Piece]]:
        """Give (commit ids, their changes) in the order of the commits."""
        for number, commit_ids in enumerate(self._pieces):
            at, is_last = 0, False
            while not is_last:
                part = self._next(number)
                if isinstance(part, BaseException):
                    raise part
                yield commit_ids[at : at + len(part.changes)], part
                at, is_last = at + len(part.changes), part.is_last
            self._done.pop(number)
            self._slots.release()

    def _next(self, number: int) -> Piece | BaseException:
        """Wait for the next part of a piece."""
        with self._changed:
            self._wanted = number
            self._changed.notify_all()
            self._changed.wait_for(partial(self._done.get, number))
            part = self._done[number].popleft()
            self._waiting_bytes -= _size(part)
            self._changed.notify_all()
        return part

    def stop(self) -> None:
        """Let the threads end after the piece they are at."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()
        for _ in self._threads:
            self._slots.release()

    def _work(self) -> None:
        stream: _Stream | None = None
        try:
            while not self._is_stopped:
                self._slots.acquire()
                try:
                    number = self._waiting.get_nowait()
                except queue.Empty:
                    return
                self._wait_for_room(number)
                stream = stream or _Stream(self._view.start(*self._arguments))
                try:
                    if not self._read(number, stream):
                        stream = None
                except BaseException as error:  # noqa: BLE001  handed to the thread that asks
                    self._give(number, error)
        finally:
            if stream:
                stream.stop()

    def _read(self, number: int, stream: "_Stream") -> bool:
        """Read a piece, and give it; tell whether the stream can be asked for the next."""
        try:
            self._give(number, stream.read(self._pieces[number]))
        except (GitFailed, OSError):
            stream.stop()
            for part in self._carefully(self._pieces[number]):
                self._wait_until_taken(number)
                self._give(number, part)
            return False
        return True

    def _wait_for_room(self, number: int) -> None:
        """Read ahead only while little waits; what is wanted now is read at once."""
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    self._is_stopped
                    or self._waiting_bytes < WAITING_BYTES
                    or number <= self._wanted
                )
            )

    def _wait_until_taken(self, number: int) -> None:
        """Wait while much of a piece lies there already; who asks for it takes part by part."""
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    self._is_stopped
                    or self._waiting_bytes < WAITING_BYTES
                    or (number <= self._wanted and not self._done.get(number))
                )
            )

    def _give(self, number: int, part: Piece | BaseException) -> None:
        with self._changed:
            self._done.setdefault(number, deque()).append(part)
            self._waiting_bytes += _size(part)
            self._changed.notify_all()

    def _carefully(self, commit_ids: Sequence[str]) -> Iterator[Piece]:
        """Go through a piece that git failed on, or that is too large to be read at once.

        Gives it in parts, and finds the commits that git fails on.
        """
        part, left, arguments, failures = _Part(), deque(commit_ids), self._arguments, 0
        while left and not self._is_stopped:
            stream, is_fresh = _Stream(self._view.start(*arguments)), True
            try:
                while left:
                    part.add(stream.read([left[0]]))
                    left.popleft()
                    is_fresh = False
                    if part.size >= PART_BYTES and left:
                        yield part.piece(is_last=False)
                        part = _Part()
            except (GitFailed, OSError) as error:
                # Else those before it may have filled git's memory: it is asked once more.
                if is_fresh or not _is_out_of_memory(error):
                    failing = left.popleft()
                    part.add_failed(failing, *self._alone(failing, error))
                    failures += 1
            finally:
                stream.stop()
            if failures >= FAILURES:
                arguments = self._exact_arguments
        yield part.piece(is_last=True)

    def _alone(self, commit_id: str, failure: Exception) -> tuple[tuple[Change, ...] | None, str]:
        """Read one commit with exact renames only, which needs no blob; None where that fails."""
        if isinstance(failure, AnswerTooLarge) or _is_out_of_memory(failure):
            self._count_too_large()
            return None, TOO_LARGE_CHANGE
        stream = _Stream(self._view.start(*self._exact_arguments))
        try:
            changes = stream.read([commit_id]).changes[0]
        except (GitFailed, OSError) as error:
            return None, str(error)
        finally:
            stream.stop()
        return changes, BLOB_MISSING

    def _count_too_large(self) -> None:
        with self._changed:
            self._too_large += 1
        if self._too_large > MOST_TOO_LARGE:
            raise ChangesTooLarge(
                message(
                    "more than %(most)s of its commits are too large, or change more files than "
                    "can be read",
                    most=Number(MOST_TOO_LARGE),
                ),
                fix=message("The repository may be made to break its readers; leave it out."),
            )


class _Part:
    """A part of a piece while it is gathered, commit by commit."""

    def __init__(self) -> None:
        self._changes: list[tuple[Change, ...] | None] = []
        self._problems: list[str] = []
        self.size = self._overlong = 0

    def add(self, read: Piece) -> None:
        """Add what one commit gave."""
        self._changes += read.changes
        self.size, self._overlong = self.size + read.size, self._overlong + read.overlong

    def add_failed(self, commit_id: str, changes: tuple[Change, ...] | None, why: str) -> None:
        """Add a commit that git failed on, with what could be read of it all the same."""
        self._changes.append(changes)
        self._problems.append(f"{commit_id}: {why}")

    def piece(self, *, is_last: bool) -> Piece:
        """Give the part as it is now."""
        changes, problems = tuple(self._changes), tuple(self._problems)
        return Piece(changes, problems, self.size, self._overlong, is_last)


class _Stream:
    """One running diff-tree, asked piece by piece."""

    def __init__(self, git: GitProcess) -> None:
        self._git = git

    def read(self, commit_ids: Sequence[str]) -> Piece:
        lines = b"".join(f"{commit_id}\n".encode() for commit_id in commit_ids)
        content = self._git.ask(lines, limit=PIECE_BYTES)
        changes, overlong = parse_changes(content, commit_ids)
        return Piece(changes, (), len(content), overlong)

    def stop(self) -> None:
        self._git.stop()


def _is_out_of_memory(error: Exception) -> bool:
    return any(sign in str(error) for sign in NO_MEMORY)


def _size(part: Piece | BaseException) -> int:
    return part.size if isinstance(part, Piece) else 0


def parse_changes(
    content: bytes, commit_ids: Sequence[str]
) -> tuple[tuple[tuple[Change, ...], ...], int]:
    """Parse NUL-separated raw differences; commits without changes are not in the stream.

    Also counts the changes that are left out because their path is too long.
    """
    found: dict[str, list[Change]] = {}
    overlong = 0
    tokens = iter(content.split(b"\0"))
    paths: dict[bytes, str] = {}
    current: list[Change] = []
    for token in tokens:
        if token[:1] == b":":
            change = _change(token, tokens, paths)
            if change:
                current.append(change)
            else:
                overlong += 1
        elif token:
            current = found[token.decode()] = []
    return tuple(tuple(found.get(commit_id, ())) for commit_id in commit_ids), overlong


def _change(token: bytes, tokens: Iterator[bytes], paths: dict[bytes, str]) -> Change | None:
    old_mode, new_mode, old_id, new_id, status = token.decode().split(" ")
    raw = next(tokens)
    if len(raw) > MAX_PATH:
        if len(status) > 1:
            next(tokens)
        return None
    path = paths.get(raw)
    if path is None:
        path = paths[raw] = path_text(raw)
    modes = _MODES.get(old_mode) or int(old_mode[1:], 8), _MODES.get(new_mode) or int(new_mode, 8)
    if len(status) == 1:
        return Change(path, None, status, None, *modes, old_id, new_id)
    raw = next(tokens)
    if len(raw) > MAX_PATH:
        return None
    return Change(path_text(raw), path, status[0], int(status[1:]), *modes, old_id, new_id)
