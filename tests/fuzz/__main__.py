# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.fuzz --seconds N --seed S [WORD]`: a line per target, and what went wrong.

Inputs that failed are written below `--keep`, to be made into a test.
"""

import argparse
import resource
import sys
from pathlib import Path

import click

from tests.fuzz.harness import Tried, attack
from tests.fuzz.targets import all_targets

_MEMORY = 2 * 1024**3


def main() -> int:
    """Share the seconds among the targets; 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for inputs that failed")
    parser.add_argument("words", nargs="*", help="only targets with one of these in their names")
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    chosen = [
        one
        for one in all_targets()
        if not arguments.words or any(word in one.name for word in arguments.words)
    ]
    total, failed = 0, 0
    for target in chosen:
        tried = attack(target, seed=arguments.seed, seconds=arguments.seconds / len(chosen))
        total, failed = total + tried.inputs, failed + len(tried.failures)
        click.echo(f"{tried.name:40} {tried.inputs:8,} inputs, slowest {tried.slowest:6.3f} s")
        _tell(tried, arguments.keep)
    click.echo(f"{'total':40} {total:8,} inputs, {failed} failures, seed {arguments.seed}")
    return int(failed > 0)


def _tell(tried: Tried, keep: Path | None) -> None:
    for number, (what, files) in enumerate(tried.failures.items()):
        click.echo(f"  {what}")
        if keep is None:
            continue
        folder = keep / f"{tried.name.replace(' ', '-')}-{number}"
        for path, content in files.items():
            file = folder / path.replace("/", "__").replace("?", "question")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
