# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal compare`: a few projects or groups side by side."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import message
from commonweal.surfaces.cli._complete import complete, group_names, metric_ids, project_ids
from commonweal.surfaces.cli._forms import (
    TableCommand,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import field, line, say, translated, word
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import (
    figure_shown,
    metric_named,
    subject_named,
    workspace_option,
)
from commonweal.surfaces.cli._tables import print_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commonweal.insight.comparing import Compared, Judged
    from commonweal.insight.reading import Reading, Subject
    from commonweal.measures.definition import Metric
    from commonweal.views.compare import Page

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def _month(context: click.Context, parameter: click.Parameter, value: str) -> str:
    del context
    if value and not _MONTH.fullmatch(value):
        option = parameter.opts[0]
        raise click.UsageError(
            translated(message("Write the month of %(option)s as 2026-01.", option=option))
        )
    return value


def _names(context: click.Context) -> "Iterator[tuple[str, str]]":
    yield from project_ids(context)
    yield from group_names(context)


@click.command(cls=TableCommand)
@click.argument("names", nargs=-1, required=True, shell_complete=complete(_names))
@click.option(
    "--metric",
    "metric_names",
    multiple=True,
    shell_complete=complete(metric_ids),
    help="Only this metric; give it again for more. The default is all, and the standards.",
)
@click.option(
    "--since",
    metavar="MONTH",
    default="",
    callback=_month,
    help="Show months from this one on, such as 2024-01.",
)
@click.option(
    "--until", metavar="MONTH", default="", callback=_month, help="The last month to show."
)
@workspace_option
@json_option
@csv_option(
    ("", "commonweal.views.compare:COMPARED"),
    (message("--since or --until"), "commonweal.views.compare:MONTHS"),
)
@pager_option
def compare(
    *,
    names: tuple[str, ...],
    metric_names: tuple[str, ...],
    since: str,
    until: str,
    root: Path,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show two to six projects, repositories or groups (NAMES) side by side."""
    from commonweal.insight.comparing import FEWEST, MOST  # noqa: PLC0415  after --help
    from commonweal.surfaces.app import reading  # noqa: PLC0415
    from commonweal.views import compare as view  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    if not FEWEST <= len(set(names)) == len(names) <= MOST:
        raise click.UsageError(word("Name two to six different projects or groups."))
    if since and until and since > until:
        raise click.UsageError(word("--since is later than --until."))
    with reading(Workspace(root)) as generation:
        page = view.compare(
            generation,
            [_subject(generation, name) for name in names],
            metrics=[_metric(generation, name) for name in metric_names],
            since=since,
            until=until,
        )
    is_over_time = bool(since or until)
    if as_json:
        from commonweal.surfaces.cli.shapes.compare import Comparison  # noqa: PLC0415

        print_json(page, Comparison)
    elif as_csv:
        print_csv(view.MONTHS if is_over_time else view.COMPARED, page)
    elif is_over_time:
        _print_months(page)
    else:
        _print_now(page)


def _subject(generation: "Reading", name: str) -> "Subject":
    """A project or repository of this name, or a group where none has it."""
    from commonweal.core.near import id_named  # noqa: PLC0415  after --help
    from commonweal.insight.groups import titles_of_groups  # noqa: PLC0415

    group = id_named(name, titles_of_groups(generation))
    is_project = name in generation.subjects or f"project:{name}" in generation.subjects
    id_ = group if group and not is_project else subject_named(generation, name)
    return generation.subjects[id_]


def _metric(generation: "Reading", name: str) -> "Metric":
    from commonweal.views.metric import known_metric  # noqa: PLC0415  after --help

    return known_metric(generation, metric_named(generation, name))


def _heads(subjects: "Sequence[Subject]") -> list[str]:
    return [subject.name for subject in subjects]


def _print_now(page: "Page") -> None:
    rows = [row for topic in page.topics for row in topic.metrics]
    numbers = range(1, len(page.subjects) + 1)
    print_table(
        (word("metric"), *_heads(page.subjects)),
        [(_title(row), *(figure_shown(figure) for figure in row.figures)) for row in rows],
        numbers=numbers,
    )
    if page.standards:
        print_table(
            (word("controls met"), *_heads(page.subjects)),
            [_standard(row) for row in page.standards],
            numbers=numbers,
        )
    for subject in page.subjects:
        if subject.ends_at:
            say(
                "Numbers of %(name)s end on %(day)s: its copy is not newer.",
                name=subject.name,
                day=f"{subject.ends_at:%Y-%m-%d}",
            )


def _title(row: "Compared") -> str:
    title = field(row.metric.id, "title", row.metric.title)
    unit = field(row.metric.id, "unit", row.metric.unit)
    return f"{title} ({unit})"


def _standard(row: "Judged") -> tuple[str, ...]:
    return (
        field(row.standard.id, "short", row.standard.short),
        *(
            translated(message("%(met)s of %(all)s", met=standing.met, all=standing.applicable))
            if standing
            else word("does not apply")
            for standing in row.standings
        ),
    )


def _print_months(page: "Page") -> None:
    """One table for each metric that has a series: a row for each month."""
    numbers = range(1, len(page.subjects) + 1)
    rows = [row for topic in page.topics for row in topic.metrics if row.months]
    if not rows:
        say("None of these metrics has values by month.")
    for row in rows:
        line(_title(row))
        print_table(
            (word("month"), *_heads(page.subjects)),
            [
                (
                    months[0].period,
                    *(
                        word("not known")
                        if month.value is None
                        else f"{month.value:,.{row.metric.decimals}f}"
                        for month in months
                    ),
                )
                for months in zip(*row.months, strict=True)
            ],
            numbers=numbers,
        )
