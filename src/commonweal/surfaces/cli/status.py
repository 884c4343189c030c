# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal status`: what the last survey saw, and what it could not see."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import Number, defined, message
from commonweal.core.text import printable
from commonweal.surfaces.cli._forms import (
    TableCommand,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import (
    filled,
    joined,
    line,
    listed,
    say_counted,
    translated,
    word,
)
from commonweal.surfaces.cli._only import GAPS, ONLY, has_none
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import figure_shown, group_option, workspace_option
from commonweal.surfaces.cli._problems import Shown, print_problems
from commonweal.surfaces.cli._tables import print_table

if TYPE_CHECKING:
    from commonweal.views.status import Page


@click.command(cls=TableCommand)
@click.option(
    "--only",
    type=ONLY,
    help="Only projects that were not read whole, or of which a number is not known.",
)
@group_option
@workspace_option
@json_option
@csv_option(("", "commonweal.views.status:NUMBERS"))
@pager_option
def status(*, only: str | None, group: str, root: Path, as_json: bool, as_csv: bool) -> None:
    """Show what the last survey read, its headline numbers and its problems."""
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import status as view  # noqa: PLC0415
    from commonweal.views.gaps import gaps_of_status  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root), group=group) as generation:
        page = view.page(generation)
    if only == GAPS:
        page = gaps_of_status(page)
    if as_json:
        from commonweal.surfaces.cli.shapes.status import Status  # noqa: PLC0415  after --help

        print_json(page, Status)
    elif as_csv:
        print_csv(view.NUMBERS, page)
    else:
        _print(page, only)


def _print(page: "Page", only: str | None) -> None:
    when = f"{page.surveyed_at:%Y-%m-%d %H:%M} UTC" if page.surveyed_at else word("never")
    say_counted(
        "Generation %(number)s, surveyed %(when)s: %(read)s of %(num)s repository read.",
        "Generation %(number)s, surveyed %(when)s: %(read)s of %(num)s repositories read.",
        len(page.portfolio.repository_ids),
        number=page.number,
        when=when,
        read=Number(page.portfolio.read),
    )
    if page.portfolio.light:
        say_counted(
            "Lines are not counted in %(num)s repository (--light).",
            "Lines are not counted in %(num)s repositories (--light).",
            page.portfolio.light,
        )
    if page.portfolio.shallow:
        say_counted(
            "History is cut in %(num)s repository (a shallow clone).",
            "History is cut in %(num)s repositories (shallow clones).",
            page.portfolio.shallow,
        )
    _print_points(page)
    if not has_none(only, page.rows):
        _print_numbers(page)
    click.echo()
    print_problems(
        (
            Shown(problem.repository, problem.fix, problem.what, problem.fix)
            for problem in page.problems
        ),
        most=len(page.problems),
        show=line,
    )
    if page.more_problems:
        say_counted(
            "... and %(num)s more problem; see the site or --json.",
            "... and %(num)s more problems; see the site or --json.",
            page.more_problems,
        )


def _print_numbers(page: "Page") -> None:
    print_table(
        (
            word("project"),
            *(translated(defined(f"{label.id}.title", label.title)) for label in page.columns),
            word("last read"),
        ),
        [
            (
                row.name,
                *(figure_shown(figure) for figure in row.figures),
                word("yes") if row.is_read else word("NO"),
            )
            for row in page.rows
        ],
        numbers=range(1, len(page.columns) + 1),
        spare=range(2, len(page.columns) + 1),
    )


def _print_points(page: "Page") -> None:
    """What the portfolio is like, a sentence a line."""
    if page.points:
        click.echo()
    for point in page.points:
        names = [printable(project.name) for project in point.projects]
        sentence = filled(point.sentence, projects=joined(names, point.more))
        place = f" ({printable(point.place)})" if point.place else ""
        as_of = point.as_of if point.id != "stale_copy" else None
        until = message("as of %(day)s", day=f"{as_of:%Y-%m-%d}") if as_of else ""
        day = f" [{translated(until)}]" if until else ""
        listed(f"{sentence}{place}{day}")
    click.echo()
