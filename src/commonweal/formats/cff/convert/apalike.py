# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A reference in the style of the American Psychological Association."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    Name,
    address,
    cited,
    doi,
    names,
    text,
    year_and_month,
)

_PAIR = 2


def convert(citation: Mapping[str, Any]) -> str:
    """Write one line: authors, year, title, version, DOI, URL."""
    work = cited(citation)
    year, _ = year_and_month(work)
    version, journal = text(work.get("version")), text(work.get("journal"))
    identifier, url = doi(work), address(work)
    parts = (
        _joined([_short(name) for name in names(work)]),
        f"({year})." if year else "",
        text(work.get("title")),
        f"(version {version})." if version else "",
        f"{journal}." if journal else "",
        f"DOI: {identifier}" if identifier else "",
        f"URL: {url}" if url else "",
    )
    return " ".join(part for part in parts if part) + "\n"


def _short(name: Name) -> str:
    if not name.family:
        return name.inverted
    initials = "".join(f"{part[0]}." for part in name.given.split())
    return " ".join(part for part in (name.family, initials) if part)


def _joined(authors: list[str]) -> str:
    if len(authors) <= _PAIR:
        return " and ".join(authors)
    return f"{', '.join(authors[:-1])}, and {authors[-1]}"
