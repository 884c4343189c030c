# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Small real repositories for tests, built by git itself, fast and always the same."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "LC_ALL": "C",
    "TZ": "UTC",
}
# Names may be text or bytes; a mapping takes its key type too exactly to say so.
Files = Mapping[Any, bytes | str | None]
ADA = "Ada Obi <ada@example.org>"
BO = "Bo Lind <bo@example.com>"
DAY = 86_400
START = 1_700_000_000


def git(repository: Path, *arguments: str, stdin: bytes = b"", **extra: str) -> bytes:
    """Run git for a test and give its output."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=repository,
        env={**ENVIRONMENT, **extra},
        input=stdin,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


def init(path: Path, *options: str) -> Path:
    """Make an empty bare repository whose default branch is main."""
    path.mkdir(parents=True)
    git(path, "init", "--quiet", "--bare", "--initial-branch=main", *options)
    return path


class History:
    """A history written as one fast-import stream: marks are numbers, later files win."""

    def __init__(self, path: Path, *options: str) -> None:
        self.path = init(path, *options)
        self._stream: list[bytes] = []
        self._mark = 0
        self._tips: dict[str, int] = {}
        self._written: dict[str, int] = {}

    def commit(
        self,
        files: Files | None = None,
        *,
        branch: str = "main",
        parents: tuple[int, ...] = (),
        author: bytes | str = ADA,
        when: bytes | str = "",
        message: bytes | str = "Change",
        modes: Mapping[bytes | str, str] | None = None,
        raw: tuple[bytes, ...] = (),
        encoding: str = "",
        onto: str = "",
    ) -> int:
        """Add a commit and give its mark; a file of None is deleted.

        `parents` default to the branch's tip; `onto` is the id of a commit that is there
        already and comes before them; `raw` are fast-import lines of one's own.
        """
        self._mark += 1
        if not parents and not onto and branch in self._written:
            parents = (self._written.pop(branch),)
        self._tips[branch] = self._mark
        moment = _bytes(when or f"{START + self._mark * 3600} +0000")
        person = _bytes(author) + b" " + moment
        text = _bytes(message)
        lines = [
            b"commit refs/heads/" + branch.encode(),
            b"mark :%d" % self._mark,
            b"author " + person,
            b"committer " + person,
        ]
        if encoding:
            lines.append(b"encoding " + encoding.encode())
        lines.append(b"data %d\n%b" % (len(text), text))
        if onto:
            lines.append(b"from " + onto.encode())
        lines += [
            (b"from :%d" if position == 0 and not onto else b"merge :%d") % parent
            for position, parent in enumerate(parents)
        ]
        for name, content in (files or {}).items():
            lines.append(_file_line(_bytes(name), content, (modes or {}).get(name, "100644")))
        lines += raw
        self._stream.append(b"\n".join(lines) + b"\n")
        return self._mark

    def root(self, branch: str, files: Files) -> int:
        """Start a branch with a commit of no parent."""
        self._stream.append(b"reset refs/heads/" + branch.encode() + b"\n")
        self._written.pop(branch, None)
        return self.commit(files, branch=branch)

    def write(self) -> Path:
        """Have git import the stream; give the repository. What is added later comes on top."""
        if not self._stream:
            return self.path
        git(
            self.path,
            "fast-import",
            "--quiet",
            "--force",
            "--date-format=raw-permissive",
            "--import-marks-if-exists=marks",
            "--export-marks=marks",
            stdin=b"\n".join(self._stream) + b"\ndone\n",
        )
        self._stream = []
        self._written = dict(self._tips)
        return self.path


def _file_line(name: bytes, content: bytes | str | None, mode: str) -> bytes:
    quoted = b'"' + name.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
    if content is None:
        return b"D " + quoted
    if mode == "160000":
        return b"M 160000 " + _bytes(content) + b" " + quoted
    data = _bytes(content)
    return b"M %b inline %b\ndata %d\n%b" % (mode.encode(), quoted, len(data), data)


def _bytes(value: bytes | str) -> bytes:
    return value.encode() if isinstance(value, str) else value


def lines(count: int, *, seed: int = 0) -> bytes:
    """Text of `count` lines that differ from each other."""
    return b"".join(b"line %d of %d\n" % (number * 7919 + seed, seed) for number in range(count))


def commit_object(repository: Path, content: bytes) -> str:
    """Write a commit object byte by byte, as no porcelain would, and give its id."""
    written = git(
        repository, "hash-object", "--literally", "-t", "commit", "-w", "--stdin", stdin=content
    )
    return written.decode().strip()
