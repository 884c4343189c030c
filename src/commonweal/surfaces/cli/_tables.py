# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tables for people: columns where a terminal has room for them, else a record a row."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import click

from commonweal.core.text import printable
from commonweal.surfaces.cli._language import terminal_width, warn, wrapped

# Three spaces stand between columns.
_BETWEEN = 3
# Prose in a narrower column is no sentence any more.
_PROSE = 24


def print_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Iterable[int] = (),
    prose: Iterable[int] = (),
    spare: Iterable[int] = (),
) -> None:
    """A table on a terminal, tab-separated lines in a pipe.

    `numbers` are right-aligned columns, `prose` those with sentences, which need some width.
    Of `spare` columns the last are left out where a terminal has no room for them, and named
    below. No word is ever broken: what has no room even so is printed row by row.
    """
    cleaned = [[printable(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        click.echo("\t".join(heads))
        for row in cleaned:
            click.echo("\t".join(row))
        return
    width = terminal_width(sys.stdout)
    least = _least(heads, cleaned, frozenset(prose))
    shown = _fitting(least, frozenset(spare), width)
    if _together(least, shown) > width:
        _print_records(heads, cleaned, width)
        return
    longest = _longest(heads, cleaned, lambda cell: [cell])
    room = width - _BETWEEN * len(shown)
    widths = _widths([least[p] for p in shown], [longest[p] for p in shown], room)
    _print_columns(heads, cleaned, dict(zip(shown, widths, strict=True)), frozenset(numbers))
    if hidden := [head for position, head in enumerate(heads) if position not in shown]:
        warn(
            "Not shown for want of room: %(heads)s. A wider terminal, --csv and --json show them.",
            heads=", ".join(hidden),
        )


def has_room(heads: Sequence[str], rows: Sequence[Sequence[str]], *, prose: Iterable[int]) -> bool:
    """Whether a table can be printed here without breaking a word; a pipe has room for all."""
    if not sys.stdout.isatty():
        return True
    widths = _least(heads, rows, frozenset(prose))
    return _together(widths, range(len(widths))) <= terminal_width(sys.stdout)


def _print_columns(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Mapping[int, int],
    numbers: frozenset[int],
) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  only on a terminal
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for position, width in widths.items():
        justify: Literal["left", "right"] = "right" if position in numbers else "left"
        table.add_column(heads[position], justify=justify, width=width)
    for row in rows:
        table.add_row(*(Text(row[position]) for position in widths))
    Console(highlight=False, width=terminal_width(sys.stdout)).print(table)


def _print_records(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> None:
    """A line for each cell that says something, the first of a row before the others."""
    for row in rows:
        click.echo()
        for position, (head, cell) in enumerate(zip(heads, row, strict=True)):
            if cell:
                click.echo(wrapped(f"{'  ' if position else ''}{head}: {cell}", width))
    click.echo()


def _fitting(widths: Sequence[int], spare: frozenset[int], width: int) -> list[int]:
    """The columns that fit without breaking a word: the last of the spare ones go first."""
    shown = list(range(len(widths)))
    while spare.intersection(shown) and _together(widths, shown) > width:
        shown.remove(max(spare.intersection(shown)))
    return shown


def _together(widths: Sequence[int], shown: Iterable[int]) -> int:
    return sum(widths[position] + _BETWEEN for position in shown)


def _widths(least: Sequence[int], longest: Sequence[int], room: int) -> list[int]:
    """Divide the room: no column below its least width, none above its longest cell."""
    widths = list(least)
    while (left := room - sum(widths)) > 0:
        wanting = [place for place, width in enumerate(widths) if width < longest[place]]
        if not wanting:
            break
        for place in wanting[:left]:
            widths[place] += 1
    return widths


def _least(heads: Sequence[str], rows: Sequence[Sequence[str]], prose: frozenset[int]) -> list[int]:
    """The least widths: of the longest word, and for prose of some words."""
    words = _longest(heads, rows, lambda cell: cell.split())
    cells = _longest(heads, rows, lambda cell: [cell])
    return [
        max(word, min(cell, _PROSE)) if position in prose else word
        for position, (word, cell) in enumerate(zip(words, cells, strict=True))
    ]


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
