# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`python -m cases FOLDER [SET ...]`: a line per measure, with its score and its bar.

A set is a module of `cases/sets`. It has `BARS`, a share per measure, and
`outcomes(folder)`, which reads the folder of its name and yields every case. Sets that need
clones look for `OWNER+NAME/repo`, bare, in the folder that COMMONWEAL_MIRRORS names, and say
that they did not run where there is none.
"""

import argparse
import importlib
import pprint
import sys
from collections import defaultdict
from difflib import unified_diff
from pathlib import Path

import click

from cases.outcome import Outcome

_SETS = Path(__file__).parent / "sets"
_WIDTH = 100


def main() -> int:
    """Score the sets that are there; 0 even below a bar, for the scores are the result."""
    parser = argparse.ArgumentParser(prog="cases", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds one folder per set")
    parser.add_argument("sets", nargs="*", help="default: all")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show failures")
    arguments = parser.parse_args()
    known = sorted(file.stem for file in _SETS.glob("*.py") if file.stem != "__init__")
    unknown = set(arguments.sets) - set(known)
    if unknown:
        parser.error(f"no such set: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    for name in arguments.sets or known:
        _score(name, arguments.folder, show=arguments.show)
    return 0


def _score(name: str, folder: Path, *, show: int) -> None:
    module = importlib.import_module(f"cases.sets.{name}")
    here = folder / getattr(module, "FOLDER", name)
    if not here.is_dir():
        click.echo(f"{name:24} no cases in {here}")
        return
    by_measure: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in module.outcomes(here):
        by_measure[outcome.measure].append(outcome)
    for measure, outcomes in by_measure.items():
        passed = sum(outcome.passed for outcome in outcomes)
        share = passed / len(outcomes)
        bar = module.BARS.get(measure, 1.0)
        verdict = "ok" if share >= bar else "BELOW"
        title = f"{name} {measure}"
        click.echo(
            f"{title:28} {passed:6}/{len(outcomes):<6} {share:7.1%}  bar {bar:4.0%}  {verdict}"
        )
        for outcome in [one for one in outcomes if not one.passed][:show]:
            _show(outcome)


def _show(outcome: Outcome) -> None:
    click.echo(f"  {outcome.case}")
    expected, got = (
        (value if isinstance(value, str) else pprint.pformat(value, width=_WIDTH)).splitlines()
        for value in (outcome.expected, outcome.got)
    )
    for line in unified_diff(expected, got, "expected", "got", n=0, lineterm=""):
        click.echo(f"    {line}")


if __name__ == "__main__":
    sys.exit(main())
