# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""BibTeX."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    Name,
    address,
    doi,
    names,
    text,
    year_and_month,
)


def convert(citation: Mapping[str, Any]) -> str:
    """Write one entry; braces of its own keep the name of an organisation in one piece."""
    year, month = year_and_month(citation)
    fields = {
        "author": " and ".join(_author(name) for name in names(citation)),
        "doi": doi(citation),
        "month": month,
        "title": text(citation.get("title")),
        "url": address(citation),
        "year": year,
    }
    lines = [f"{key} = {{{value}}}" for key, value in fields.items() if value]
    return "@misc{YourReferenceHere,\n" + ",\n".join(lines) + "\n}\n"


def _author(name: Name) -> str:
    return name.inverted if name.is_person else f"{{{name.inverted}}}"
