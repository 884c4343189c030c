# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal answers`: show what was stated, write it as a file, take a reviewed file in."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.problem import InputMalformed
from commonweal.surfaces.cli._parts import (
    json_option,
    print_json,
    print_table,
    subject_named,
    workspace_option,
)

if TYPE_CHECKING:
    from commonweal.formats.answers import Statement
    from commonweal.ledger import Answer
    from commonweal.views.reading import Reading
    from commonweal.workspace import Workspace


@click.group()
def answers() -> None:
    """What people with authority have stated; one is added with `commonweal answer`."""


@answers.command()
@workspace_option
@json_option
def show(root: Path, as_json: bool) -> None:  # noqa: FBT001  click passes by name
    """List the answers that hold, and until when they were given."""
    from commonweal.workspace import Workspace  # noqa: PLC0415  after --help

    found = _current(Workspace(root))
    if as_json:
        print_json(found)
        return
    print_table(
        ("subject", "control", "verdict", "stated", "because"),
        [
            (one.subject_id, one.control_id, one.verdict, f"{one.stated_at:%Y-%m-%d}", one.because)
            for one in found
        ],
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
            one.subject_id.removeprefix("project:"),
            one.control_id,
            one.verdict,
            one.because,
            one.author,
            one.stated_at,
            one.link,
            one.expires_at,
        )
        for one in _current(Workspace(root))
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
    from commonweal.formats.answers import read_statements  # noqa: PLC0415  after --help
    from commonweal.surfaces.app import reading  # noqa: PLC0415
    from commonweal.surfaces.cli._judging import read_file  # noqa: PLC0415
    from commonweal.survey import record  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    statements, faults = read_statements(read_file(file))
    if faults:
        first = faults[0]
        raise InputMalformed(
            f"{file}:{first.line}: {first.message}",
            fix=f"Nothing was taken in. See all with: commonweal check {file} --as answers",
            where=str(file),
        )
    workspace, now = Workspace(root), datetime.now(tz=UTC)
    with reading(workspace) as generation:
        named = [_answer(generation, one, now) for one in statements]
    known = {(one.subject_id, one.control_id): one for one in _current(workspace)}
    new = [one for one in named if _is_news(one, known.get((one.subject_id, one.control_id)))]
    record(workspace, new, now=now)
    click.echo(f"{len(new)} taken in, {len(named) - len(new)} known already.")
    return 0


def _current(workspace: "Workspace") -> "tuple[Answer, ...]":
    ledger = workspace.ledger()
    try:
        return ledger.current_answers()
    finally:
        ledger.close()


def _answer(generation: "Reading", stated: "Statement", now: datetime) -> "Answer":
    from commonweal.ledger import Answer  # noqa: PLC0415  after --help
    from commonweal.standards.catalogue import control_named  # noqa: PLC0415

    control_named(generation.standards, stated.control)
    if stated.stated_at > now:
        raise InputMalformed(f"the answer on {stated.control} is dated in the future")
    return Answer(
        subject_id=subject_named(generation, stated.subject),
        control_id=stated.control,
        verdict=stated.verdict,
        because=stated.because,
        author=stated.author,
        stated_at=stated.stated_at.replace(microsecond=0),
        link=stated.link,
        expires_at=stated.until.replace(microsecond=0) if stated.until else None,
    )


def _is_news(stated: "Answer", known: "Answer | None") -> bool:
    return known is None or (stated != known and stated.stated_at >= known.stated_at)
