# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal status`: what the last survey saw, and what it could not see."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.surfaces.cli._parts import json_option, print_json, print_table, workspace_option

if TYPE_CHECKING:
    from commonweal.views.status import Page


@click.command()
@workspace_option
@json_option
def status(root: Path, as_json: bool) -> None:  # noqa: FBT001  click passes by name
    """Show what the last survey read, its headline numbers and its problems."""
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import status as view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root)) as generation:
        page = view.page(generation)
    if as_json:
        print_json(page)
    else:
        _print(page)


def _print(page: "Page") -> None:
    when = f"{page.surveyed_at:%Y-%m-%d %H:%M} UTC" if page.surveyed_at else "never"
    click.echo(
        f"Generation {page.number}, surveyed {when}: {page.portfolio.read} of "
        f"{len(page.portfolio.repository_ids)} repositories read."
    )
    if page.portfolio.light:
        click.echo(f"Lines are not counted in {page.portfolio.light} repositories (--light).")
    if page.portfolio.shallow:
        click.echo(f"History is cut in {page.portfolio.shallow} repositories (shallow clones).")
    print_table(
        ("project", *(label.title for label in page.columns), "last read"),
        [(row.name, *row.values, "yes" if row.is_read else "NO") for row in page.rows],
        numbers=range(1, len(page.columns) + 1),
    )
    for problem in page.problems:
        click.echo(f"Problem in {problem.repository}: {problem.what}")
        if problem.fix:
            click.echo(f"  What to do: {problem.fix}")
    if page.more_problems:
        click.echo(f"... and {page.more_problems} more problems; see the site or --json.")
