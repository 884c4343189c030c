# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Write `rows.py` from the table definitions: `python -m commonweal.evidence.document`."""

import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from commonweal.evidence.tables import Column, Table, tables

_HEAD = '''\
# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A row of each evidence table. Made from `tables/*.toml`: change them, and make this anew.

`python -m commonweal.evidence.document > src/commonweal/evidence/rows.py`. Object ids are
hexadecimal here and bytes in the store; moments are aware.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
'''
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "BIGINT": "int",
        "BLOB": "str",
        "BLOB[]": "Sequence[str]",
        "BOOLEAN": "bool",
        "DOUBLE": "float",
        "INTEGER": "int",
        "SMALLINT": "int",
        "TIMESTAMP": "datetime",
        "UTINYINT": "int",
        "VARCHAR": "str",
        "VARCHAR[]": "Sequence[str]",
    }
)


def class_name(table: str) -> str:
    """`tree_file` becomes `TreeFileRow`."""
    return "".join(word.capitalize() for word in table.split("_")) + "Row"


def rows_module() -> str:
    """The whole of `rows.py`."""
    return _HEAD + "".join("\n" + "\n".join(_class(table)) for table in tables().values())


def _class(table: Table) -> Iterator[str]:
    yield ""
    yield f"class {class_name(table.name)}(NamedTuple):"
    yield f'    """{table.title}"""'
    yield ""
    for name, column in table.columns.items():
        yield f"    {name}: {_type(column)}"
    yield ""


def _type(column: Column) -> str:
    return _TYPES[column.type] + (" | None" if column.nullable else "")


if __name__ == "__main__":
    sys.stdout.write(rows_module())
