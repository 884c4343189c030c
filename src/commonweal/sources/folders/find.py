# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Walk folders and name what looks like a git repository; no file but `.git` is opened."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from commonweal.core.message import message
from commonweal.core.problem import InputMissing

DEPTH_LIMIT = 8
FOLDER_LIMIT = 200_000
CLONE_LIMIT = 20_000
# Our own clones, and the one folder that can hold more folders than all others together.
_NEVER_ENTERED = frozenset({".commonweal", "node_modules"})


class FoundClones(NamedTuple):
    """Clones in the order of their paths, folders that could not be read, and whether all was seen.

    `is_complete` is False where a limit of depth or number ended the walk.
    """

    paths: tuple[Path, ...]
    unread: tuple[Path, ...]
    is_complete: bool


def find_clones(folder: Path, *, depth: int = DEPTH_LIMIT) -> FoundClones:
    """Find the clones in a folder and below; a clone inside a clone is not looked for."""
    if not folder.is_dir():
        raise InputMissing(
            message("no such folder: %(folder)s", folder=folder),
            fix=message("Check the path."),
            where=str(folder),
        )
    clones: list[Path] = []
    unread: list[Path] = []
    waiting = [(folder, 0)]
    seen, is_complete = 0, True
    while waiting:
        here, level = waiting.pop()
        seen += 1
        if seen > FOLDER_LIMIT or len(clones) >= CLONE_LIMIT:
            is_complete = False
            break
        try:
            if is_clone(here):
                clones.append(here)
                continue
            below = _folders(here)
        except OSError:
            unread.append(here)
            continue
        if level < depth:
            waiting += [(folder, level + 1) for folder in below]
        elif below:
            is_complete = False
    return FoundClones(_without_worktrees(clones), tuple(sorted(unread)), is_complete)


def is_clone(folder: Path) -> bool:
    """Tell whether a folder is a work tree with `.git`, or looks like a bare repository."""
    git = folder / ".git"
    if git.is_symlink():
        return False
    if git.is_file():
        return _pointer(git) is not None
    return _is_git_folder(git) or _is_git_folder(folder)


def _is_git_folder(folder: Path) -> bool:
    return (
        (folder / "HEAD").is_file()
        and (folder / "objects").is_dir()
        and ((folder / "refs").is_dir() or (folder / "packed-refs").is_file())
    )


def _folders(folder: Path) -> list[Path]:
    # Last first: the walk takes from the end.
    return sorted(
        (
            entry
            for entry in folder.iterdir()
            if entry.name not in _NEVER_ENTERED and not entry.is_symlink() and entry.is_dir()
        ),
        reverse=True,
    )


def _pointer(git_file: Path) -> Path | None:
    """Where a `.git` file points to; None where it is something else."""
    with git_file.open("rb") as file:
        line = file.read(4096)
    if not line.startswith(b"gitdir: "):
        return None
    name = line.removeprefix(b"gitdir: ").split(b"\n")[0].decode("utf-8", "surrogateescape")
    return None if "\0" in name else git_file.parent / name


def _without_worktrees(clones: Iterable[Path]) -> tuple[Path, ...]:
    """Leave out linked work trees of clones that were found themselves: they are one repository."""
    found = sorted(clones)
    homes = {(clone / ".git").resolve() for clone in found if (clone / ".git").is_dir()}
    homes |= {clone.resolve() for clone in found if not (clone / ".git").exists()}
    return tuple(clone for clone in found if _main_repository(clone) not in homes)


def main_clone(clone: Path) -> Path:
    """The clone that holds the history of a linked work tree; any other clone is its own."""
    home = _main_repository(clone)
    if home is None:
        return clone
    main = home.parent if home.name == ".git" else home
    return main if is_clone(main) else clone


def _main_repository(clone: Path) -> Path | None:
    git = clone / ".git"
    pointer = _pointer(git) if git.is_file() else None
    if pointer is None or pointer.parent.name != "worktrees":
        return None
    return pointer.resolve().parent.parent
