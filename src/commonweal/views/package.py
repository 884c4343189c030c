# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The page of one package: who uses it and where, in which versions, and what is said of it."""

import hashlib
from collections.abc import Iterable

import msgspec

from commonweal.core.message import message
from commonweal.insight.package_facts import (
    PackageFacts,
    advisories_about,
    package_facts,
    steps_about,
)
from commonweal.insight.package_pages import fingerprints_of_paged, packages_with_page
from commonweal.insight.reading import Reading
from commonweal.insight.registry_links import registry_links
from commonweal.insight.supply import type_of
from commonweal.views.definition import Column, Definition, Keys, Table, columns

# Rows of each table on the page; JSON and CSV give all that is kept.
SHOWN = 50
VERSIONS = 25


class Page(msgspec.Struct, frozen=True):
    """A package; of its open advisories, uses and licences no more than these are unknown.

    `unlicensed` counts versions for which no file names a licence, `untold` uses of which files
    do not tell whether they ask for it directly.
    """

    facts: PackageFacts
    open: int
    unlicensed: int
    untold: int
    shown: int
    versions_shown: int


def page(reading: Reading, purl: str) -> Page | None:
    """Read the page of a package; None where it has none."""
    facts = package_facts(reading, purl)
    if facts is None:
        return None
    return Page(
        facts=facts,
        open=sum(1 for advisory in facts.advisories if advisory.is_open),
        unlicensed=sum(len(stated.versions) for stated in facts.licences if not stated.licence),
        untold=sum(1 for use in facts.uses if use.is_direct is None),
        shown=SHOWN,
        versions_shown=VERSIONS,
    )


def _keys(reading: Reading) -> Iterable[Keys]:
    return ((purl,) for purl in sorted(packages_with_page(reading)))


def _title(reading: Reading, purl: str) -> str:
    return reading.package_names.get(purl, purl)


def _made_of(reading: Reading, purl: str) -> object:
    return (
        fingerprints_of_paged(reading).get(purl, ""),
        reading.once(_names),
        advisories_about(reading, purl),
        steps_about(reading, purl),
        registry_links(reading).get(type_of(purl), ""),
    )


def _names(reading: Reading) -> str:
    """Digest what entries are called, and which repositories belong to them."""
    found = [(entry.id, entry.name, entry.repository_ids) for entry in reading.entries]
    return hashlib.blake2b(repr(found).encode("utf-8", "backslashreplace")).hexdigest()


_USES = Table(
    columns(
        Column("project", message("Id of the project"), lambda use: use.entry.id),
        Column("repository", message("Name of the repository"), lambda use: use.repository),
        Column(
            "version",
            message("Version in use; empty where no file states one"),
            lambda use: use.version,
        ),
        Column(
            "asked",
            message("What a manifest asks for where it names no version"),
            lambda use: use.asked,
        ),
        Column(
            "is_locked",
            message("Whether a lock file or a bill of materials names the version"),
            lambda use: use.is_locked,
        ),
        Column(
            "is_direct",
            message("Whether the project asks for it itself; empty where files do not tell"),
            lambda use: use.is_direct,
        ),
        Column(
            "through",
            message("The package that alone brings it in, where that is known"),
            lambda use: use.through.name if use.through else "",
        ),
        Column(
            "needed_by",
            message("Packages of the same file that ask for it, some of them"),
            lambda use: " ".join(parent.name for parent in use.parents),
        ),
        Column("scopes", message("What it is needed for"), lambda use: " ".join(use.scopes)),
        Column("path", message("File that names it"), lambda use: use.path),
        Column("line", message("Line in the file; 0 where it is not known"), lambda use: use.line),
    ),
    lambda found: found.facts.uses,
)
PAGES = (
    Definition(
        "package",
        "packages/{package}.html",
        _title,
        page,
        keys=_keys,
        above="packages",
        table=_USES,
        inputs=_made_of,
    ),
)
