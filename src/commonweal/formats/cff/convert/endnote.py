# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""EndNote's tagged text."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    address,
    cited,
    doi,
    names,
    text,
    texts,
    year_and_month,
)
from commonweal.formats.cff.convert._work import booktitle, entity, kind_of, number, pages


def convert(citation: Mapping[str, Any]) -> str:
    """Write one record, a tag a line."""
    work = cited(citation)
    fields = [
        ("0", kind_of(work).endnote),
        *(("A", name.inverted) for name in names(work)),
        ("B", booktitle(work)),
        ("D", year_and_month(work)[0]),
        ("I", entity(work, "publisher")),
        ("J", text(work.get("journal"))),
        *(("K", keyword) for keyword in texts(work, "keywords")),
        ("N", number(work)),
        ("P", pages(work)),
        ("R", doi(work)),
        ("T", text(work.get("title"))),
        ("U", address(work)),
        ("V", text(work.get("volume"))),
    ]
    return "".join(f"%{tag} {value}\n" for tag, value in fields if value)
