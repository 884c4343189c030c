# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read the files of a project folder within budgets: no link is followed, and git is not asked."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from commonweal.core.message import Number, message
from commonweal.core.problem import InputMissing, Problem
from commonweal.formats.folders import ProjectFile
from commonweal.formats.reuse import IgnoreRules

_IGNORE_FILE = ".gitignore"
_GIT = ".git"


class FolderTooLarge(Problem):
    """The folder holds more than is read."""


class FolderBudget(NamedTuple):
    """Most files, bytes read of one file (its start) and of all, and depth of folders."""

    files: int = 100_000
    file_bytes: int = 1024 * 1024
    bytes: int = 1024 * 1024 * 1024
    depth: int = 60


BUDGET = FolderBudget()


def read_project(folder: Path, *, budget: FolderBudget = BUDGET) -> Iterator[ProjectFile]:
    """Give the regular files of a folder, sorted by path, with their start.

    In a git work tree, what `.gitignore` names is left out, and so are folders that
    are repositories of their own. Content is None where a file cannot be read.
    """
    files = size = 0
    for path, entry in _files(folder, budget.depth):
        content = _start(entry, budget.file_bytes)
        files, size = files + 1, size + len(content or b"")
        if files > budget.files or size > budget.bytes:
            raise FolderTooLarge(
                message(
                    "%(folder)s holds more than %(files)s files or %(bytes)s MiB",
                    folder=folder,
                    files=Number(budget.files),
                    bytes=Number(budget.bytes >> 20),
                ),
                fix=message("Check its parts one by one, or leave out what was generated."),
                where=str(folder),
            )
        yield ProjectFile(path, content)


def walk_project(
    folder: Path, *, left_out: Callable[[str], bool], depth: int = BUDGET.depth
) -> Iterator[tuple[str, Path]]:
    """Give the regular files that `read_project` reads, with their paths, and open none.

    `left_out` is asked of each folder, by its path with slashes, whether to pass it over.
    """
    yield from _files(folder, depth, left_out)


def _files(
    folder: Path, depth: int, left_out: Callable[[str], bool] = lambda _: False
) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        raise InputMissing(
            message("no such folder: %(folder)s", folder=folder),
            fix=message("Check the path."),
            where=str(folder),
        )
    rules = IgnoreRules() if _is_in_work_tree(folder) else None
    return _walk(folder, "", rules, depth, left_out)


def _is_in_work_tree(folder: Path) -> bool:
    here = folder.resolve()
    return any((parent / _GIT).exists() for parent in (here, *here.parents))


def _walk(
    folder: Path,
    below: str,
    rules: IgnoreRules | None,
    depth: int,
    left_out: Callable[[str], bool],
) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    if rules and folder / _IGNORE_FILE in entries:
        rules.add(below.rstrip("/"), _start(folder / _IGNORE_FILE, BUDGET.file_bytes) or b"")
    for entry in entries:
        path = below + entry.name.encode("utf-8", "replace").decode()
        if entry.is_symlink() or entry.name == _GIT:
            continue
        is_folder = entry.is_dir()
        if rules and rules.ignores(path, is_folder=is_folder):
            continue
        if not is_folder:
            if entry.is_file():
                yield path, entry
        elif depth and not left_out(path) and not (entry / _GIT).exists():
            yield from _walk(entry, path + "/", rules, depth - 1, left_out)


def _start(file: Path, limit: int) -> bytes | None:
    try:
        # The kind is asked of what was opened: a name can change hands in between.
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as opened:
            return opened.read(limit) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    except OSError:
        return None
