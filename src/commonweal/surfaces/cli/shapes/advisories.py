# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal advisories --json` and its parts print."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._coverage import Coverage


class Affected(msgspec.Struct, frozen=True):
    """A package that an advisory is about.

    purl: Its package URL without a version.
    name: Its name.
    versions: The versions in use that are affected.
    fixed: The versions in which it is fixed.
    """

    purl: str
    name: str
    versions: tuple[str, ...]
    fixed: tuple[str, ...]


class Advisory(msgspec.Struct, frozen=True):
    """An advisory about packages in use.

    advisory_id: Its id.
    kind: What it tells: a vulnerability, malicious code or a notice.
    severity: How severe it is; unknown where the advisory does not say.
    score: Its CVSS score; null where there is none.
    summary: What it says in a sentence; may be empty.
    published: When it was published; null where it is not known.
    packages: The packages that it is about.
    projects: How many projects use them.
    status: open, or what was answered about it.
    is_open: Whether it is still to be looked at.
    """

    advisory_id: str
    kind: str
    severity: str
    score: float | None
    summary: str
    published: datetime | None
    packages: tuple[Affected, ...]
    projects: int
    status: str
    is_open: bool


class Advisories(msgspec.Struct, frozen=True):
    """All advisories about packages in use: `commonweal advisories --json`.

    advisories: The advisories, open ones and the worst first.
    open: How many are open.
    coverage: What was looked up, and what was not.
    unread: How many files of packages could not be read.
    version: Version of this shape.
    """

    advisories: tuple[Advisory, ...]
    open: int
    coverage: tuple[Coverage, ...]
    unread: int
    version: Literal[1] = 1


class StoredFile(msgspec.Struct, frozen=True):
    """A file in which records are kept.

    table: What its rows are.
    owner: What it belongs to.
    sha256: The hash of its content.
    rows: How many rows it has.
    bytes: Its size in bytes.
    """

    table: str
    owner: str
    sha256: str
    rows: int
    bytes: int


class Database(msgspec.Struct, frozen=True):
    """A database of advisories that was imported.

    name: Its name.
    source: Where it came from.
    imported_at: When it was imported.
    as_of: When its newest record was changed; null where it is not known.
    records: How many records were imported.
    refused: How many records could not be read.
    others: How many records are about packages that cannot be matched.
    ecosystems: How many records there are for each ecosystem.
    segments: The files in which it is kept.
    digest: A hash of what was imported.
    tag: The mark of the server for this state of the file; may be empty.
    list_tag: The mark of the server for this state of the list; may be empty.
    checked_at: When it was last asked whether there is something new; null where it never was.
    """

    name: str
    source: str
    imported_at: datetime
    as_of: datetime | None
    records: int
    refused: int
    others: int
    ecosystems: dict[str, int]
    segments: tuple[StoredFile, ...]
    digest: str
    tag: str
    list_tag: str
    checked_at: datetime | None


DOCUMENTS = {
    "advisories": Printed((Advisories,)),
    "advisories import": Printed((tuple[Database, ...],)),
    "advisories update": Printed((tuple[Database, ...],)),
    "advisories list": Printed((tuple[Database, ...],)),
}
