# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal risk`: what the portfolio rests on, and what stops when something is gone."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import Number, counted, message
from commonweal.core.text import printable
from commonweal.surfaces.cli._forms import (
    TableCommand,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import (
    line,
    say,
    say_counted,
    translated,
    warn,
    warn_counted,
    word,
)
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import group_option, workspace_option
from commonweal.surfaces.cli._steps import print_steps
from commonweal.surfaces.cli._tables import print_table
from commonweal.surfaces.cli._terms import NODES, term

if TYPE_CHECKING:
    from commonweal.core.message import Message
    from commonweal.insight.reading import Reading
    from commonweal.insight.risk import Impact, Summary, Without
    from commonweal.resilience import Node
    from commonweal.views import risk as view


@click.command(cls=TableCommand)
@click.option(
    "--without",
    "gone",
    multiple=True,
    metavar="KIND:NAME",
    help="What stops without it: package:pkg:npm/x, repository:, person:, organisation:, forge:. "
    "May be given several times.",
)
@click.option("--limit", type=click.IntRange(min=1), default=10, help="How many to look after.")
@group_option
@workspace_option
@json_option
@csv_option(
    ("", "commonweal.views.risk:SINGLE_POINTS"), ("--without", "commonweal.views.risk:WITHOUT")
)
@pager_option
def risk(
    *, gone: tuple[str, ...], limit: int, group: str, root: Path, as_json: bool, as_csv: bool
) -> None:
    """Show what to look after first, what stops with what, and how few people carry how much."""
    from commonweal.insight.risk import without  # noqa: PLC0415
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.surfaces.cli.shapes import risk as shapes  # noqa: PLC0415
    from commonweal.views import risk as view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root), group=group) as generation:
        if gone:
            answer = without(generation, _nodes(generation, gone))
        else:
            page = view.page(generation, limit=limit)
    if as_json:
        print_json(answer, shapes.Without) if gone else print_json(page, shapes.Risk)
    elif as_csv:
        print_csv(view.WITHOUT, answer) if gone else print_csv(view.SINGLE_POINTS, page)
    else:
        _print_without(answer) if gone else _print(page)


def _nodes(generation: "Reading", gone: Sequence[str]) -> "list[Node]":
    from commonweal.core.problem import InputMalformed  # noqa: PLC0415  after --help
    from commonweal.insight.risk import resolved  # noqa: PLC0415
    from commonweal.resilience.graph import KINDS, Node  # noqa: PLC0415

    found = []
    for text in gone:
        word, _, name = text.partition(":")
        kind = next((kind for kind in KINDS if kind == word), None)
        if kind is None or not name:
            raise InputMalformed(
                message("%(name)s is not KIND:NAME", name=text),
                fix=message(
                    "Write KIND:NAME, where KIND is one of: %(names)s.", names=", ".join(KINDS)
                ),
            )
        found.append(resolved(generation, Node(kind, name)))
    return found


def _print(page: "view.Page") -> None:
    summary = page.summary
    line(" ".join(map(translated, _people(summary))))
    if page.steps:
        click.echo()
        say("Do this first:")
        print_steps(page.steps)
    if page.more_steps:
        warn_counted(
            "... and %(num)s more; use --limit.",
            "... and %(num)s more; use --limit.",
            page.more_steps,
        )
    if page.single_points:
        click.echo()
        say("Single points of failure:")
        print_table(
            (word("Kind"), word("Gone"), word("Projects that stop"), word("Which")),
            [
                (
                    term(NODES, point.kind),
                    str(point.number or point.name),
                    str(point.impact.count),
                    _names(point.impact),
                )
                for point in page.single_points
            ],
            numbers=(2,),
        )
    for gone in page.people_gone:
        say_counted(
            "%(people)s gone: %(stop)s of %(num)s project stops (%(names)s).",
            "%(people)s gone: %(stop)s of %(num)s projects stop (%(names)s).",
            summary.entries,
            people=counted("%(num)s person", "%(num)s people", gone.people),
            stop=Number(gone.impact.count),
            names=printable(_names(gone.impact)),
        )
    unchecked = [coverage.ecosystem for coverage in page.coverage if not coverage.is_looked_up]
    if unchecked:
        warn(
            "Packages of these were NOT CHECKED for advisories: %(ecosystems)s.",
            ecosystems=", ".join(map(printable, unchecked)),
        )


def _people(summary: "Summary") -> "Iterator[Message]":
    """In how many projects few people are left; of what does not occur it says nothing."""
    yield counted(
        "In %(one_person)s of %(num)s project, only one of the people who wrote half of the code "
        "is active.",
        "In %(one_person)s of %(num)s projects, only one of the people who wrote half of the code "
        "is active.",
        summary.entries,
        one_person=Number(summary.one_person),
    )
    if summary.left:
        yield counted(
            "In %(num)s, none of these people has committed for a year.",
            "In %(num)s, none of these people has committed for a year.",
            summary.left,
        )
    if summary.core_unknown:
        yield counted(
            "For %(num)s, it is not known.",
            "For %(num)s, it is not known.",
            summary.core_unknown,
        )


def _names(impact: "Impact") -> str:
    names = ", ".join(name.name for name in impact.names)
    if not impact.more:
        return names
    return translated(
        counted(
            "%(names)s and %(num)s more", "%(names)s and %(num)s more", impact.more, names=names
        )
    )


def _print_without(answer: "Without") -> None:
    say_counted(
        "%(num)s of %(all)s stops.",
        "%(num)s of %(all)s stop.",
        answer.impact.count,
        all=counted("%(num)s project", "%(num)s projects", answer.entries),
    )
    if answer.development.count:
        names = printable(_names(answer.development))
        say("Used only for development or extras in: %(names)s.", names=names)
    if answer.repositories:
        print_table(
            (word("Project"), word("Repository"), word("Why"), word("Through")),
            [
                (repository.entry.name, repository.repository, repository.why, repository.through)
                for repository in answer.repositories
            ],
        )
