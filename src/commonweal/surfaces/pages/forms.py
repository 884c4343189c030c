# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A page as data: JSON of what it shows, and CSV of its table."""

from collections.abc import Iterator, Sequence

import msgspec

from commonweal.core import spreadsheet
from commonweal.surfaces.pages.wording import Wording
from commonweal.views.definition import Column, Definition

VERSION = 1


class Forms:
    """The forms of one page; `all_rows` are those of all pages of its table, where it has more."""

    def __init__(
        self,
        wording: Wording,
        definition: Definition,
        page: msgspec.Struct,
        all_rows: Sequence[object] | None,
    ) -> None:
        self._wording, self._definition = wording, definition
        self._page, self._all_rows = page, all_rows
        table = definition.table
        self._columns: tuple[Column, ...] = table.columns(page) if table else ()

    def json(self, address: str) -> bytes:
        """Give a document with the page's id, its address, its columns and its content."""
        columns = [
            {"name": column.name, "help": self._wording.plain(column.help)}
            for column in self._columns
        ]
        document = {
            "version": VERSION,
            "page": self._definition.id,
            "address": address,
            "columns": columns,
            "content": self._rows_alone() if self._definition.is_table_alone else self._page,
        }
        return msgspec.json.encode(document, enc_hook=str) + b"\n"

    def _rows_alone(self) -> list[dict[str, object]]:
        table = self._definition.table
        rows = table.rows(self._page) if table else ()
        return [{column.name: column.value(row) for column in self._columns} for row in rows]

    def csv(self) -> bytes:
        """Give the table with a line of names, as RFC 4180 writes it."""
        return spreadsheet.written((column.name for column in self._columns), self._rows())

    def _rows(self) -> Iterator[list[object]]:
        table = self._definition.table
        rows = table.rows(self._page) if table and self._all_rows is None else self._all_rows
        for row in rows or ():
            yield [column.value(row) for column in self._columns]
