# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The repositories of a subject: where each was read, and which state of it."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from commonweal.insight.places import (
    commit_address,
    file_address,
    public_locator,
    repository_address,
)
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject

_LINE = re.compile(r":\d{1,9}$")


class Repository(msgspec.Struct, frozen=True):
    """A repository; what is not known of it is empty. `locator` may be shown to anybody.

    `address` leads to it on its forge, and `commit_address` to the commit that was read, where
    the forge is known.
    """

    id: str
    name: str
    locator: str
    address: str
    head_ref: str
    head_commit: str
    commit_address: str
    is_read: bool


def repositories_of(reading: Reading, subject: Subject) -> Iterator[Repository]:
    """Give the repositories of a subject that the evidence knows."""
    known = reading.once(_repositories)
    return (known[id_] for id_ in subject.repository_ids if id_ in known)


def place_address(reading: Reading, entry_id: str, place: str, repository_id: str = "") -> str:
    """The web address of a place, written as `path:line`, in a repository of an entry.

    Where no repository is named, it is the only one of the entry; of several it is not known,
    and the address is "", as it is where no forge is known.
    """
    subject = reading.subjects.get(entry_id)
    ids = (repository_id,) if repository_id else subject.repository_ids if subject else ()
    if not place or len(ids) != 1:
        return ""
    path, _, line = place.rpartition(":") if _LINE.search(place) else (place, "", "")
    locator, commit = reading.once(_read_at).get(ids[0], ("", ""))
    return file_address(locator, commit, path, int(line) if line else None)


def _read_at(reading: Reading) -> Mapping[str, tuple[str, str]]:
    """Where each repository was read, and at which commit."""
    return {
        id_: (origin or locator or "", head_commit or "")
        for id_, _, locator, _, head_commit, _, origin in reading.engine.rows(query("repositories"))
    }


def _repositories(reading: Reading) -> Mapping[str, Repository]:
    return {
        id_: Repository(
            id=id_,
            name=name or id_,
            locator=public_locator(locator or ""),
            address=repository_address(origin or locator),
            head_ref=head_ref or "",
            head_commit=head_commit or "",
            commit_address=commit_address(origin or locator, head_commit),
            is_read=bool(is_read),
        )
        for id_, name, locator, head_ref, head_commit, is_read, origin in reading.engine.rows(
            query("repositories")
        )
    }
