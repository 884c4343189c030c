# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Writing rows as immutable, content-addressed Parquet segments."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import Problem, WorkspaceDamaged
from commonweal.evidence.generation import SURVEY_AGAIN, Segment, sync_folder
from commonweal.evidence.interrupting import interruptible
from commonweal.evidence.tables import PROVENANCE, Table, tables

ROW_GROUP = 122_880


class EvidenceUnwritten(Problem):
    """The disk took no more."""


class QueryTooLarge(Problem):
    """A query takes more memory than it may, and cannot go on in files."""


@cache
def _row_struct(table: str) -> type[msgspec.Struct]:
    # A column that came last may be left out.
    return msgspec.defstruct(table, [(name, object, None) for name in tables()[table].columns])


def encoded(table: str, rows: Iterable[Sequence[object]]) -> tuple[int, bytes]:
    """Rows (values in column order, object ids in hexadecimal) as lines of JSON, and how many."""
    build = _row_struct(table)
    built = [build(*row) for row in rows]
    return len(built), msgspec.json.Encoder(enc_hook=_plain).encode_lines(built)


def _plain(value: object) -> str:
    """A sentence that may be translated is stored in English."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError


def _json_type(type_: str) -> str:
    # JSON has no bytes: object ids travel as hexadecimal.
    return type_.replace("BLOB", "VARCHAR")


def _stored(name: str, type_: str) -> str:
    match type_:
        case "BLOB":
            return f"unhex({name}) as {name}"
        case "BLOB[]":
            return f"list_transform({name}, lambda x: unhex(x)) as {name}"
        case _:
            return name


if TYPE_CHECKING:
    import duckdb


class SegmentWriter:
    """Turns rows into segments below one folder; safe to use from several processes.

    DuckDB is loaded when it is first needed, which takes longer than a survey
    that finds nothing new; `prepare` does it while something else is waited for.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.folder = folder
        self._threads = threads
        folder.mkdir(parents=True, exist_ok=True)

    @cached_property
    def _connection(self) -> "duckdb.DuckDBPyConnection":
        import duckdb  # noqa: PLC0415  see the class

        connection = duckdb.connect(
            config={
                "threads": self._threads,
                "memory_limit": "1GB",
                "preserve_insertion_order": True,
                # Beside the segments: where somebody calls it from is not ours to write in.
                "temp_directory": str(self.folder / ".spill"),
            }
        )
        # DuckDB takes a worker for a person at a prompt, and would print bars among the results.
        connection.execute("set enable_progress_bar = false")
        return connection

    def prepare(self) -> None:
        """Load DuckDB now."""
        self._connection.execute("select 1").fetchall()

    def write(
        self, table: str, owner: str, rows: Iterable[Sequence[object]], provenance: Sequence[object]
    ) -> Segment | None:
        """Write rows (values in column order, object ids in hexadecimal); None where no row came.

        `provenance` is source, collected at (ISO 8601), tool version.
        """
        count, lines = encoded(table, rows)
        return self.write_lines(table, owner, [lines], provenance) if count else None

    def write_lines(
        self, table: str, owner: str, lines: Iterable[bytes], provenance: Sequence[object]
    ) -> Segment | None:
        """Write rows that are lines of JSON already."""
        with self.spooled(tables()[table], lines, provenance) as select:
            return self.write_query(table, owner, select)

    @contextmanager
    def spooled(
        self, table: Table, lines: Iterable[bytes], provenance: Sequence[object]
    ) -> Iterator[str]:
        """Give the SQL that reads lines of JSON as rows of a table, for a while."""
        with tempfile.NamedTemporaryFile(suffix=".jsonl", dir=self.folder) as spool:
            spool.writelines(lines)
            spool.flush()
            yield self._select_spooled(table, spool.name, provenance)

    def _select_spooled(self, table: Table, file: str, provenance: Sequence[object]) -> str:
        shape = ", ".join(
            f"'{name}': '{_json_type(column.type)}'" for name, column in table.columns.items()
        )
        stored = ", ".join(_stored(name, column.type) for name, column in table.columns.items())
        origin = ", ".join(
            f"{_literal(value)}::{column.type} as {name}"
            for value, (name, column) in zip(provenance, PROVENANCE.items(), strict=True)
        )
        return (
            f"select {stored}, {origin} from read_json({_literal(file)}, "  # noqa: S608  our own names
            f"format = 'newline_delimited', columns = {{{shape}}}, maximum_object_size = 67108864)"
        )

    def write_query(self, table: str, owner: str, select: str) -> Segment | None:
        """Write what a query gives, in its order; None where it gives no row."""
        handle, name = tempfile.mkstemp(suffix=".part", dir=self.folder)
        os.close(handle)
        temporary = Path(name)
        try:
            with disk_reported(self.folder), self._reading() as connection:
                [(rows,)] = connection.execute(
                    f"copy ({select}) to {_literal(name)} "
                    f"(format parquet, compression zstd, row_group_size {ROW_GROUP})"
                ).fetchall()
            if not rows:
                return None
            return self._keep(temporary, table, owner, rows)
        finally:
            temporary.unlink(missing_ok=True)

    def _keep(self, temporary: Path, table: str, owner: str, rows: int) -> Segment:
        with temporary.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        size = temporary.stat().st_size
        final = segment_path(self.folder, digest)
        final.parent.mkdir(exist_ok=True)
        temporary.replace(final)
        sync_folder(final.parent)
        return Segment(table, owner, digest, rows, size)

    def combine(self, segments: Sequence[Segment], *, order: str = "") -> Segment | None:
        """Write several segments of one table and owner as one."""
        first = segments[0]
        ordered = f"order by {order}" if order else ""
        query = f"select * from {read_parquet(self.folder, segments)} {ordered}"  # noqa: S608
        return self.write_query(first.table, first.owner, query)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query of our own over `read_parquet`."""
        with self._reading() as connection:
            return connection.execute(sql).fetchall()

    def fetch(
        self, segments: Sequence[Segment], columns: str, *, owner: tuple[str, str] | None = None
    ) -> list[tuple[Any, ...]]:
        """Columns of segments (SQL of our own) in stored order; empty where there is no segment.

        `owner` is a column and whose rows are meant: those of others are left out.
        """
        if not segments:
            return []
        query = f"select {columns} from {read_parquet(self.folder, segments)}"  # noqa: S608
        if owner:
            query += f' where coalesce("{owner[0]}", $owner) = $owner'
        with self._reading() as connection:
            return connection.execute(query, {"owner": owner[1]} if owner else None).fetchall()

    def fetch_of(
        self, segments: Sequence[Segment], columns: str, column: str, owners: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """Columns of the rows whose `column` names one of `owners`, in stored order."""
        if not segments or not owners:
            return []
        query = (
            f"select {columns} from {read_parquet(self.folder, segments)} "  # noqa: S608  our own
            f'where "{column}" in ({sql_list(owners)})'
        )
        with self._reading() as connection:
            return connection.execute(query).fetchall()

    @contextmanager
    def _reading(self) -> "Iterator[duckdb.DuckDBPyConnection]":
        with damage_reported(self.folder), interruptible(self._connection):
            yield self._connection

    def close(self) -> None:
        """Release the connection."""
        if "_connection" in self.__dict__:
            self._connection.close()


@contextmanager
def damage_reported(folder: Path) -> Iterator[None]:
    """Say that the workspace is damaged where a segment is gone or is no Parquet any more."""
    import duckdb  # noqa: PLC0415  see SegmentWriter

    try:
        yield
    except duckdb.Error as error:
        # Of a damaged page DuckDB tells with its bare root class, of a value that is no text
        # any more by its bytes; else the file is named.
        is_damage = type(error) is duckdb.Error or "Invalid unicode" in str(error)
        if not is_damage and ".parquet" not in str(error):
            raise
        raise WorkspaceDamaged(
            message(
                "the evidence cannot be read: %(error)s", error=str(error).splitlines()[0][:300]
            ),
            fix=SURVEY_AGAIN,
            where=str(folder),
        ) from error


@contextmanager
def size_reported(limit: str) -> Iterator[None]:
    """Say that the evidence is too much for the memory that a query may take."""
    import duckdb  # noqa: PLC0415  see SegmentWriter

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise QueryTooLarge(
            message("a query over the evidence takes more than %(limit)s of memory", limit=limit),
            fix=message(
                "Leave out the repository with the most people in its history: it may be made to "
                "break its readers. Else use a machine with more memory."
            ),
        ) from error


@contextmanager
def disk_reported(folder: Path) -> Iterator[None]:
    """Say that evidence cannot be written where the disk is full or may not be written to."""
    import duckdb  # noqa: PLC0415  see SegmentWriter

    try:
        yield
    except (duckdb.IOException, OSError) as error:
        raise EvidenceUnwritten(
            message(
                "the evidence cannot be written: %(error)s", error=str(error).splitlines()[0][:300]
            ),
            fix=message(
                "Make room on the disk and run the same command again; the last generation "
                "stays as it was."
            ),
            where=str(folder),
        ) from error


def segment_path(folder: Path, sha256: str) -> Path:
    """Where a segment lies."""
    return folder / sha256[:2] / f"{sha256}.parquet"


def read_parquet(folder: Path, segments: Sequence[Segment]) -> str:
    """The SQL that reads segments of one table; file names are digests, nothing foreign is in it.

    Columns that the table did not have yet when a segment was written are null, and those
    that it has no more are left out.
    """
    files = ", ".join(_literal(str(segment_path(folder, segment.sha256))) for segment in segments)
    columns = {**tables()[segments[0].table].columns, **PROVENANCE}
    empty = ", ".join(f'null::{column.type} as "{name}"' for name, column in columns.items())
    listed = ", ".join(f'"{name}"' for name in columns)
    return (
        f"(select {listed} from (from read_parquet([{files}], union_by_name = true) "  # noqa: S608
        f"union all by name select {empty} where false))"
    )


def sql_list(values: Iterable[str]) -> str:
    """Values as SQL writes them in a list; a list of nothing holds no value."""
    return ", ".join(_literal(value) for value in values) or "null::VARCHAR"


def _literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
