# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""RIS, as reference managers exchange it."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    address,
    doi,
    names,
    released,
    text,
    texts,
    year_and_month,
)


def convert(citation: Mapping[str, Any]) -> str:
    """Write one record, a tag a line, closed by `ER`."""
    fields = [
        ("TY", "GEN"),
        ("AB", text(citation.get("abstract"))),
        *(("AU", name.inverted) for name in names(citation)),
        ("DA", released(citation)),
        ("DO", doi(citation)),
        *(("KW", keyword) for keyword in texts(citation, "keywords")),
        ("PY", year_and_month(citation)[0]),
        ("TI", text(citation.get("title"))),
        ("UR", address(citation)),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER\n"
