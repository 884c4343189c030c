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
    from commonweal.insight.care import Care, Hit
    from commonweal.insight.reading import Reading
    from commonweal.resilience import Node
    from commonweal.views import risk as view


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
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import risk as view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root)) as generation:
        if gone:
            answer = view.without(generation, _nodes(generation, gone))
            print_json(answer) if as_json else _print_without(answer)
        else:
            page = view.page(generation, limit=limit)
            print_json(page) if as_json else _print(page)


def _nodes(generation: "Reading", gone: Sequence[str]) -> "list[Node]":
    from commonweal.core.problem import InputMalformed  # noqa: PLC0415  after --help
    from commonweal.resilience.world import KINDS, Node  # noqa: PLC0415
    from commonweal.views.risk import resolved  # noqa: PLC0415

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
    click.echo(
        f"In {page.one_person} of {page.entries} projects only one of the people who carry "
        f"half of the code is active; "
        f"in {page.left} nobody of the core has committed for a year; "
        f"of {page.core_unknown} it is not known."
    )
    if page.first:
        click.echo("\nLook after these first:")
        print_table(
            ("What", "Why", "Step", "Projects"),
            [(one.name, _why(one), _step(one), _names(one.hit)) for one in page.first],
        )
    if page.more:
        click.echo(f"... and {page.more} more; ask with --limit.", err=True)
    if page.losses:
        click.echo("\nIf this goes, that stops:")
        print_table(
            ("Gone", "Projects", "Which"),
            [
                (
                    f"{loss.kind} {loss.number or loss.name}",
                    str(loss.hit.count),
                    _names(loss.hit),
                )
                for loss in page.losses
            ],
            numbers=(1,),
        )
    for step in page.people:
        people = "1 person" if step.people == 1 else f"{step.people} people"
        names = printable(_names(step.hit))
        click.echo(f"{people} gone: {step.hit.count} of {page.entries} projects stop ({names}).")
    for one in page.coverage:
        if not one.is_looked_up:
            click.echo(f"{one.ecosystem}: advisories were NOT LOOKED UP.", err=True)


def _why(one: "Care") -> str:
    words = [word.replace("_", " ") for word in one.concerns]
    if one.advisories:
        words.append(f"{one.advisories} {'advisory' if one.advisories == 1 else 'advisories'}")
    return ", ".join(words)


def _step(one: "Care") -> str:
    way = f" by way of {one.through}" if one.through else ""
    return f"raise to {one.target}{way}" if one.step == "raise" else _STEPS[one.step]


_STEPS = {
    "remove": "remove it at once",
    "replace": "replace it",
    "judge": "see whether it matters, and answer",
    "find_keeper": "find who keeps it, or a successor",
    "second_person": "find a second person",
    "ask": "ask whether it is finished or left",
    "release": "ask for a release",
}


def _names(hit: "Hit") -> str:
    more = f" and {hit.more} more" if hit.more else ""
    return ", ".join(name.name for name in hit.names) + more


def _print_without(answer: "view.WithoutPage") -> None:
    stop = "stops" if answer.hit.count == 1 else "stop"
    click.echo(f"{answer.hit.count} of {answer.entries} projects {stop}.")
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
