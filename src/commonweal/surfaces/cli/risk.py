# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal risk`: what the portfolio rests on, and what stops when something is gone."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.text import printable
from commonweal.surfaces.cli._parts import json_option, print_json, print_table, workspace_option

if TYPE_CHECKING:
    from commonweal.insight.reading import Reading
    from commonweal.insight.risk import Impact, Without
    from commonweal.resilience import Node
    from commonweal.views import risk as view


_NAMED = 4


@click.command()
@click.option(
    "--without",
    "gone",
    multiple=True,
    metavar="KIND:NAME",
    help="What stops without it: package:pkg:npm/x, repository:, person:, organisation:, forge:. "
    "May be given several times.",
)
@click.option("--limit", type=click.IntRange(min=1), default=10, help="How many to look after.")
@workspace_option
@json_option
def risk(*, gone: tuple[str, ...], limit: int, root: Path, as_json: bool) -> None:
    """Show what to look after first, what stops with what, and how few people carry how much."""
    from commonweal.insight.risk import without  # noqa: PLC0415
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.surfaces.cli.shapes import risk as shapes  # noqa: PLC0415
    from commonweal.views import risk as view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root)) as generation:
        if gone:
            answer = without(generation, _nodes(generation, gone))
            print_json(answer, shapes.Without) if as_json else _print_without(answer)
        else:
            page = view.page(generation, limit=limit)
            print_json(page, shapes.Risk) if as_json else _print(page)


def _nodes(generation: "Reading", gone: Sequence[str]) -> "list[Node]":
    from commonweal.core.problem import InputMalformed  # noqa: PLC0415  after --help
    from commonweal.insight.risk import resolved  # noqa: PLC0415
    from commonweal.resilience.graph import KINDS, Node  # noqa: PLC0415

    found = []
    for text in gone:
        word, _, name = text.partition(":")
        kind = next((one for one in KINDS if one == word), None)
        if kind is None or not name:
            raise InputMalformed(
                f"{text} names nothing that could go",
                fix=f"Write KIND:NAME with a kind of {', '.join(KINDS)}.",
            )
        found.append(resolved(generation, Node(kind, name)))
    return found


def _print(page: "view.Page") -> None:
    summary = page.summary
    click.echo(
        f"In {summary.one_person} of {summary.entries} projects, only one of the people who "
        f"wrote half of the code is active; in {summary.left}, none of them has committed for a "
        f"year; for {summary.core_unknown}, it is not known."
    )
    if page.steps:
        click.echo("\nDo this first:")
        print_table(
            ("No.", "What to do", "Why", "Projects"),
            [
                (
                    str(step.number),
                    step.remedy.plain(),
                    step.reason.plain(),
                    ", ".join(project.name for project in step.projects[:_NAMED])
                    + (" ..." if len(step.projects) > _NAMED else ""),
                )
                for step in page.steps
            ],
            numbers=(0,),
        )
    if page.more_steps:
        click.echo(f"... and {page.more_steps} more; ask with --limit.", err=True)
    if page.single_points:
        click.echo("\nSingle points of failure:")
        print_table(
            ("Gone", "Projects that stop", "Which"),
            [
                (
                    f"{point.kind} {point.number or point.name}",
                    str(point.impact.count),
                    _names(point.impact),
                )
                for point in page.single_points
            ],
            numbers=(1,),
        )
    for gone in page.people_gone:
        people = "1 person" if gone.people == 1 else f"{gone.people} people"
        names = printable(_names(gone.impact))
        click.echo(
            f"{people} gone: {gone.impact.count} of {summary.entries} projects stop ({names})."
        )
    for coverage in page.coverage:
        if not coverage.is_looked_up:
            click.echo(f"{coverage.ecosystem}: packages were NOT CHECKED for advisories.", err=True)


def _names(impact: "Impact") -> str:
    more = f" and {impact.more} more" if impact.more else ""
    return ", ".join(name.name for name in impact.names) + more


def _print_without(answer: "Without") -> None:
    stop = "stops" if answer.impact.count == 1 else "stop"
    click.echo(f"{answer.impact.count} of {answer.entries} projects {stop}.")
    if answer.development.count:
        names = printable(_names(answer.development))
        click.echo(f"Used for development or extras alone in: {names}.")
    if answer.repositories:
        print_table(
            ("Project", "Repository", "Why", "Through"),
            [
                (repository.entry.name, repository.repository, repository.why, repository.through)
                for repository in answer.repositories
            ],
        )
