# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a `.zenodo.json`; the version and the day are the release's, so they are not in it."""

from typing import Any

from commonweal.core.message import message
from commonweal.drafting.composing import as_json, present, stands_already
from commonweal.drafting.draft import Draft, Drafted, Outcome
from commonweal.drafting.metadata import Person, ProjectFacts
from commonweal.formats.spdx import expression_parts

PATH = ".zenodo.json"
_MOST_KEYWORDS = 20


def write(facts: ProjectFacts) -> Outcome:
    """Write what an archive asks for."""
    if kept := present(facts, PATH):
        return stands_already(kept.path)
    people = facts.named("author") or facts.named("maintainer")
    parts = expression_parts(facts.licence)
    repository = facts.link("repository")
    relation = {"identifier": repository, "relation": "isSupplementTo", "scheme": "url"}
    name = facts.name
    questions = []
    if not people:
        people = (
            Person("author", f"The {name} contributors".replace("  ", " "), is_organisation=True),
        )
        questions.append(
            message("Name in `creators` the people or the organisation that should be cited.")
        )
    if not facts.text("description"):
        questions.append(message("Give `description`: what the software does, in a few sentences."))
    if len(parts) != 1:
        questions.append(message("Give `license`: the SPDX id of the licence."))
    fields: dict[str, Any] = {
        "title": name,
        "description": facts.text("description"),
        "upload_type": "software",
        "creators": [_creator(person) for person in people],
        "license": {"id": parts[0]} if len(parts) == 1 else None,
        "keywords": list(facts.texts("keyword")[:_MOST_KEYWORDS]),
        "related_identifiers": [relation] if repository else [],
    }
    return (Drafted(PATH, as_json(fields), tuple(questions)),)


def _creator(person: Person) -> dict[str, str]:
    inverted = ", ".join(part for part in (person.family, person.given) if part)
    fields = {
        "name": person.name if person.is_organisation else inverted or person.name,
        "orcid": person.orcid,
        "affiliation": "" if person.is_organisation else person.affiliation,
    }
    return {key: value for key, value in fields.items() if value}


DRAFTS = (Draft("zenodo", PATH, write),)
