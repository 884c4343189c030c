# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The one engine: DuckDB over a generation's Parquet, every result read to its end."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence.generation import Manifest
from commonweal.evidence.segments import damage_told, read_parquet
from commonweal.evidence.tables import PROVENANCE, Table, tables

if TYPE_CHECKING:
    import duckdb

# Every view of history joins it: computed once, it is a plain table of integers.
MATERIALISED = frozenset({"membership"})
# So many rows are handed over at once.
_ROWS_OF_INSERT = 20_000


class Engine:
    """Queries over one generation, or over empty tables where `manifest` is None.

    Stored tables are singular (`commit`); measures read the plural views of
    `evidence/views` (`commits`), whose `repository_id` is a *subject*: a
    repository, a project or the portfolio. A commit counts once per subject.
    """

    def __init__(
        self, folder: Path | None = None, manifest: Manifest | None = None, *, threads: int = 2
    ) -> None:
        self.manifest = manifest
        self._folder = folder or Path()
        import duckdb  # noqa: PLC0415  a survey that finds nothing new needs no engine

        self._connection = duckdb.connect(
            config={
                "threads": threads,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        self._connection.execute("set global timezone = 'UTC'")  # for every cursor
        with damage_told(self._folder):
            for table in tables().values():
                self._connection.execute(_table_sql(table, folder, manifest))
            for name, sql in view_definitions():
                kind = "table" if name in MATERIALISED else "view"
                self._connection.execute(f"create {kind} {name} as {sql}")
        self._connection.execute("create schema offered")

    @contextmanager
    def _cursor(self) -> Iterator["duckdb.DuckDBPyConnection"]:
        # In DuckDB 2.0 an unread result blocks its connection, so each query has its own.
        with damage_told(self._folder), self._connection.cursor() as cursor:
            cursor.execute("set search_path = 'offered,main'")
            yield cursor

    def rows(self, sql: str, **parameters: object) -> list[tuple[Any, ...]]:
        """Run one query with bound parameters on a cursor of its own and read it to the end."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or None).fetchall()

    def records(self, sql: str, **parameters: object) -> list[dict[str, Any]]:
        """Like `rows`, each row by column name."""
        with self._cursor() as cursor:
            result = cursor.execute(sql, parameters or None)
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def columns(self, relation: str) -> dict[str, str]:
        """Column names and DuckDB types of a table or view."""
        rows = self.rows(
            "select column_name, data_type from duckdb_columns() "
            "where table_name = $name and schema_name = 'main' order by column_index",
            name=relation,
        )
        return dict(rows)

    @contextmanager
    def relation(
        self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]
    ) -> Iterator[None]:
        """Offer rows as a table of this name for a while; shadows a view of the same name."""
        shape = ", ".join(f'"{column}" {type_}' for column, type_ in columns.items())
        self._connection.execute(f'create or replace table offered."{name}" ({shape})')
        try:
            # A list a column: binding single values would take a millisecond for twenty rows.
            marks = ", ".join(f"unnest(?::{type_}[])" for type_ in columns.values())
            for start in range(0, len(rows), _ROWS_OF_INSERT):
                chunk = rows[start : start + _ROWS_OF_INSERT]
                self._connection.execute(
                    f'insert into offered."{name}" select {marks}',
                    [list(column) for column in zip(*chunk, strict=True)],
                )
            yield
        finally:
            self._connection.execute(f'drop table offered."{name}"')

    @contextmanager
    def derived(self, name: str, sql: str) -> Iterator[None]:
        """Offer what a query gives as a table of this name for a while, without reading it out."""
        with self._cursor() as cursor:
            cursor.execute(f'create or replace table offered."{name}" as {sql}')
        try:
            yield
        finally:
            self._connection.execute(f'drop table offered."{name}"')

    @contextmanager
    def materialised(self, *views: str) -> Iterator[None]:
        """Hold views as tables for a while, where many queries will read the same rows."""
        try:
            for view in views:
                self._connection.execute(
                    f'create or replace table offered."{view}" as select * from main."{view}"'  # noqa: S608  our own names
                )
            yield
        finally:
            for view in views:
                self._connection.execute(f'drop table if exists offered."{view}"')

    def close(self) -> None:
        """Release the connection."""
        self._connection.close()


def _table_sql(table: Table, folder: Path | None, manifest: Manifest | None) -> str:
    segments = manifest.of_table(table.name) if manifest else ()
    if segments and folder:
        source = read_parquet(folder, segments)
        return f'create view "{table.name}" as select * from {source}'  # noqa: S608  digests only
    columns = {**table.columns, **PROVENANCE}
    shape = ", ".join(f'"{name}" {column.type}' for name, column in columns.items())
    return f'create table "{table.name}" ({shape})'


@functools.cache
def view_definitions() -> tuple[tuple[str, str], ...]:
    """Views in the order in which they may be created: file names start with a number."""
    folder = resources.files(__package__) / "views"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    found = []
    for file in files:
        _, _, name = file.name.removesuffix(".sql").partition("_")
        if not name.isidentifier():
            raise WorkspaceDamaged(f"view file {file.name} has no name")
        found.append((name, file.read_text(encoding="utf-8")))
    return tuple(found)
