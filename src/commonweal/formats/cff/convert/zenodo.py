# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`.zenodo.json`, the metadata of a deposit at Zenodo."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    addresses,
    agents,
    identifiers,
    name_of,
    released,
    text,
    texts,
)
from commonweal.formats.cff.convert._jsonld import written

_RELATION = "isSupplementedBy"
_ORCID = "https://orcid.org/"


def convert(citation: Mapping[str, Any]) -> str:
    """Write a deposit; the relations are to everything the file itself points at."""
    licences = texts(citation, "license")
    fields = {
        "contributors": [
            {**_creator(agent), "type": "Other"} for agent in agents(citation, "contributors")
        ],
        "creators": [_creator(agent) for agent in agents(citation)],
        "description": text(citation.get("abstract")),
        "keywords": texts(citation, "keywords"),
        "license": {"id": licences[0]} if licences else None,
        "publication_date": released(citation),
        "related_identifiers": _related(citation),
        "title": text(citation.get("title")),
        "upload_type": "dataset" if citation.get("type") == "dataset" else "software",
        "version": text(citation.get("version")),
    }
    return written(fields)


def _creator(agent: Mapping[str, Any]) -> dict[str, str]:
    fields = {
        "affiliation": text(agent.get("affiliation")),
        "name": name_of(agent).inverted,
        "orcid": text(agent.get("orcid")).removeprefix(_ORCID),
    }
    return {key: value for key, value in fields.items() if value}


def _related(citation: Mapping[str, Any]) -> list[dict[str, str]]:
    found: dict[tuple[str, str], str] = {}
    for scheme, identifier, relation in _relations(citation):
        found.setdefault((scheme, identifier), relation)
    return [
        {"identifier": identifier, "relation": relation, "scheme": scheme}
        for (scheme, identifier), relation in found.items()
    ]


def _relations(citation: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for identifier in identifiers(citation, "doi"):
        yield "doi", text(identifier["value"]), _relation(identifier)
    if text(citation.get("doi")):
        yield "doi", text(citation["doi"]), _RELATION
    for identifier in identifiers(citation, "url"):
        yield "url", text(identifier["value"]), _relation(identifier)
    for url in addresses(citation):
        yield "url", url, _RELATION


def _relation(identifier: Mapping[str, Any]) -> str:
    relation = text(identifier.get("relation"))
    return relation[:1].lower() + relation[1:] if relation else _RELATION
