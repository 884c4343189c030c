# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The repositories of a subject: where each was read, and which state of it."""

from collections.abc import Iterator, Mapping

import msgspec

from commonweal.insight.places import commit_address, public_locator
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject


class Repository(msgspec.Struct, frozen=True):
    """A repository; what is not known of it is empty. `locator` may be shown to anybody.

    `commit_address` leads to the commit that was read, where its forge is known.
    """

    id: str
    name: str
    locator: str
    head_ref: str
    head_commit: str
    commit_address: str
    is_read: bool


def repositories_of(reading: Reading, subject: Subject) -> Iterator[Repository]:
    """Give the repositories of a subject that the evidence knows."""
    known = reading.once(_repositories)
    return (known[id_] for id_ in subject.repository_ids if id_ in known)


def _repositories(reading: Reading) -> Mapping[str, Repository]:
    return {
        id_: Repository(
            id=id_,
            name=name or id_,
            locator=public_locator(locator or ""),
            head_ref=head_ref or "",
            head_commit=head_commit or "",
            commit_address=commit_address(origin or locator, head_commit),
            is_read=bool(is_read),
        )
        for id_, name, locator, head_ref, head_commit, is_read, origin in reading.engine.rows(
            query("repositories")
        )
    }
