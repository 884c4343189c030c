# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal next`: what to do first, ranked over all standards, and drafts of what is missing."""

import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.ids import PORTFOLIO
from commonweal.core.message import Message, counted, message
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import (
    field,
    filled,
    joined,
    printed,
    say,
    translated,
    warn_counted,
    word,
)
from commonweal.surfaces.cli._parts import (
    json_option,
    print_json,
    subject_named,
    workspace_option,
)
from commonweal.surfaces.cli._terms import EFFORTS

if TYPE_CHECKING:
    from commonweal.insight.drafts import DraftedFile
    from commonweal.insight.priorities import Step, StepProject
    from commonweal.views import next as view

_ALL_STEPS = 100_000
_NAMED = 4


@click.command("next")
@click.option("--project", help="Only this project or repository.")
@click.option("--limit", type=click.IntRange(min=1), default=10, help="How many steps (10).")
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Draft missing files into this folder, as many as --limit says; nothing is overwritten.",
)
@workspace_option
@json_option
def next_(
    *, project: str | None, limit: int, folder: Path | None, root: Path, as_json: bool
) -> None:
    """Show the next steps: harm first, then what may stop, then what settles most for the least."""
    from commonweal.insight import drafts  # noqa: PLC0415  after --help
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import next as view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root)) as generation:
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
    else:
        _print(page)


def _print(page: "view.Page") -> None:
    from commonweal.insight.priorities import classes  # noqa: PLC0415  after --help

    if not page.steps:
        say("Nothing is left to do: the survey found no reason to act.")
    before = ""
    for step in page.steps:
        if step.class_ != before:
            before = step.class_
            click.echo(
                f"{field(f'priority.{step.class_}', 'title', classes()[step.class_].title)}:"
            )
        _tell(f"{step.number}. ", printable(filled(step.remedy)))
        _tell("   ", printable(filled(step.reason)))
        _tell(
            "   ",
            translated(
                message("For %(projects)s. %(worth)s", projects=_projects(step), worth=_worth(step))
            ),
        )
    if page.more:
        warn_counted(
            "... and %(num)s more; use --limit.", "... and %(num)s more; use --limit.", page.more
        )


def _projects(step: "Step") -> str:
    """Name the first projects with the place that shows it, and count the others."""
    named = [
        _name(project) + (f" ({printable(project.place)})" if project.place else "")
        for project in step.projects[:_NAMED]
    ]
    return joined(named, len(step.projects) - len(named))


def _name(project: "StepProject") -> str:
    return word("the office") if project.id == PORTFOLIO else printable(project.name)


def _worth(step: "Step") -> Message:
    effort = EFFORTS[step.effort]
    if not step.settles:
        return message("Takes %(effort)s.", effort=effort)
    standards = ", ".join(field(entry.id, "short", entry.short) for entry in step.standards)
    return counted(
        "Settles %(num)s control (%(standards)s), takes %(effort)s.",
        "Settles %(num)s controls (%(standards)s), takes %(effort)s.",
        len(step.settles),
        standards=standards,
        effort=effort,
    )


def _tell(start: str, text: str) -> None:
    """Break lines at words, as wide as the terminal; a pipe has no width."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000
    click.echo(
        textwrap.fill(
            text,
            width,
            initial_indent=start,
            subsequent_indent="   ",
            # Names of projects and paths can be copied as they stand.
            break_long_words=False,
            break_on_hyphens=False,
        )
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
