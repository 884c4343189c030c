# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The forms of a result for programs: one JSON document, or the table as CSV."""

import importlib
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commonweal.core.message import message
from commonweal.surfaces.cli._language import translated, word

if TYPE_CHECKING:
    from commonweal.views.definition import Table

F = TypeVar("F", bound=Callable[..., object])
# What was asked for, in the notes of the command line that is being read.
_ASKED = "commonweal.form"


class CsvOption(click.Option):
    """The option `--csv` of a command, which knows the tables that are printed.

    `tables` gives for each how the command is called ("" without arguments), and where the
    table is: `commonweal.views.metrics:METRICS`. It is looked up where the help is printed.
    """

    def __init__(
        self, *arguments: Any, tables: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.tables = tables

    def described(self) -> Iterable[tuple[str, Sequence[tuple[str, str]]]]:
        """Give each way to call the command with the columns: their names, what they say."""
        for called, place in self.tables:
            module, _, name = place.partition(":")
            table: Table = getattr(importlib.import_module(module), name)
            columns = table.columns(None)
            yield called, [(column.name, translated(column.help)) for column in columns]


class _WithColumns(click.Command):
    """Tells in its help which columns its CSV has."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a list of columns for each table."""
        super().format_epilog(ctx, formatter)
        for option in self.params:
            if isinstance(option, CsvOption):
                for called, columns in option.described():
                    with formatter.section(_title(called)):
                        formatter.write_dl(columns)


def _title(called: str) -> str:
    if not called:
        return word("Columns of --csv")
    return translated(message("Columns of --csv with %(arguments)s", arguments=called))


class TableCommand(_WithColumns):
    """A command that prints tables."""


class TableGroup(_WithColumns, click.Group):
    """A group of commands that prints a table itself."""


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        callback=_alone,
        help="One JSON document on stdout.",
    )(command)


def csv_option(*tables: tuple[str, str]) -> Callable[[F], F]:
    """Add `--csv` for tables, as `CsvOption.tables` names them."""

    def added(command: F) -> F:
        return click.option(
            "--csv",
            "as_csv",
            is_flag=True,
            cls=CsvOption,
            tables=tables,
            callback=_alone,
            help="The table as CSV on stdout.",
        )(command)

    return added


def _alone(context: click.Context, parameter: click.Parameter, value: bool) -> bool:  # noqa: FBT001
    """Refuse a second form: a program could read neither."""
    if value:
        first = context.meta.setdefault(_ASKED, parameter.name)
        if first != parameter.name:
            raise click.UsageError(word("--json and --csv exclude each other: name one of them."))
    return value


def print_json(value: object, shape: Any) -> None:
    """Print one JSON document in the shape that is promised for it."""
    import msgspec  # noqa: PLC0415  after --help

    from commonweal.surfaces.cli.shapes import shaped  # noqa: PLC0415

    encoded = msgspec.json.encode(shaped(value, shape), enc_hook=str, order="deterministic")
    click.echo(msgspec.json.format(encoded).decode())


def print_csv(table: "Table", page: object, rows: Iterable[object] | None = None) -> None:
    """Print the table of a page; `rows` are those of all pages, where the page shows some."""
    from commonweal.core.spreadsheet import written  # noqa: PLC0415  after --help

    columns = table.columns(page)
    content = written(
        (column.name for column in columns),
        (
            [column.value(row) for column in columns]
            for row in (table.rows(page) if rows is None else rows)
        ),
    )
    if sys.stdout.isatty():
        # A terminal shows a return before the end of a line as a sign of its own.
        click.echo(content.decode().replace("\r\n", "\n"), nl=False)
    else:
        click.echo(content, nl=False)
