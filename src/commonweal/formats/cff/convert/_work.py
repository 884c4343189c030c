# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a work that is cited in place of the software adds: its kind, and where it appeared."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from commonweal.formats.cff.convert._citation import text


class Kind(NamedTuple):
    """How the formats call a kind of work."""

    bibtex: str = "misc"
    ris: str = "GEN"
    endnote: str = "Generic"


_NONE = Kind()
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "article": Kind("article", "JOUR", "Journal Article"),
        "magazine-article": Kind("article", "MGZN", "Magazine Article"),
        "newspaper-article": Kind("article", "NEWS", "Newspaper Article"),
        "book": Kind("book", "BOOK", "Book"),
        "edited-work": Kind("book", "EDBOOK", "Edited Book"),
        "conference-paper": Kind("inproceedings", "CPAPER", "Conference Paper"),
        "proceedings": Kind("proceedings", "CONF", "Conference Proceedings"),
        "manual": Kind("manual", "BOOK", "Book"),
        "pamphlet": Kind("booklet", "PAMP", "Pamphlet"),
        "report": Kind("techreport", "RPRT", "Report"),
        "thesis": Kind("phdthesis", "THES", "Thesis"),
        "unpublished": Kind("unpublished", "UNPB", "Unpublished Work"),
    }
)


def kind_of(work: Mapping[str, Any]) -> Kind:
    """Give the kind; software and what the formats do not know are of no kind."""
    kind = _KINDS.get(text(work.get("type")), _NONE)
    is_master = kind.bibtex == "phdthesis" and "master" in text(work.get("thesis-type")).lower()
    return kind._replace(bibtex="mastersthesis") if is_master else kind


def entity(work: Mapping[str, Any], key: str) -> str:
    """The name of an organisation or event."""
    found = work.get(key)
    return text(found.get("name")) if isinstance(found, dict) else ""


def booktitle(work: Mapping[str, Any]) -> str:
    """The proceedings or collection that a work is part of."""
    return text(work.get("collection-title")) or entity(work, "conference")


def pages(work: Mapping[str, Any], dash: str = "-") -> str:
    """The pages, from start to end where both are known."""
    ends = [text(work.get(key)) for key in ("start", "end")]
    return dash.join(end for end in ends if end) or text(work.get("pages"))


def number(work: Mapping[str, Any]) -> str:
    """The number of an issue or report."""
    return text(work.get("issue")) or text(work.get("number"))
