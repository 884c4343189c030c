# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What every conversion asks of a citation; values of a wrong type are left out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-[0-9]{2}")
_URL_KEYS = ("repository", "repository-artifact", "repository-code", "url")


class Name(NamedTuple):
    """A person's or organisation's name; `family` holds particle and suffix."""

    family: str
    given: str
    alias: str
    organisation: str

    @property
    def inverted(self) -> str:
        """Family name first, as lists of authors have it."""
        person = ", ".join(part for part in (self.family, self.given) if part)
        return person or self.organisation or self.alias

    @property
    def is_person(self) -> bool:
        """Tell whether this is a person who gave a name."""
        return bool(self.family or self.given)


def text(value: object) -> str:
    """A text or number as text, on one line; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def name_of(agent: Mapping[str, Any]) -> Name:
    """Take a name apart."""
    parts = (text(agent.get(key)) for key in ("name-particle", "family-names", "name-suffix"))
    return Name(
        family=" ".join(part for part in parts if part),
        given=text(agent.get("given-names")),
        alias=text(agent.get("alias")),
        organisation=text(agent.get("name")),
    )


def agents(citation: Mapping[str, Any], key: str = "authors") -> list[Mapping[str, Any]]:
    """The authors or contributors that can be read."""
    found = citation.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def names(citation: Mapping[str, Any]) -> list[Name]:
    """The names of the authors, in their order."""
    found = [name_of(agent) for agent in agents(citation)]
    return [name for name in found if name.inverted]


def texts(citation: Mapping[str, Any], key: str) -> list[str]:
    """A list of texts; a single text is a list of one."""
    found = citation.get(key)
    entries = found if isinstance(found, list) else [found]
    return [entry for entry in map(text, entries) if entry]


def identifiers(citation: Mapping[str, Any], kind: str) -> Iterator[Mapping[str, Any]]:
    """The identifiers of a type."""
    found = citation.get("identifiers")
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and one.get("type") == kind and text(one.get("value")):
            yield one


def doi(citation: Mapping[str, Any]) -> str:
    """The DOI to cite: of the identifiers, else of the file itself."""
    found = (text(identifier["value"]) for identifier in identifiers(citation, "doi"))
    return next(found, text(citation.get("doi")))


def address(citation: Mapping[str, Any]) -> str:
    """The URL to cite: of the identifiers, else the nearest to the work itself."""
    found = next((text(identifier["value"]) for identifier in identifiers(citation, "url")), "")
    keys = ("url", "repository-code", "repository", "repository-artifact")
    return found or next(filter(None, (text(citation.get(key)) for key in keys)), "")


def addresses(citation: Mapping[str, Any]) -> Iterable[str]:
    """Every URL of the file itself."""
    return filter(None, (text(citation.get(key)) for key in _URL_KEYS))


def released(citation: Mapping[str, Any]) -> str:
    """The day of release; empty where it is no date."""
    day = text(citation.get("date-released"))
    return day if _DATE.fullmatch(day) else ""


def year_and_month(citation: Mapping[str, Any]) -> tuple[str, str]:
    """Year and month of release, without leading zeros; empty where unknown."""
    match = _DATE.fullmatch(released(citation))
    return (match[1], match[2].lstrip("0")) if match else ("", "")
