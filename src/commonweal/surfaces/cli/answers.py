# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal answers`: show what was stated, write it as a file, take a reviewed file in."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import counted
from commonweal.surfaces.cli._forms import (
    TableCommand,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import say, warn, word
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import subject_named, workspace_option
from commonweal.surfaces.cli._tables import print_table

if TYPE_CHECKING:
    from commonweal.ledger import Answer
    from commonweal.workspace import Workspace


@click.group()
def answers() -> None:
    """What people with authority have stated; one is added with `commonweal answer`."""


@answers.command(cls=TableCommand)
@workspace_option
@json_option
@csv_option(("", "commonweal.surfaces.cli._columns:ANSWERS"))
@pager_option
def show(*, root: Path, as_json: bool, as_csv: bool) -> None:
    """List what was stated last on each control, and until when it was meant to hold."""
    from commonweal.workspace import Workspace  # noqa: PLC0415  after --help

    found = _current(Workspace(root))
    if as_json:
        from commonweal.surfaces.cli.shapes.answers import Answer  # noqa: PLC0415  after --help

        print_json(found, tuple[Answer, ...])
        return
    if as_csv:
        from commonweal.surfaces.cli._columns import ANSWERS  # noqa: PLC0415  after --help

        print_csv(ANSWERS, found)
        return
    if not found:
        warn("Nobody has stated anything yet: `commonweal answer` records a first answer.")
        return
    print_table(
        (
            word("subject"),
            word("control"),
            word("verdict"),
            word("stated"),
            word("until"),
            word("because"),
        ),
        [
            (
                answer.subject_id,
                answer.control_id,
                answer.verdict,
                f"{answer.stated_at:%Y-%m-%d}",
                f"{answer.expires_at:%Y-%m-%d}" if answer.expires_at else "",
                answer.because,
            )
            for answer in found
        ],
        prose=(5,),
    )


@answers.command()
@click.option("--out", type=click.Path(path_type=Path), help="File to write (default: stdout).")
@workspace_option
def export(out: Path | None, root: Path) -> None:
    """Write all answers as a YAML file to keep and review in a repository."""
    from commonweal.formats.answers import Statement, written  # noqa: PLC0415  after --help
    from commonweal.workspace import Workspace  # noqa: PLC0415

    text = written(
        Statement(
            answer.subject_id.removeprefix("project:"),
            answer.control_id,
            answer.verdict,
            answer.because,
            answer.author,
            answer.stated_at,
            answer.link,
            answer.expires_at,
        )
        for answer in _current(Workspace(root))
    )
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


@answers.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@workspace_option
def import_(file: Path, root: Path) -> int:
    """Take the answers of a reviewed file in; those already known, or older, are passed over."""
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.survey import (  # noqa: PLC0415
        answers_of,
        news_among,
        record,
        statements_in,
    )
    from commonweal.workspace import Workspace  # noqa: PLC0415

    workspace, now = Workspace(root), datetime.now(tz=UTC)
    statements = statements_in(file)
    with reading(workspace) as generation:
        named = answers_of(statements, partial(subject_named, generation), now=now)
    ledger = workspace.ledger()
    try:
        new = news_among(named, ledger)
    finally:
        ledger.close()
    record(workspace, new)
    say(
        "%(new)s, %(known)s.",
        new=counted("%(num)s answer imported", "%(num)s answers imported", len(new)),
        known=counted("%(num)s known already", "%(num)s known already", len(named) - len(new)),
    )
    return 0


def _current(workspace: "Workspace") -> "tuple[Answer, ...]":
    return workspace.answers()
