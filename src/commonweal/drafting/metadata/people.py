# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""People and organisations as manifests and metadata write them."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.drafting.metadata.facts import Person, cleaned, mail

_MOST = 100
# "Ada Byron <ada@example.org> (https://example.org)", each part but the name optional.
_WRITTEN = re.compile(
    r"([^<>()\n]{1,200}?) ?(?:<([^<>\n]{1,200})>)? ?(?:\(([^()\n]{1,300})\))? ?"
    r"(?:\[[^\[\]\n]{0,100}\])?"
)
_R_PERSON = re.compile(
    r"person\(\s*(?:given\s*=\s*)?[\"']([^\"'\n]{1,100})[\"']\s*,\s*(?:family\s*=\s*)?"
    r"[\"']([^\"'\n]{0,100})[\"']"
)
_MANY = re.compile(
    r"\b(?:authors?|contributors?|team|developers|maintainers|community|foundation|inc\.?|ltd\.?"
    r"|gmbh|corp(?:oration)?\.?|university|institute|ministry|agency|department|project"
    r"|organi[sz]ation|company|consortium|group|labs?|association|committee|llc|plc)\b",
    re.IGNORECASE,
)


def people_in(value: object) -> Iterator[Person]:
    """Give the people in a field: a text, a mapping, or a list of these."""
    match value:
        case str():
            yield from _in_text(value)
        case dict():
            yield from _in_mapping(value)
        case list():
            for entry in value[:_MOST]:
                if not isinstance(entry, list):
                    yield from people_in(entry)


def person_named(name: str, email: str = "", *, is_organisation: bool = False) -> Person:
    """Take a written name apart: the last word is the family's, as most catalogues have it."""
    name = cleaned(name).strip(" ,;:*-")
    if is_organisation or _MANY.search(name):
        return Person("author", name, email=email, is_organisation=True)
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
        whole = f"{given} {family}".strip()
        return Person("author", whole, given=given, family=family, email=email)
    given, _, family = name.rpartition(" ")
    return Person(
        "author", name, given=given or family, family=family if given else "", email=email
    )


def _in_text(text: str) -> Iterator[Person]:
    if "person(" in text:
        for given, family in _R_PERSON.findall(text[:5_000])[:_MOST]:
            yield person_named(f"{given} {family}".strip())
        return
    match = _WRITTEN.fullmatch(cleaned(text)[:600])
    if match and re.search(r"\w", match[1]) and not mail(match[1]):
        yield person_named(match[1], mail(match[2] or ""))


def _in_mapping(value: dict[str, Any]) -> Iterator[Person]:
    def text(*keys: str) -> str:
        return next((cleaned(value[key]) for key in keys if isinstance(value.get(key), str)), "")

    affiliation = value.get("affiliation")
    if isinstance(affiliation, dict):
        affiliation = affiliation.get("name")
    given, family = text("given-names", "givenName"), text("family-names", "familyName")
    particle = text("name-particle")
    family = f"{particle} {family}".strip()
    kind = text("@type", "type")
    if given or family:
        person = Person("author", f"{given} {family}".strip(), given=given, family=family)
    elif name := text("name", "alias", "organization"):
        is_organisation = kind == "Organization"
        person = person_named(name, is_organisation=is_organisation)
    else:
        return
    yield person._replace(
        email=mail(text("email")),
        orcid=text("orcid", "@id", "id", "identifier"),
        affiliation=cleaned(affiliation) if isinstance(affiliation, str) else "",
    )
