# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A reading of rows that a test gives: what it does not say of a row is empty."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from commonweal.evidence import Engine, Manifest, tables
from commonweal.insight.reading import Reading

SURVEYED_AT = datetime(2024, 6, 30, tzinfo=UTC)
_EMPTY: Mapping[str, object] = {"VARCHAR": "", "BLOB": b"", "BOOLEAN": False}

Rows = Sequence[Mapping[str, object]]


def given(options: Mapping[str, str] | None = None, **rows: Rows) -> Reading:
    """Give a reading of these rows of tables, by the names of their columns."""
    manifest = Manifest(1, SURVEYED_AT, "0", "0", dict(options or {}), ())
    filled = {table: [_row(table, row) for row in of] for table, of in rows.items()}
    return Reading(Engine(manifest=manifest, given=filled), ())


def _row(table: str, row: Mapping[str, object]) -> Sequence[object]:
    columns = tables()[table].columns
    assert set(row) <= set(columns), set(row) - set(columns)
    return [
        row.get(name, None if column.nullable else _empty(column.type))
        for name, column in columns.items()
    ]


def _empty(type_: str) -> object:
    return [] if type_.endswith("[]") else _EMPTY.get(type_, 0)


def repositories(*ids: str, origin: str | None = None) -> Rows:
    """Give repositories that were read, each an entry of its own."""
    return [
        {"repository_id": id_, "name": id_, "locator": id_, "is_read": True, "origin": origin,
         "head_commit": "a" * 40, "family_id": id_}
        for id_ in ids
    ]  # fmt: skip
