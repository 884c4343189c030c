# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Make a portfolio of any size: bare repositories with people, files, locks and tags.

The same number and seed give the same commits. Some repositories share people, some need
what others provide, some are quiet for years, some lack a licence: so every question that
an office asks has something to answer.
"""

import argparse
import json
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

DAY = 86_400
NEWEST = 1_760_000_000
LICENCES = (
    "MIT License\n\nPermission is hereby granted, free of charge, to any person\n",
    "Apache License\nVersion 2.0, January 2004\n",
    "",
)
FOLDERS = ("src", "lib", "web", "tests", "docs", "tools")
NAMES = ("main", "api", "model", "store", "views", "jobs", "text", "forms")
ENDINGS = ("py", "js", "go", "md", "sql")


def make(folder: Path, repositories: int, *, commits: int = 40, seed: int = 1) -> list[Path]:
    """Write what is not there yet, and give all repositories."""
    found = []
    for number in range(repositories):
        path = folder / f"made-{number:05}.git"
        if not (path / "packed-refs").exists():
            _write(path, number, repositories, commits, seed)
        found.append(path)
    return found


def add_commit(path: Path) -> None:
    """Change one file of a repository in a new commit."""
    # Soon after its last one: a month that ends for the whole portfolio changes every page.
    last = subprocess.run(
        ["git", "log", "-1", "--format=%ct", "main"], cwd=path, check=True, capture_output=True
    )
    who = b"Person 1 <person1@office1.example> %d +0000" % (int(last.stdout) + 60)
    stream = (
        b"commit refs/heads/main\nauthor %s\ncommitter %s\n" % (who, who),
        _counted(b"One more change\n"),
        b"from refs/heads/main^0\nM 100644 inline src/added.py\n",
        _counted(b"line\n" * 20),
        b"done\n",
    )
    _git(path, "fast-import", "--quiet", "--done", stdin=b"".join(stream))
    _git(path, "pack-refs", "--all")


def _write(path: Path, number: int, repositories: int, commits: int, seed: int) -> None:
    path.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"{seed} {number}")  # noqa: S311  made up, no secret
    stream = b"".join(_stream(number, repositories, commits, chance))
    _git(path, "init", "--quiet", "--bare", "--initial-branch=main")
    _git(path, "fast-import", "--quiet", "--done", stdin=stream)
    _git(path, "pack-refs", "--all")


def _git(path: Path, *arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(["git", *arguments], cwd=path, input=stdin, check=True)


def _stream(number: int, repositories: int, commits: int, chance: random.Random) -> Iterator[bytes]:
    """A history as git's fast-import takes it."""
    people = [chance.randrange(1 + repositories // 2) for _ in range(chance.choice((1, 2, 5, 9)))]
    when = NEWEST - chance.choice((0, 0, 30, 900)) * DAY - commits * 9 * DAY
    for step in range(commits):
        when += chance.randrange(1, 9 * DAY)
        person = chance.choice(people)
        who = f"Person {person} <person{person}@office{person % 50}.example> {when} +0000".encode()
        yield b"commit refs/heads/main\nmark :%d\n" % (step + 1)
        yield b"author %s\ncommitter %s\n" % (who, who)
        yield _counted(f"Change {step}\n".encode())
        if step:
            yield b"from :%d\n" % step
        files = _first(number, repositories, chance) if step == 0 else _later(chance)
        for name, content in files.items():
            yield f"M 100644 inline {name}\n".encode() + _counted(content.encode())
        if step % 20 == 19:  # noqa: PLR2004  a release now and then
            yield b"reset refs/tags/v1.%d\nfrom :%d\n\n" % (step // 20, step + 1)
    yield b"done\n"


def _counted(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _first(number: int, repositories: int, chance: random.Random) -> dict[str, str]:
    needed = {f"package-{chance.randrange(400)}": f"1.{chance.randrange(9)}.0" for _ in range(90)}
    lock = {
        "name": f"made-{number}",
        "version": "1.0.0",
        "lockfileVersion": 3,
        "packages": {
            f"node_modules/{name}": {"version": version} for name, version in needed.items()
        },
    }
    other = chance.randrange(repositories)
    files = {
        "README.md": f"# Made {number}\n\nWhat it does, and how to install it.\n",
        "pyproject.toml": f'[project]\nname = "made-{number}"\nversion = "1.0"\n'
        f'dependencies = ["made-{other}>=1", "requests"]\n',
        "web/package.json": json.dumps({"name": f"made-web-{number}", "dependencies": needed}),
        "web/package-lock.json": json.dumps(lock, indent=1),
    }
    if licence := chance.choice(LICENCES):
        files["LICENSE"] = licence
    for _ in range(12):
        files |= _later(chance)
    return files


def _later(chance: random.Random) -> dict[str, str]:
    name = f"{chance.choice(FOLDERS)}/{chance.choice(NAMES)}.{chance.choice(ENDINGS)}"
    lines = (f"line {chance.randrange(10_000)}\n" for _ in range(chance.randrange(5, 90)))
    return {name: "".join(lines)}


def main() -> None:
    """Write a portfolio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repositories", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=40)
    chosen = parser.parse_args()
    make(chosen.folder, chosen.repositories, commits=chosen.commits)


if __name__ == "__main__":
    main()
