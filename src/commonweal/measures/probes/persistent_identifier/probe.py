# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""DOI or SWHID of the software itself; those of papers that it cites do not count."""

import re
from typing import Any

from commonweal.core.tree import Document, Tree
from commonweal.measures.probe import Finding, Place, false, seen, true, unknown
from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.prose import Prose, links_of, proses, section_lines
from commonweal.syntax.yaml import YamlRefused, read_yaml

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"'<>\])}]{1,200}")
_SWHID = re.compile(r"\bswh:1:(?:cnt|dir|rev|rel|snp):[0-9a-f]{40}")
_OTHER = re.compile(
    r"\b(?:ascl:\d{4}\.\d{3}|hdl\.handle\.net/\d|rrid:SCR_\d|ark:/?\d{5})", re.IGNORECASE
)
_KINDS = {"swhid": _SWHID, "doi": _DOI, "other": _OTHER}
# Archives that give DOIs to software, and badges that show them.
_OWN = re.compile(
    r"zenodo|figshare|/badge/(?:latest)?doi|badge/DOI|archive\.softwareheritage|/swh:|ascl\.net",
    re.IGNORECASE,
)


def find(tree: Tree) -> Finding:
    """Fields of metadata first; of the README only badges and links to archives are its own."""
    places = [
        place
        for document in tree.documents_of("citation", "codemeta")
        if (place := _field(document))
    ]
    if places:
        return true("metadata", places)
    readmes = proses(tree, "readme")
    if own := [place for readme in readmes if (place := _badge(readme))]:
        return true("readme", own)
    mentions = [place for readme in readmes if (place := _mention(readme))]
    return unknown("mentioned", mentions) if mentions else false("none")


def _field(document: Document) -> Place | None:
    if "/" in document.path:
        return None
    content = document.text.encode("utf-8", "replace")
    try:
        if document.name.casefold().endswith(".cff"):
            read: Any = read_yaml(content, merge=True).value
        elif document.name.casefold().endswith(".json"):
            read = read_json(content).value
        else:
            return None
    except (YamlRefused, JsonRefused):
        return None
    if not isinstance(read, dict):
        return None
    for key in ("doi", "identifiers", "identifier", "@id", "id"):
        if (value := read.get(key)) and (label := _label(str(value)[:2_000])):
            return seen(document.path, _line(document, key), label)
    return None


def _line(document: Document, key: str) -> int | None:
    pattern = re.compile(rf"^\s{{0,4}}[\"']?{re.escape(key)}[\"']?\s*:", re.MULTILINE)
    match = pattern.search(document.text)
    return document.text.count("\n", 0, match.start()) + 1 if match else None


def _label(text: str) -> str | None:
    return next((label for label, pattern in _KINDS.items() if pattern.search(text)), None)


def _badge(readme: Prose) -> Place | None:
    """A badge, or a link to an archive of software that stands by itself or in a part on citing."""
    citing = {line.number for line in section_lines(readme, ["related"])}
    for link in links_of(readme):
        is_badge = link.is_image or link.label.casefold().startswith(("doi", "![doi", "swh"))
        if _OWN.search(link.target) and (is_badge or link.line in citing):
            label = _label(link.target) or ("doi" if "doi" in link.target.casefold() else None)
            if label or "zenodo" in link.target:
                return seen(readme.path, link.line, label or "doi")
    return None


def _mention(readme: Prose) -> Place | None:
    for line in readme.lines:
        if label := _label(line.text):
            return seen(readme.path, line.number, label)
    return None
