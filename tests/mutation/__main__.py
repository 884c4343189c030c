# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.mutation --room ROOM --limit N --seed S`: change rules, print what survives.

Everything happens in a copy of the tree. A change survives where no test of its room fails.
The exit status is 1 where one did.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

import click

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.rooms import ROOMS, Room

ROOT = Path(__file__).parents[2]
SOURCE = Path("src/commonweal")
PYTEST = ("-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0")
# How much longer than the tests of the whole tree a changed one may take.
_PATIENCE = 5


def main() -> int:
    """Try a seeded choice of mutants until the limit or the time is reached."""
    arguments = _parser().parse_args()
    # Leave by the usual way, so that the copy is removed and no test goes on.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    room = ROOMS[arguments.room]
    mutants = chosen(room, arguments.only, seed=arguments.seed)
    end = time.monotonic() + arguments.seconds
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = copied(Path(folder) / "tree")
        usual = {stage: _sound(tree, stage) for stage in room.stages[: arguments.stages]}
        survived, tried = [], 0
        for mutant in mutants[: arguments.limit]:
            if time.monotonic() > end:
                break
            tried += 1
            is_killed = any(
                fails(tree, mutant, stage, seconds=30 + _PATIENCE * seconds)
                for stage, seconds in usual.items()
            )
            _tell(mutant, is_killed=is_killed)
            survived += [] if is_killed else [mutant]
    click.echo(f"{tried} of {len(mutants)} mutants tried, {len(survived)} survived.")
    return 1 if survived else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--room", choices=sorted(ROOMS), default="priorities")
    parser.add_argument("--limit", type=int, default=40, help="how many mutants (40)")
    parser.add_argument("--seed", type=int, default=1, help="which ones are chosen (1)")
    parser.add_argument("--seconds", type=float, default=1800, help="begin none after (1800)")
    parser.add_argument("--stages", type=int, default=9, help="1: only the quickest tests")
    parser.add_argument("--only", default="*", help="a pattern for the files' paths")
    return parser


def chosen(room: Room, only: str, *, seed: int) -> Sequence[Mutant]:
    """All mutants of a room in an order that the seed decides."""
    found = [mutant for path in files_of(room) if fnmatch(path, only) for mutant in _made(path)]
    random.Random(seed).shuffle(found)
    return found


def files_of(room: Room) -> Iterator[str]:
    """The files of a room, each once, below the root."""
    paths = {path for pattern in room.files for path in (ROOT / SOURCE).glob(pattern)}
    for path in sorted(paths):
        if path.is_file():
            yield path.relative_to(ROOT).as_posix()


def _made(path: str) -> Iterator[Mutant]:
    yield from mutants_of(path, (ROOT / path).read_bytes())


def copied(tree: Path) -> Path:
    """Copy what git knows or would know of this tree, as it is now."""
    listing = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    return tree


def _sound(tree: Path, stage: Sequence[str]) -> float:
    """Seconds that the tests take where nothing is changed; they have to pass."""
    before = time.monotonic()
    if _status(tree, stage, seconds=1800) != 0:
        sys.exit(f"Without any change these do not pass: {' '.join(stage)}")
    return time.monotonic() - before


def fails(tree: Path, mutant: Mutant, stage: Sequence[str], *, seconds: float) -> bool:
    """Tell whether the tests fail, or do not end, while the tree holds a mutant."""
    path = tree / mutant.path
    before = path.read_bytes()
    try:
        path.write_bytes(mutant.content)
        _forget_compiled(path)
        return _status(tree, stage, seconds=seconds) != 0
    finally:
        path.write_bytes(before)
        _forget_compiled(path)


def _forget_compiled(path: Path) -> None:
    """Python knows a changed file by its second and its size, which may both be the same."""
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
        compiled.unlink()


def _status(tree: Path, stage: Sequence[str], *, seconds: float) -> int:
    process = subprocess.Popen(
        [sys.executable, *PYTEST, *stage],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return 1
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _tell(mutant: Mutant, *, is_killed: bool) -> None:
    place = f"{mutant.path}:{mutant.line}"
    if is_killed:
        click.echo(f"killed   {place}", err=True)
        return
    click.echo(f"SURVIVED {place}\n  - {mutant.before}\n  + {mutant.after}")


if __name__ == "__main__":
    sys.exit(main())
