# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal next`: what to do first, ranked over all standards."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.text import printable
from commonweal.surfaces.cli._parts import (
    json_option,
    print_json,
    subject_named,
    workspace_option,
)

if TYPE_CHECKING:
    from commonweal.views import steps


@click.command("next")
@click.option("--project", help="Only this project or repository.")
@click.option("--limit", type=click.IntRange(min=1), default=10, help="How many steps (10).")
@workspace_option
@json_option
def next_(project: str | None, limit: int, root: Path, as_json: bool) -> None:  # noqa: FBT001  click passes by name
    """Show the next steps: what settles most, for least effort, where most depends on it."""
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import steps  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root)) as generation:
        subject = subject_named(generation, project) if project else None
        page = steps.page(generation, subject, limit=limit)
    if as_json:
        print_json(page)
    else:
        _print(page)


def _print(page: "steps.Page") -> None:
    if not page.steps:
        click.echo("Nothing is left to do that any standard asks for.")
    for number, step in enumerate(page.steps, 1):
        standards = ", ".join(one.short for one in step.standards)
        count = len(step.settles)
        what = f"settles {count} control{'' if count == 1 else 's'} ({standards})"
        if step.probe:
            click.echo(f"{number}. {printable(step.subject.name)}: {step.probe.remedy}")
            part = f" What is missing: {step.label}" if step.label else ""
            click.echo(f"   {what}, takes {step.probe.effort}.{part}")
        elif step.standard:
            name = step.standard.title
            click.echo(
                f"{number}. {printable(step.subject.name)}: Answer {count} questions of {name}."
            )
            click.echo(f"   See them with: commonweal assess {step.standard.id}")
    if page.more:
        click.echo(f"... and {page.more} more; ask with --limit.", err=True)
