# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""EndNote's tagged text."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    address,
    doi,
    names,
    text,
    texts,
    year_and_month,
)


def convert(citation: Mapping[str, Any]) -> str:
    """Write one record, a tag a line."""
    fields = [
        ("0", "Generic"),
        *(("A", name.inverted) for name in names(citation)),
        ("D", year_and_month(citation)[0]),
        *(("K", keyword) for keyword in texts(citation, "keywords")),
        ("R", doi(citation)),
        ("T", text(citation.get("title"))),
        ("U", address(citation)),
    ]
    return "".join(f"%{tag} {value}\n" for tag, value in fields if value)
