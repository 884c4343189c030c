# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A reference in the style of the American Psychological Association."""

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

_PAIR = 2


def convert(citation: Mapping[str, Any]) -> str:
    """Write one line: authors, year, title, version, DOI, URL."""
    year, _ = year_and_month(citation)
    version = text(citation.get("version"))
    identifier, url = doi(citation), address(citation)
    parts = (
        _joined([_short(name) for name in names(citation)]),
        f"({year})." if year else "",
        text(citation.get("title")),
        f"(version {version})." if version else "",
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
