# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The one engine: DuckDB over a generation's Parquet, every result read to its end."""

import itertools
import os
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonweal.evidence.generation import Manifest, Segment
from commonweal.evidence.interrupting import interruptible
from commonweal.evidence.part import (
    REPOSITORIES,
    SUBJECTS,
    WHOLE,
    Part,
    restricted,
    rows_of_part,
)
from commonweal.evidence.relations import derived, needed_by, view_definitions
from commonweal.evidence.segments import damage_reported, read_parquet, size_reported
from commonweal.evidence.tables import PROVENANCE, tables

if TYPE_CHECKING:
    import duckdb

# Every view of history joins it: computed once, it is a plain table of integers.
MATERIALISED = frozenset({"membership"})
# With more than this DuckDB goes on in files beside the segments, and the machine stays usable.
MEMORY = "1GB"
# Up to this size a stored table is read once and held: a query of a view opens its files again
# wherever the view is named, which takes longer than such a query itself.
_HELD_ROWS, _HELD_BYTES = 10_000, 100_000
# Under this option a manifest says by which queries its derived tables were made.
DERIVED = "derived"
_SPILL = "spill-"
# How a group is called as a subject.
_GROUP = "'group:' || kind || '/' || name"
# So many rows are handed over at once.
_ROWS_OF_INSERT = 20_000
_numbers = itertools.count(1)


class Engine:
    """Queries over one generation, or over empty tables where `manifest` is None.

    `given` are rows of tables that are not stored with the evidence, such as answers. Of a
    `part` of the portfolio the engine shows only that, as if it were all.
    Stored tables are singular (`commit`); measures read the plural views of
    `evidence/views` (`commits`), whose `repository_id` is a *subject*: a
    repository, a project or the portfolio. A commit counts once per subject.

    A relation is made when a query first names it, so that opening costs nothing.
    """

    def __init__(
        self,
        folder: Path | None = None,
        manifest: Manifest | None = None,
        *,
        threads: int = 2,
        memory: str = MEMORY,
        given: Mapping[str, Sequence[Sequence[object]]] | None = None,
        part: Part | None = None,
    ) -> None:
        self.manifest = manifest
        self._folder = folder or Path()
        self._threads, self._memory = threads, memory
        self._part = part
        self._given = _given_of(part, given or {}) if part else given or {}
        self._segments: dict[str, list[Segment]] = {}
        for segment in manifest.segments if manifest and folder else ():
            self._segments.setdefault(segment.table, []).append(segment)
        made_by = manifest.options.get(DERIVED, "").split() if manifest else ()
        self._stored = frozenset(
            name for name, digest in derived().items() if f"{name}={digest}" in made_by
        )
        self._spill = folder.parent / f"{_SPILL}{os.getpid()}-{next(_numbers)}" if folder else None
        self._made: set[str] = set()
        self._making = threading.RLock()
        self._opened: duckdb.DuckDBPyConnection | None = None
        self._is_closed = False

    def is_given(self, table: str) -> bool:
        """Whether rows of a table were handed over that are not stored with the evidence."""
        return bool(self._given.get(table))

    @property
    def _connection(self) -> "duckdb.DuckDBPyConnection":
        with self._making:
            if self._is_closed:
                raise ValueError("this engine was closed")
            if self._opened is None:
                self._opened = self._connect()
            return self._opened

    def _execute(self, sql: str, parameters: object = None) -> None:
        with (
            damage_reported(self._folder),
            size_reported(self._memory),
            interruptible(self._connection),
        ):
            self._connection.execute(sql, parameters)

    def _connect(self) -> "duckdb.DuckDBPyConnection":
        import duckdb  # noqa: PLC0415  a survey that finds nothing new needs no engine

        connection = duckdb.connect(
            config={
                "threads": self._threads,
                "memory_limit": self._memory,
                "temp_directory": str(self._spill or ""),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        connection.execute("set global timezone = 'UTC'")  # for every cursor
        connection.execute("set enable_progress_bar = false")  # see `segments`
        connection.execute("create schema offered")
        if self._part:
            _name_part(connection, self._part)
        return connection

    def within(self, subject_id: str) -> "Engine":
        """Open another engine over the part of the portfolio that a group is."""
        projects = f"select project_id from project_group where {_GROUP} = $subject_id"  # noqa: S608
        repositories = self.rows(
            "select distinct repository_id from project "  # noqa: S608  our own
            f"where project_id in ({projects}) order by all",
            subject_id=subject_id,
        )
        of_projects = self.rows(f"{projects} order by all", subject_id=subject_id)
        ids = tuple(id_ for (id_,) in repositories)
        subjects = (*ids, *(f"project:{id_}" for (id_,) in of_projects))
        return Engine(
            self._folder,
            self.manifest,
            threads=self._threads,
            memory=self._memory,
            given=self._given,
            part=Part(subject_id, ids, subjects),
        )

    def _make(self, sql: str) -> None:
        """Make the relations that a query needs and that are not there yet."""
        needed = needed_by(sql, self._stored)
        if self._made.issuperset(needed):
            return
        with self._making, damage_reported(self._folder):
            for name in needed:
                if name not in self._made:
                    if self._part and name in restricted() and name in self._segments:
                        self._make(restricted()[name])
                        self._execute(f'create view "{WHOLE}{name}" as {self._source(name)}')
                    self._execute(self._definition(name))
                    if rows := self._given.get(name):
                        self._fill(f'main."{name}"', _columns_of(name), rows)
                    self._made.add(name)

    def _definition(self, name: str) -> str:
        view = None if name in self._stored else dict(view_definitions()).get(name)
        if view is None:
            return self._table(name)
        if name in tables():
            origin = ", ".join(
                f"null::{definition.type} as {key}" for key, definition in PROVENANCE.items()
            )
            return f'create view "{name}" as select *, {origin} from ({view})'  # noqa: S608  our own
        return f"create {'table' if name in MATERIALISED else 'view'} {name} as {view}"

    def _table(self, name: str) -> str:
        if segments := self._segments.get(name):
            kind = "table" if _are_few(segments) else "view"
            return f'create {kind} "{name}" as {self._rows_of_table(name)}'
        columns = {**tables()[name].columns, **PROVENANCE}
        shape = ", ".join(f'"{column}" {definition.type}' for column, definition in columns.items())
        return f'create table "{name}" ({shape})'

    def _rows_of_table(self, name: str) -> str:
        if not self._part:
            return self._source(name)
        if name in restricted():
            return restricted()[name]
        return rows_of_part(name, tables()[name], f"({self._source(name)})")

    def _source(self, name: str) -> str:
        return f"select * from {read_parquet(self._folder, self._segments[name])}"  # noqa: S608

    @contextmanager
    def _cursor(self, sql: str) -> Iterator["duckdb.DuckDBPyConnection"]:
        self._make(sql)
        # In DuckDB 2.0 an unread result blocks its connection, so each query has its own.
        with (
            damage_reported(self._folder),
            size_reported(self._memory),
            self._connection.cursor() as cursor,
            interruptible(cursor),
        ):
            cursor.execute("set search_path = 'offered,main'")
            yield cursor

    def rows(self, sql: str, **parameters: object) -> list[tuple[Any, ...]]:
        """Run one query with bound parameters on a cursor of its own and read it to the end."""
        with self._cursor(sql) as cursor:
            return cursor.execute(sql, parameters or None).fetchall()

    def records(self, sql: str, **parameters: object) -> list[dict[str, Any]]:
        """Like `rows`, each row by column name."""
        with self._cursor(sql) as cursor:
            result = cursor.execute(sql, parameters or None)
            names = [column[0] for column in result.description or ()]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def columns(self, relation: str) -> dict[str, str]:
        """Column names and DuckDB types of a table or view."""
        self._make(relation)
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
        try:
            self.offer_rows(name, columns, rows)
            yield
        finally:
            self._execute(f'drop table if exists offered."{name}"')

    def offer_rows(
        self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]
    ) -> None:
        """Offer rows as a table of this name until the engine is closed."""
        shape = ", ".join(f'"{column}" {type_}' for column, type_ in columns.items())
        self._execute(f'create or replace table offered."{name}" ({shape})')
        self._fill(f'offered."{name}"', columns, rows)

    def _fill(
        self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]
    ) -> None:
        # A list a column: binding single values would take a millisecond for twenty rows.
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join(f"unnest(?::{type_}[])" for type_ in columns.values())
        for start in range(0, len(rows), _ROWS_OF_INSERT):
            chunk = rows[start : start + _ROWS_OF_INSERT]
            self._execute(
                f"insert into {table} ({names}) select {marks}",
                [list(column) for column in zip(*chunk, strict=True)],
            )

    def offer(self, name: str, sql: str, **parameters: object) -> None:
        """Offer what a query gives as a table of this name until the engine is closed."""
        with self._cursor(sql) as cursor:
            cursor.execute(f'create or replace table offered."{name}" as {sql}', parameters or None)

    @contextmanager
    def derived(self, name: str, sql: str, **parameters: object) -> Iterator[None]:
        """Offer what a query gives as a table of this name for a while, without reading it out."""
        self.offer(name, sql, **parameters)
        try:
            yield
        finally:
            self._execute(f'drop table offered."{name}"')

    def add(self, name: str, sql: str, **parameters: object) -> None:
        """Add what a query gives to a table that is offered, without reading it out."""
        with self._cursor(sql) as cursor:
            cursor.execute(f'insert into offered."{name}" {sql}', parameters or None)

    @contextmanager
    def exported(self, sql: str, **parameters: object) -> Iterator[Path]:
        """Hand over what a query gives as a Parquet file, for a while, without reading it out."""
        if self._spill is None:
            raise ValueError("an engine without a folder has no place for files")
        self._spill.mkdir(exist_ok=True)
        file = self._spill / f"{next(_numbers)}.parquet"
        try:
            with self._cursor(sql) as cursor:
                cursor.execute(f"copy ({sql}) to '{_quoted(file)}' (format parquet)", parameters)
            yield file
        finally:
            file.unlink(missing_ok=True)

    @contextmanager
    def materialised(self, *views: str) -> Iterator[None]:
        """Hold views as tables for a while, where many queries will read the same rows."""
        try:
            for view in views:
                self._make(view)
                self._execute(
                    f'create or replace table offered."{view}" as select * from main."{view}"'  # noqa: S608  our own names
                )
            yield
        finally:
            for view in views:
                self._execute(f'drop table if exists offered."{view}"')

    def close(self) -> None:
        """Release the connection, and what it put on the disk; the engine is of no use any more."""
        self._is_closed = True
        if self._opened is not None:
            self._opened.close()
        if self._spill is not None:
            shutil.rmtree(self._spill, ignore_errors=True)


def _given_of(
    part: Part, given: Mapping[str, Sequence[Sequence[object]]]
) -> dict[str, Sequence[Sequence[object]]]:
    """What was handed over about subjects of a part; other tables are left out."""
    subjects = frozenset(part.subject_ids)
    return {
        table: [row for row in rows if row[[*_columns_of(table)].index("subject_id")] in subjects]
        for table, rows in given.items()
        if "subject_id" in _columns_of(table)
    }


def _name_part(connection: "duckdb.DuckDBPyConnection", part: Part) -> None:
    connection.execute(
        f"create table {REPOSITORIES} as select unnest($ids::varchar[]) as id",
        {"ids": list(part.repository_ids)},
    )
    shown = part.shown()
    connection.execute(
        f"create table {SUBJECTS} as select unnest($ids::varchar[]) as id, "
        "unnest($shown::varchar[]) as shown",
        {"ids": list(shown), "shown": list(shown.values())},
    )


def _are_few(segments: Sequence[Segment]) -> bool:
    return (
        sum(segment.rows for segment in segments) <= _HELD_ROWS
        and sum(segment.bytes for segment in segments) <= _HELD_BYTES
    )


def _columns_of(name: str) -> dict[str, str]:
    """Columns of a stored table with their types, without those of its origin."""
    table = tables().get(name)
    return (
        {column: definition.type for column, definition in table.columns.items()} if table else {}
    )


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")


def remove_spills(folder: Path) -> None:
    """Remove what engines over these segments left on the disk when they were killed."""
    for left in folder.parent.glob(f"{_SPILL}*"):
        process = left.name.removeprefix(_SPILL).partition("-")[0]
        if process.isdigit() and not _runs(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
