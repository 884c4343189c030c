# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a codemeta.json of version 3.0."""

from typing import Any

from commonweal.core.message import message
from commonweal.drafting.composing import as_json, present, stands_already
from commonweal.drafting.draft import Draft, Drafted, Outcome
from commonweal.drafting.metadata import Person, ProjectFacts
from commonweal.formats.spdx import expression_parts, is_known

PATH = "codemeta.json"
_CONTEXT = "https://w3id.org/codemeta/3.0"
_SPDX = "https://spdx.org/licenses/"
_MOST = 20
_SYSTEMS = {
    "linux": "Linux",
    "mac": "macOS",
    "windows": "Windows",
    "android": "Android",
    "ios": "iOS",
}


def write(facts: ProjectFacts) -> Outcome:
    """Write what is known; JSON has no comments, so what is missing is told beside."""
    if kept := present(facts, PATH):
        return stands_already(kept.path)
    fields: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "SoftwareSourceCode",
        "name": facts.name,
        "description": facts.text("description"),
        "author": [_agent(person) for person in facts.named("author")],
        "maintainer": [_agent(person) for person in facts.named("maintainer", "contact")],
        "license": _licences(facts.licence),
        "codeRepository": facts.link("repository"),
        "url": facts.link("homepage"),
        "issueTracker": facts.link("issues"),
        "softwareHelp": facts.link("documentation"),
        "releaseNotes": facts.link("changes"),
        "version": facts.version,
        "datePublished": facts.released,
        "keywords": list(facts.texts("keyword")[:_MOST]),
        "programmingLanguage": list(facts.texts("language")[:_MOST]),
        "operatingSystem": _systems(facts),
        "runtimePlatform": _runtime(facts),
        "identifier": _alone([f"https://doi.org/{doi}" for doi in facts.dois]),
    }
    return (Drafted(PATH, as_json(fields), _missing(fields)),)


def _missing(fields: dict[str, Any]) -> tuple[str, ...]:
    questions = {
        "name": message("Give `name`: what the software is called."),
        "description": message("Give `description`: what the software does, in a sentence."),
        "author": message(
            "Give `author`: who wrote it, with a name and, if there is one, an ORCID."
        ),
        "license": message("Give `license`: the SPDX address of the licence."),
        "codeRepository": message("Give `codeRepository`: where the source code is."),
    }
    return tuple(what for key, what in questions.items() if not fields[key])


def _agent(person: Person) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "@type": "Organization" if person.is_organisation else "Person",
        "@id": f"https://orcid.org/{person.orcid}" if person.orcid else "",
        "name": person.name if person.is_organisation or not person.family else "",
        "givenName": "" if person.is_organisation or not person.family else person.given,
        "familyName": "" if person.is_organisation else person.family,
        "email": person.email,
    }
    if person.affiliation and not person.is_organisation:
        fields["affiliation"] = {"@type": "Organization", "name": person.affiliation}
    return {key: value for key, value in fields.items() if value}


def _licences(expression: str) -> str | list[str]:
    """A list means that all of them are in use; what is not in the list of SPDX has no address."""
    found = [
        f"{_SPDX}{expression_part}"
        for expression_part in expression_parts(expression)
        if is_known(expression_part)
    ]
    return _alone(found)


def _alone(found: list[str]) -> str | list[str]:
    return found[0] if len(found) == 1 else found


def _systems(facts: ProjectFacts) -> list[str]:
    found = (_SYSTEMS.get(text, "") for text in facts.texts("platform"))
    return sorted({system for system in found if system})


def _runtime(facts: ProjectFacts) -> str:
    languages, needed = facts.texts("language"), facts.text("requires")
    return f"{languages[0]} {needed}" if languages and needed else ""


DRAFTS = (Draft("codemeta", PATH, write),)
