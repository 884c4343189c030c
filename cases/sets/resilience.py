# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Truck factors beside those that the authors of the measure published in November 2016.

Repositories are looked for as bare copies, `OWNER+NAME/repo`, in the folder that the
environment variable COMMONWEAL_MIRRORS names. Of each, what its main branch held then is
copied and surveyed without line counts.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from cases.outcome import Outcome
from commonweal.core.ids import ProjectId, RepositoryId
from commonweal.formats.portfolio import Portfolio
from commonweal.survey import Options, survey
from commonweal.workspace import Target, Workspace

BARS = {"truck_factor": 1.0}
MIRRORS = "COMMONWEAL_MIRRORS"
_NAMES = ("jquery/jquery", "vuejs/vue", "atom/atom", "meteor/meteor")
_UNTIL = datetime(2016, 11, 15, tzinfo=UTC)
_MOST_APART = 1


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Within one of what was published counts as the same."""
    published = json.loads((folder / "truck-factor-2016.json").read_text("utf-8"))["values"]
    mirrors = os.environ.get(MIRRORS)
    copies = {name: Path(mirrors or "") / name.replace("/", "+") / "repo" for name in _NAMES}
    at_hand = {name: copy for name, copy in copies.items() if mirrors and copy.is_dir()}
    if not at_hand:
        click.echo(f"resilience: not run: no clones; {MIRRORS} names no folder that holds any")
        return
    for name in copies.keys() - at_hand.keys():
        click.echo(f"resilience: {name} not run: no clone")
    for name, copy in at_hand.items():
        with tempfile.TemporaryDirectory() as work:
            found = _truck_factor(Path(work), name, copy)
        wanted = published[name]
        click.echo(f"resilience: {name} has {found}, published {wanted}")
        is_near = found is not None and abs(found - wanted) <= _MOST_APART
        yield Outcome("truck_factor", name, wanted, wanted if is_near else found)


def _truck_factor(work: Path, name: str, copy: Path) -> int | None:
    """The truck factor of what the main branch held; None where none can be told."""
    # By first parents: a branch that was merged later may have the latest date.
    tip = _git(copy, "rev-list", "-1", "--first-parent", f"--before={_UNTIL.isoformat()}", "HEAD")
    then = work / "then.git"
    _git(work, "init", "--quiet", "--bare", "--initial-branch=main", str(then))
    # Objects are copied as files, for git fetches nothing from a copy without its largest ones.
    shutil.copytree(copy / "objects", then / "objects", dirs_exist_ok=True)
    _git(then, "update-ref", "refs/heads/main", tip)
    target = Target(RepositoryId("r"), name, str(then), ProjectId("p"), name)
    workspace = Workspace(work / "workspace")
    survey(workspace, Portfolio(), [target], Options(is_light=True, months=1), now=_UNTIL)
    engine = workspace.engine()
    try:
        rows = engine.rows(
            "select value from metric_value where metric_id = 'truck_factor' "
            "and subject_id = 'r' order by until desc limit 1"
        )
    finally:
        engine.close()
    return int(rows[0][0]) if rows else None


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()
