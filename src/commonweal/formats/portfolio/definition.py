# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `portfolio.toml` may say, as frozen values."""

from datetime import date
from typing import Annotated, Literal

import msgspec

Language = Literal["ar", "en", "es", "fr", "ru", "zh"]


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The open source programme office itself; pages lead to its `url`, a page or an address."""

    name: str = "Our portfolio"
    url: str | None = None
    language: Language = "en"


class Repository(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A path or URL; relative paths count from the folder of `portfolio.toml`."""

    location: str
    name: str | None = None


class Project(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One or more repositories with a name; `weight` says how much depends on it.

    `groups` says what the project is seen together with, by kind of group: its ministry, its
    team, how critical it is. `sboms` are bills of materials that a supplier gave, as files
    relative to the portfolio: every survey counts what they name as needed by the first
    repository. `vendored` are folders or files of other people's code, and `own` those of the
    project where its own was taken for a copy; both are paths in its repositories, and the
    longest that fits decides.
    """

    id: str
    repositories: tuple[Repository, ...]
    name: str | None = None
    description: str | None = None
    weight: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    groups: dict[str, str | tuple[str, ...]] = {}
    sboms: tuple[str, ...] = ()
    vendored: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def memberships(self) -> tuple[tuple[str, str], ...]:
        """Give each group that it is in once, as its kind and its name."""
        named = (
            (kind, name)
            for kind, names in self.groups.items()
            for name in ((names,) if isinstance(names, str) else names)
        )
        return tuple(dict.fromkeys(named))


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is who: addresses of one person, automata, AI agents, and who asked to be forgotten.

    `bots` and `agents` are patterns (* and ?) of names or addresses, beside those known anyway.
    """

    aliases: tuple[tuple[str, ...], ...] = ()
    bots: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    names_public: bool = False
    erase: tuple[str, ...] = ()


class Membership(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person of an organisation: from `since` on, and before `until`."""

    email: str
    since: date | None = None
    until: date | None = None


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation, the mail domains that are its own, and people named one by one."""

    name: str
    domains: tuple[str, ...] = ()
    people: tuple[Membership, ...] = ()


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to survey; null leaves it to the command line.

    `advisories` is the address below which zip files of OSV records lie, one folder an
    ecosystem; null is that of osv.dev.
    """

    since: date | None = None
    workers: int | None = None
    light: bool | None = None
    advisories: str | None = None


class Portfolio(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of `portfolio.toml`.

    `standards` says how much each matters here, 0 leaves it out; `answers` are files
    of answers, relative to the portfolio, that every survey takes in. `links` say where pages
    about packages lead to: by type of package URL an https address with `{name}`, and with
    `{version}` where it is of one version.
    """

    office: Office = Office()
    projects: tuple[Project, ...] = ()
    people: People = People()
    organisations: tuple[Organisation, ...] = ()
    settings: Settings = Settings()
    standards: dict[str, Annotated[float, msgspec.Meta(ge=0)]] = {}
    answers: tuple[str, ...] = ()
    links: dict[str, str] = {}
