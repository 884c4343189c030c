# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What commands share: the workspace option, JSON, tables for people and for pipes."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import terminal_width, warn, word

if TYPE_CHECKING:
    from commonweal.insight.figures import Figure
    from commonweal.insight.reading import Reading

# Three spaces stand between columns.
_BETWEEN = 3
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

    return word("not known") if figure.value is None else word(spelled(figure))


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
    console = Console(highlight=False, width=terminal_width(sys.stdout))
    words = _longest_words(heads, cleaned)
    shown = _fitting(words, frozenset(spare), console.width)
    room = console.width - _BETWEEN * len(shown)
    longest = _longest_cells(heads, cleaned)
    widths = _widths([words[position] for position in shown], [longest[p] for p in shown], room)
    for position, width in zip(shown, widths, strict=True):
        table.add_column(
            heads[position],
            justify="right" if position in right else "left",
            # A name that is cut cannot be used; it goes on in the next line.
            overflow="fold",
            no_wrap=position in unbroken and width >= words[position],
            width=width,
        )
    for row in cleaned:
        table.add_row(*(Text(row[position]) for position in shown))
    console.print(table)
    if hidden := [head for position, head in enumerate(heads) if position not in shown]:
        warn(
            "Not shown for want of room: %(heads)s. A wider terminal and --json show them.",
            heads=", ".join(hidden),
        )


def has_room(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, least: Mapping[int, int]
) -> bool:
    """Whether a table can be printed here without breaking a word; a pipe has room for all.

    `least` are columns that need more room than their longest word.
    """
    if not sys.stdout.isatty():
        return True
    widths = _longest_words(heads, rows)
    for position, width in least.items():
        widths[position] = max(widths[position], width)
    return _together(widths, range(len(widths))) <= terminal_width(sys.stdout)


def _fitting(widths: Sequence[int], spare: frozenset[int], width: int) -> list[int]:
    """The columns that fit without breaking a word: the last of the spare ones go first."""
    shown = list(range(len(widths)))
    while spare.intersection(shown) and _together(widths, shown) > width:
        shown.remove(max(spare.intersection(shown)))
    return shown


def _together(widths: Sequence[int], shown: Iterable[int]) -> int:
    return sum(widths[position] + _BETWEEN for position in shown)


def _widths(words: Sequence[int], longest: Sequence[int], room: int) -> list[int]:
    """Divide the room: no column below its longest word, none above its longest cell.

    What has no room for its words even so is broken where it is longest.
    """
    widths = list(words)
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    while (left := room - sum(widths)) > 0:
        wanting = [place for place, width in enumerate(widths) if width < longest[place]]
        if not wanting:
            break
        for place in wanting[:left]:
            widths[place] += 1
    return widths


def _longest_words(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return _longest(heads, rows, lambda cell: cell.split())


def _longest_cells(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    return _longest(heads, rows, lambda cell: [cell])


def _longest(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    parts: Callable[[str], Sequence[str]],
) -> list[int]:
    from rich.cells import cell_len  # noqa: PLC0415  only on a terminal

    columns = zip(heads, *rows, strict=True)
    return [
        max((cell_len(part) for cell in column for part in parts(cell)), default=1) or 1
        for column in columns
    ]
