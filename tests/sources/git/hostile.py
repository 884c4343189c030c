# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Small repositories for hostile tests, and objects that git would refuse to write."""

import hashlib
import shutil
import zlib
from pathlib import Path

from tests.gitkit import History, git, lines

WHO = "A <a@b> 1700000000 +0000"


def small_repository(path: Path, *, seed: int = 0) -> Path:
    """Two commits of two files; another seed makes another family."""
    history = History(path)
    history.commit({"a": lines(5, seed=seed)})
    history.commit({"a": lines(7, seed=seed), "b": lines(3, seed=seed + 1)})
    return history.write()


def loosen(repository: Path) -> list[Path]:
    """Put every object into a file of its own, so that each can be damaged alone."""
    packs = repository / "objects" / "pack"
    content = git(repository, "pack-objects", "--all", "--stdout", "-q")
    shutil.rmtree(packs)
    packs.mkdir()
    git(repository, "unpack-objects", "-q", stdin=content)
    return sorted((repository / "objects").glob("??/*"))


def worked_on(path: Path, commits: int = 60) -> Path:
    """Forty files in five folders, and commits that each change one."""
    history = History(path)
    history.commit({f"d{n % 5}/f{n}": lines(6, seed=n) for n in range(40)})
    for number in range(commits):
        history.commit({f"d{number % 5}/f{number % 40}": lines(7, seed=number + 500)})
    return history.write()


def write_object(repository: Path, kind: bytes, content: bytes) -> str:
    """Write an object byte by byte, without a check, and give its id."""
    whole = kind + b" %d\0" % len(content) + content
    name = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    path = repository / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(whole))
    return name
