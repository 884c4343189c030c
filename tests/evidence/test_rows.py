# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rows are what the table definitions say."""

from importlib import resources

from commonweal.evidence import rows, tables
from commonweal.evidence.document import class_name, rows_module


def test_the_module_of_rows_is_the_one_that_the_definitions_give() -> None:
    written = (resources.files("commonweal.evidence") / "rows.py").read_text(encoding="utf-8")

    assert written == rows_module(), "python -m commonweal.evidence.document > .../rows.py"


def test_every_table_has_a_row_with_its_columns_in_order() -> None:
    fields = {name: getattr(rows, class_name(name))._fields for name in tables()}

    assert fields == {name: tuple(table.columns) for name, table in tables().items()}


def test_what_may_be_null_says_when_in_its_help_or_is_told_by_its_table() -> None:
    """A column whose help speaks of null is nullable."""
    wrong = [
        f"{table.name}.{name}"
        for table in tables().values()
        for name, column in table.columns.items()
        if "null" in column.help and not column.nullable
    ]

    assert wrong == []


def test_owners_are_columns_of_their_tables() -> None:
    owned = {name: table.owner for name, table in tables().items() if table.owner}

    assert {"commit": "family_id", "tree_file": "repository_id"}.items() <= owned.items()
    assert all(owner in tables()[name].columns for name, owner in owned.items())
