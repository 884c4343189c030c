# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a CITATION.cff of version 1.2.0."""

from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.drafting.composing import (
    Open,
    drafted,
    folded,
    present,
    quoted,
    scalar,
    stands_already,
)
from commonweal.drafting.draft import Draft, Outcome
from commonweal.drafting.metadata import Person, ProjectFacts
from commonweal.formats.cff.vocabulary import vocabulary
from commonweal.formats.spdx import expression_parts

PATH = "CITATION.cff"
_MOST_KEYWORDS = 15
_MOST_IDENTIFIERS = 20


def write(facts: ProjectFacts) -> Outcome:
    """Write who is cited for what; nothing is stated that no file states."""
    if kept := present(facts, PATH):
        return stands_already(kept.path)
    gaps = Open()
    lines = [
        "# How to cite this software; the format is described at",
        "# https://citation-file-format.github.io",
        "cff-version: 1.2.0",
        "message: Please cite this software as described here.",
        "type: software",
    ]
    if facts.name:
        lines.append(f"title: {scalar(facts.name)}")
    else:
        lines += [gaps.hashed(message("Name the software.")), "title: Unnamed software"]
    if description := facts.text("description"):
        lines.append("abstract: " + "\n".join(folded(description, 2)))
    lines += ["authors:", *_authors(facts, gaps), *_rest(facts)]
    return (drafted(PATH, lines, gaps),)


def _rest(facts: ProjectFacts) -> Iterator[str]:
    if facts.version:
        yield f"version: {quoted(facts.version)}"
    if facts.released:
        yield f"date-released: {quoted(facts.released)}"
    licences = licence_list(facts.licence)
    if len(licences) == 1:
        yield f"license: {licences[0]}"
    elif licences:
        yield "license:"
        yield from (f"  - {licence}" for licence in licences)
    if facts.doi:
        yield f"doi: {quoted(facts.doi)}"
    if others := facts.dois[1:_MOST_IDENTIFIERS]:
        yield "identifiers:"
        yield from (f"  - {{type: doi, value: {quoted(doi)}}}" for doi in others)
    for key, fact in (("repository-code", "repository"), ("url", "homepage")):
        if address := facts.link(fact):  # type: ignore[arg-type]  # one of the pair above
            yield f"{key}: {quoted(address)}"
    if keywords := facts.texts("keyword")[:_MOST_KEYWORDS]:
        yield "keywords:"
        yield from (f"  - {scalar(keyword)}" for keyword in keywords)


def licence_list(expression: str) -> tuple[str, ...]:
    """Give the ids of an expression that offers a choice; empty where it is more than that."""
    words = expression.upper().split()
    parts = expression_parts(expression)
    if (
        "AND" in words
        or "WITH" in words
        or not all(part in vocabulary().licences for part in parts)
    ):
        return ()
    return parts


def _authors(facts: ProjectFacts, gaps: Open) -> list[str]:
    people = facts.named("author") or facts.named("maintainer")
    blocks = list(dict.fromkeys(tuple(_author(person)) for person in people))
    if not blocks:
        who = f"The {facts.name} contributors" if facts.name else "The contributors"
        question = message("Name the people or the organisation that should be cited.")
        return [gaps.hashed(question, 2), f"  - name: {quoted(who)}"]
    return [line for block in blocks for line in block]


def _author(person: Person) -> Iterator[str]:
    # A single word may be the name of a company, and an entity is any of them.
    is_entity = person.is_organisation or not person.family
    fields = {
        "name": person.name if is_entity else "",
        "given-names": "" if is_entity else person.given,
        "family-names": "" if is_entity else person.family,
        "email": person.email,
        "affiliation": "" if is_entity else person.affiliation,
        "orcid": f"https://orcid.org/{person.orcid}" if person.orcid else "",
    }
    first = True
    for key, value in fields.items():
        if value:
            yield f"{'  - ' if first else '    '}{key}: {scalar(value)}"
            first = False


DRAFTS = (Draft("citation", PATH, write),)
