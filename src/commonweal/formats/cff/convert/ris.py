# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""RIS, as reference managers exchange it."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    address,
    cited,
    doi,
    names,
    released,
    text,
    texts,
    year_and_month,
)
from commonweal.formats.cff.convert._work import booktitle, entity, kind_of, number, pages


def convert(citation: Mapping[str, Any]) -> str:
    """Write one record, a tag a line, closed by `ER`."""
    work = cited(citation)
    fields = [
        ("TY", kind_of(work).ris),
        ("AB", text(work.get("abstract"))),
        *(("AU", name.inverted) for name in names(work)),
        ("DA", released(work)),
        ("DO", doi(work)),
        *(("KW", keyword) for keyword in texts(work, "keywords")),
        ("IS", number(work)),
        ("JO", text(work.get("journal"))),
        ("PB", entity(work, "publisher")),
        ("PY", year_and_month(work)[0]),
        ("SP", pages(work)),
        ("T2", booktitle(work)),
        ("TI", text(work.get("title"))),
        ("UR", address(work)),
        ("VL", text(work.get("volume"))),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in fields if value) + "ER\n"
