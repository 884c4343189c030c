# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What every conversion asks of a citation; values of a wrong type are left out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-[0-9]{2}")
_URL_KEYS = ("repository", "repository-artifact", "repository-code", "url")


class Name(NamedTuple):
    """A person's or organisation's name; `surname` holds the particle."""

    surname: str
    suffix: str
    given: str
    alias: str
    organisation: str

    @property
    def family(self) -> str:
        """The surname with what stands after it, such as Jr."""
        return " ".join(part for part in (self.surname, self.suffix) if part)

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
    parts = (text(agent.get(key)) for key in ("name-particle", "family-names"))
    return Name(
        surname=" ".join(part for part in parts if part),
        suffix=text(agent.get("name-suffix")),
        given=text(agent.get("given-names")),
        alias=text(agent.get("alias")),
        organisation=text(agent.get("name")),
    )


def cited(citation: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is to be cited: the work that the authors prefer, else what the file describes."""
    preferred = citation.get("preferred-citation")
    is_work = isinstance(preferred, dict) and text(preferred.get("title")) and names(preferred)
    return preferred if is_work and isinstance(preferred, dict) else citation


def agents(citation: Mapping[str, Any], key: str = "authors") -> list[Mapping[str, Any]]:
    """The authors or contributors that can be read."""
    found = citation.get(key)
    return [agent for agent in found if isinstance(agent, dict)] if isinstance(found, list) else []


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
    for identifier in found if isinstance(found, list) else ():
        if (
            isinstance(identifier, dict)
            and identifier.get("type") == kind
            and text(identifier.get("value"))
        ):
            yield identifier


def all_identifiers(citation: Mapping[str, Any]) -> list[str]:
    """Every identifier, the one to cite first: DOIs as addresses; a URL is told apart from them."""
    dois = [text(identifier["value"]) for identifier in identifiers(citation, "doi")]
    found = [f"https://doi.org/{value}" for value in (*dois, text(citation.get("doi"))) if value]
    for kind in ("swh", "other"):
        found += [text(identifier["value"]) for identifier in identifiers(citation, kind)]
    urls = [text(identifier["value"]) for identifier in identifiers(citation, "url")]
    return list(dict.fromkeys((*found, *urls[1:])))


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
    """Year and month of publication, without leading zeros; empty where unknown."""
    days = (text(citation.get(key)) for key in ("date-published", "date-released"))
    match = next(filter(None, map(_DATE.fullmatch, days)), None)
    if year := text(citation.get("year")):
        return year, text(citation.get("month"))
    return (match[1], match[2].lstrip("0")) if match else ("", "")
