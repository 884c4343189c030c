# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal next`: what to do first, ranked over all standards, and drafts of what is missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.text import printable
from commonweal.surfaces.cli._complete import complete, project_ids
from commonweal.surfaces.cli._forms import (
    TableCommand,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import printed, say, warn_counted, word
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import group_option, subject_named, workspace_option
from commonweal.surfaces.cli._steps import print_steps

if TYPE_CHECKING:
    from commonweal.insight.drafts import DraftedFile
    from commonweal.views import next as view

_ALL_STEPS = 100_000


@click.command("next", cls=TableCommand)
@click.option(
    "--project",
    shell_complete=complete(project_ids),
    help="Only this project or repository.",
)
@click.option("--limit", type=click.IntRange(min=1), default=10, help="How many steps (10).")
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Draft missing files into this folder, as many as --limit says; nothing is overwritten.",
)
@group_option
@workspace_option
@json_option
@csv_option(("", "commonweal.views.next:STEPS"))
@pager_option
def next_(
    *,
    project: str | None,
    limit: int,
    folder: Path | None,
    group: str,
    root: Path,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show the next steps: harm first, then what may stop, then what settles most for the least."""
    from commonweal.insight import drafts  # noqa: PLC0415  after --help
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import next as view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    if folder is not None and as_csv:
        raise click.UsageError(word("--csv is the list of steps; --write has no table."))
    with reading(Workspace(root), group=group) as generation:
        subject = subject_named(generation, project) if project else None
        page = view.page(generation, subject, limit=limit if folder is None else _ALL_STEPS)
        drafted = (
            None
            if folder is None
            else drafts.first(generation, drafts.wanted_of(generation, page.steps), limit=limit)
        )
    if folder is not None and drafted is not None:
        _write(folder, drafted, as_json=as_json)
    elif as_json:
        from commonweal.surfaces.cli.shapes.next import NextSteps  # noqa: PLC0415  after --help

        print_json(page, NextSteps)
    elif as_csv:
        print_csv(view.STEPS, page)
        _warn_of_more(page.more)
    else:
        _print(page)


def _print(page: "view.Page") -> None:
    if not page.steps:
        say("Nothing is left to do: the survey found no reason to act.")
    print_steps(page.steps)
    _warn_of_more(page.more)


def _warn_of_more(count: int) -> None:
    if count:
        warn_counted(
            "... and %(num)s more; use --limit.", "... and %(num)s more; use --limit.", count
        )


def _write(folder: Path, drafted: "Sequence[DraftedFile]", *, as_json: bool) -> None:
    from commonweal.surfaces.cli._drafts import written  # noqa: PLC0415  after --help

    drafts = [written(folder, file) for file in drafted]
    if as_json:
        from commonweal.surfaces.cli.shapes.next import Drafts  # noqa: PLC0415  after --help

        print_json({"folder": str(folder), "drafts": drafts}, Drafts)
        return
    if not drafts:
        say("None of the next steps is a file that could be drafted.")
    for file in drafts:
        where = printable(f"{file.folder}/{file.path}")
        match file.state:
            case "written":
                _say_written(where, file.patches)
            case "kept":
                say("%(file)s: exists already and was not changed", file=where)
            case _:
                say("%(file)s: not drafted. %(why)s", file=where, why=printed(file.why))
        for question in file.to_fill if file.state == "written" else ():
            say("  to fill in: %(what)s", what=printed(question))


def _say_written(where: str, patches: Sequence[str]) -> None:
    if patches:
        say("%(file)s: changes %(names)s", file=where, names=printable(", ".join(patches)))
    else:
        say("%(file)s: new", file=where)
