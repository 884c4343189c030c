# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What schema.org and codemeta have in common."""

import json
from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    address,
    agents,
    all_identifiers,
    name_of,
    released,
    text,
    texts,
)

_LICENCE = "https://spdx.org/licenses/"


def linked(citation: Mapping[str, Any], context: str) -> str:
    """Write a citation as JSON-LD of a context, keys sorted."""
    is_dataset = citation.get("type") == "dataset"
    licences = [f"{_LICENCE}{licence}" for licence in texts(citation, "license")]
    found = all_identifiers(citation)
    fields = {
        "@context": context,
        "@type": "Dataset" if is_dataset else "SoftwareSourceCode",
        "author": [_agent(agent) for agent in agents(citation)],
        "codeRepository": text(citation.get("repository-code") or citation.get("repository")),
        "contributor": [_agent(agent) for agent in agents(citation, "contributors")],
        "datePublished": released(citation),
        "description": text(citation.get("abstract")),
        "identifier": found[0] if len(found) == 1 else found,
        "keywords": texts(citation, "keywords"),
        "license": licences[0] if len(licences) == 1 else licences,
        "name": text(citation.get("title")),
        "url": _page(citation),
        "version": text(citation.get("version")),
    }
    return written(fields)


def _page(citation: Mapping[str, Any]) -> str:
    """The URL to open: the one to cite, if it is not the code, which has a field of its own."""
    cited = address(
        {**citation, "repository": "", "repository-code": "", "repository-artifact": ""}
    )
    code = text(citation.get("repository-code") or citation.get("repository"))
    places = ("repository", "repository-artifact")
    others = (text(citation.get(key)) for key in places)
    return cited or next((other for other in others if other and other != code), code)


def written(fields: Mapping[str, Any]) -> str:
    """Write JSON without the fields that are empty."""
    kept = {name: value for name, value in fields.items() if value}
    return json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _agent(agent: Mapping[str, Any]) -> dict[str, Any]:
    name = name_of(agent)
    affiliation = text(agent.get("affiliation"))
    is_organisation = not name.is_person and bool(name.organisation)
    fields = {
        "@id": text(agent.get("orcid")),
        "@type": "Organization" if is_organisation else "Person",
        "affiliation": {"@type": "Organization", "name": affiliation} if affiliation else None,
        "alternateName": name.alias,
        "email": text(agent.get("email")),
        "familyName": name.family,
        "givenName": name.given,
        "name": name.organisation if is_organisation else "",
    }
    return {key: value for key, value in fields.items() if value}
