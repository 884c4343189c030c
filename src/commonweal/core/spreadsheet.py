# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV that every program reads, and that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from commonweal.core.text import printable

# A spreadsheet takes text that starts so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(names: Iterable[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a line of names, then the rows, in UTF-8 as RFC 4180 asks for."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8", "backslashreplace")


def cell(value: object) -> object:
    """Write a value so that every program reads it as what it is; nothing where unknown."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return int(value) if value.is_integer() else value
        case datetime():
            return value.isoformat()
        case str():
            text = printable(value)
            return f"'{text}" if text.startswith(FORMULA) else text
        case _:
            return value
