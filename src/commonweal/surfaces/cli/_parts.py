# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What commands share: the workspace option, JSON, tables for people and for pipes."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import warn, word

if TYPE_CHECKING:
    from commonweal.insight.figures import Figure
    from commonweal.insight.reading import Reading

F = TypeVar("F", bound=Callable[..., object])


def workspace_option(command: F) -> F:
    """Add `--workspace`, the folder that holds `.commonweal`."""
    return click.option(
        "--workspace",
        "root",
        type=click.Path(file_okay=False, path_type=Path),
        default=".",
        help="Folder that holds .commonweal (default: this one).",
    )(command)


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")(
        command
    )


def subject_named(reading: "Reading", name: str) -> str:
    """The id of the subject that is judged under a name: a project, a repository, `portfolio`."""
    from commonweal.core.near import did_you_mean, id_named, near  # noqa: PLC0415  after --help
    from commonweal.insight.results import judged_as  # noqa: PLC0415

    for id_ in (f"project:{name}", name):
        if subject := reading.subjects.get(id_):
            return judged_as(reading, subject)
    ids = {id_: id_.removeprefix("project:") for id_ in reading.subjects}
    # A project comes before the repository of the same name.
    for kind in ("project", "repository"):
        titles = {
            id_: (ids[id_], subject.name)
            for id_, subject in reading.subjects.items()
            if subject.kind == kind
        }
        if found := id_named(name, titles):
            return judged_as(reading, reading.subjects[found])
    close = near(name, {ids[entry.id]: (entry.name,) for entry in reading.entries})
    known = ", ".join(printable(entry.name) for entry in reading.entries[:10])
    raise InputMissing(
        message("there is no project %(name)s", name=printable(name)),
        fix=did_you_mean(close) if close else message("There are: %(known)s ...", known=known),
    )


def standard_named(reading: "Reading", name: str) -> str:
    """The id of the standard that a name means; a name that is not known stays as it is."""
    from commonweal.core.near import id_named  # noqa: PLC0415  after --help
    from commonweal.standards.catalogue import titles_of  # noqa: PLC0415

    return id_named(name, titles_of(reading.standards)) or name


def metric_named(reading: "Reading", name: str) -> str:
    """The id of the metric that a name means; a name that is not known stays as it is."""
    from commonweal.core.near import id_named  # noqa: PLC0415  after --help
    from commonweal.measures.definition import titles_of  # noqa: PLC0415

    return id_named(name, titles_of(reading.by_id)) or name


def figure_shown(figure: "Figure") -> str:
    """A number as plain text, in words where it is not known."""
    from commonweal.views.status import spelled  # noqa: PLC0415  after --help

    return word("not known") if figure.value is None else spelled(figure)


def print_json(value: object, shape: Any) -> None:
    """Print one JSON document in the shape that is promised for it."""
    from commonweal.surfaces.cli.shapes import shaped  # noqa: PLC0415  after --help

    encoded = msgspec.json.encode(shaped(value, shape), enc_hook=str, order="deterministic")
    content = msgspec.json.format(encoded)
    click.echo(content.decode())


def print_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Iterable[int] = (),
    whole: Iterable[int] = (),
    spare: Iterable[int] = (),
) -> None:
    """A table on a terminal, tab-separated lines in a pipe.

    `numbers` are right-aligned columns, `whole` those whose names are never broken. Of `spare`
    columns the last are left out where a terminal has no room for them, and named below.
    """
    cleaned = [[printable(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        click.echo("\t".join(heads))
        for row in cleaned:
            click.echo("\t".join(row))
        return
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  only on a terminal
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    right, unbroken = frozenset(numbers), frozenset(whole)
    console = Console(highlight=False)
    widths = _longest_words(heads, cleaned)
    shown = _fitting(widths, frozenset(spare), console.width)
    is_whole = _together(widths, shown) <= console.width
    for position in shown:
        # A name that is cut cannot be used; it goes on in the next line.
        table.add_column(
            heads[position],
            justify="right" if position in right else "left",
            overflow="fold",
            no_wrap=position in unbroken,
            min_width=widths[position] if is_whole else None,
        )
    for row in cleaned:
        table.add_row(*(Text(row[position]) for position in shown))
    console.print(table)
    if hidden := [head for position, head in enumerate(heads) if position not in shown]:
        warn(
            "Not shown for want of room: %(heads)s. A wider terminal and --json show them.",
            heads=", ".join(hidden),
        )


def _fitting(widths: Sequence[int], spare: frozenset[int], width: int) -> list[int]:
    """The columns that fit without breaking a word: the last of the spare ones go first."""
    shown = list(range(len(widths)))
    while spare.intersection(shown) and _together(widths, shown) > width:
        shown.remove(max(spare.intersection(shown)))
    return shown


def _together(widths: Sequence[int], shown: Iterable[int]) -> int:
    # Three spaces stand between columns.
    return sum(widths[position] + 3 for position in shown)


def _longest_words(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    columns = zip(heads, *rows, strict=True)
    return [
        max((len(word) for cell in column for word in cell.split()), default=0)
        for column in columns
    ]
