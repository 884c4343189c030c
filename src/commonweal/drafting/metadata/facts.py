# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What files say of a project: each statement with its place, how it was read, and how sure."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, get_args

import msgspec

from commonweal.formats.licence import closed, recognise
from commonweal.formats.spdx import licence_ids

Fact = Literal[
    "name",
    "description",
    "about",
    "keyword",
    "licence",
    "copyright",
    "repository",
    "homepage",
    "documentation",
    "issues",
    "changes",
    "funding",
    "help",
    "version",
    "released",
    "language",
    "platform",
    "package",
    "install",
    "prepare",
    "build",
    "test",
    "check",
    "branch",
    "updates",
    "spoken",
    "doi",
    "status",
    "kind",
    "topic",
    "requires",
    "organisation",
    "feature",
    "maintenance",
    "security_contact",
    "conduct_contact",
]
FACTS: tuple[Fact, ...] = get_args(Fact)
Technique = Literal["metadata", "manifest", "prose", "configuration", "files", "history", "origin"]
Role = Literal["author", "maintainer", "contact"]

_LONGEST = 4_000
_LINK = re.compile(r"https?://[A-Za-z0-9][\w.-]{0,250}(?::\d{1,5})?(?:/[\w./~%+@!$&*,;=:?#-]*)?")
_MAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,60}\.){1,6}[A-Za-z]{2,20}")
_DOI = re.compile(r"10\.\d{4,9}/[\w.()/:;-]{1,200}")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Statement(NamedTuple):
    """What one place says. `line` counts from 1; `confidence` is from 0 to 1."""

    fact: Fact
    value: str
    path: str
    line: int | None
    technique: Technique
    confidence: float


class Person(NamedTuple):
    """A person or organisation that a public file names.

    `email` is kept only from files that are made to tell it to others.
    """

    role: Role
    name: str
    given: str = ""
    family: str = ""
    email: str = ""
    orcid: str = ""
    affiliation: str = ""
    is_organisation: bool = False
    path: str = ""
    line: int | None = None
    confidence: float = 0.5


class Release(NamedTuple):
    """A version that a tag names, with its day as YYYY-MM-DD."""

    version: str
    day: str
    is_prerelease: bool = False


class Kept(NamedTuple):
    """A file of the project that a draft speaks of, or that one would have to change."""

    kind: str
    path: str
    text: str
    is_truncated: bool = False


class ProjectFacts(msgspec.Struct, frozen=True, dict=True):
    """All that was gathered; values come out cleaned, and only where they have the right form."""

    statements: tuple[Statement, ...] = ()
    people: tuple[Person, ...] = ()
    releases: tuple[Release, ...] = ()
    files: tuple[Kept, ...] = ()
    # The day of the survey, YYYY-MM-DD; empty where it is not known.
    as_of: str = ""

    @cached_property
    def _by_fact(self) -> Mapping[Fact, tuple[Statement, ...]]:
        found: dict[Fact, list[Statement]] = {}
        for statement in sorted(self.statements, key=lambda statement: -statement.confidence):
            found.setdefault(statement.fact, []).append(statement)
        return {fact: tuple(some) for fact, some in found.items()}

    def stated(self, fact: Fact) -> tuple[Statement, ...]:
        """Give what is stated, the surest first."""
        return self._by_fact.get(fact, ())

    def texts(self, fact: Fact) -> tuple[str, ...]:
        """Give the values of a fact, each once, on one line each."""
        found = (cleaned(statement.value) for statement in self.stated(fact))
        return tuple(dict.fromkeys(text for text in found if text))

    def text(self, fact: Fact) -> str:
        """Give the surest value; empty where nothing is stated."""
        return next(iter(self.texts(fact)), "")

    def links(self, fact: Fact) -> tuple[str, ...]:
        """Give the values that are web addresses."""
        return tuple(dict.fromkeys(filter(None, map(link, self.texts(fact)))))

    def link(self, fact: Fact) -> str:
        """Give the surest web address; empty where there is none."""
        return next(iter(self.links(fact)), "")

    @property
    def name(self) -> str:
        """What the project is called; empty where nothing tells."""
        return self.text("name")[:200]

    @property
    def licence(self) -> str:
        """The surest SPDX expression; none where the text in the root is not open."""
        if self.closed_licence:
            return ""
        return next((text for text in self.texts("licence") if licence_ids(text)), "")

    @cached_property
    def closed_licence(self) -> str:
        """The path of the text in the root that is not open, where no other is known."""
        texts = [file for file in self.files_of("licence") if "/" not in file.path]
        if any(recognise(file.text).parts for file in texts):
            return ""
        return next((file.path for file in texts if closed(file.text)), "")

    @property
    def licence_path(self) -> str:
        """The licence text that is nearest to the root; empty where there is none."""
        file = self.file("licence")
        return file.path if file else ""

    @property
    def doi(self) -> str:
        """The surest DOI, without an address before it."""
        return next(iter(self.dois), "")

    @property
    def dois(self) -> tuple[str, ...]:
        """All of them, the surest first."""
        found = (_DOI.search(text) for text in self.texts("doi"))
        return tuple(dict.fromkeys(match[0].rstrip(".,;") for match in found if match))

    @property
    def version(self) -> str:
        """The version of the latest release, else the one that a file states."""
        latest = self.latest
        return cleaned(latest.version) if latest else self.text("version")[:100]

    @property
    def released(self) -> str:
        """The day of that version."""
        latest = self.latest
        if latest:
            return latest.day if is_day(latest.day) else ""
        return next((text for text in self.texts("released") if is_day(text)), "")

    @property
    def latest(self) -> Release | None:
        """The latest release that is for everybody, else the latest of all."""
        named = [release for release in self.releases if cleaned(release.version)]
        final = [release for release in named if not release.is_prerelease] or named
        return max(final, key=lambda release: release.day, default=None)

    def named(self, *roles: Role) -> tuple[Person, ...]:
        """Give the people of these roles, each once; the surest spelling counts."""
        found: dict[str, Person] = {}
        wanted = [person for person in self.people if person.role in roles and cleaned(person.name)]
        surest = max((person.confidence for person in wanted), default=0.0)
        for person in sorted(wanted, key=lambda person: -person.confidence):
            # A list that was made to be cited is not mixed with guesses.
            if person.confidence >= surest - 0.3:
                found.setdefault(cleaned(person.name).casefold(), _cleaned_person(person))
        return tuple(found.values())

    def file(self, kind: str) -> Kept | None:
        """Give the file of a kind that is nearest to the root."""
        return next((kept for kept in self.files if kept.kind == kind), None)

    def files_of(self, kind: str) -> tuple[Kept, ...]:
        """Give all files of a kind."""
        return tuple(file for file in self.files if file.kind == kind)


def _cleaned_person(person: Person) -> Person:
    orcid = _ORCID.search(person.orcid)
    return person._replace(
        name=cleaned(person.name)[:200],
        given=cleaned(person.given)[:200],
        family=cleaned(person.family)[:200],
        email=mail(person.email),
        orcid=orcid[0] if orcid else "",
        affiliation=cleaned(person.affiliation)[:200],
    )


def cleaned(text: str) -> str:
    """Put a text on one line, without what cannot be seen."""
    return " ".join(_HIDDEN.sub(" ", text[:_LONGEST]).split())


def link(text: str) -> str:
    """Give a web address as it stands in a text of its own; empty where it is none."""
    return text if len(text) <= 500 and _LINK.fullmatch(text) else ""  # noqa: PLR2004


def mail(text: str) -> str:
    """Give an address of mail; empty where it is none."""
    return text if _MAIL.fullmatch(text) else ""


def mails_in(text: str) -> tuple[str, ...]:
    """Give the addresses of mail in a line."""
    return tuple(_MAIL.findall(text[:2_000])) if "@" in text else ()


def is_day(text: str) -> bool:
    """Tell a day of the calendar, written YYYY-MM-DD."""
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))  # noqa: PLR2004
    except ValueError:
        return False


def distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Of what says the same of the same fact in the same file keep the surest."""
    found: dict[tuple[str, str, str], Statement] = {}
    for statement in statements:
        key = (statement.fact, statement.value, statement.path)
        if key not in found or statement.confidence > found[key].confidence:
            found[key] = statement
    return tuple(found.values())
