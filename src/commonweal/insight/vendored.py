# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Code of others that lies in a repository as a copy: no file names it as a package."""

from collections.abc import Mapping

import msgspec

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject

_NAMED = 20


class Vendored(msgspec.Struct, frozen=True):
    """How many folders, and files on their own, hold copied code, with the paths of some."""

    folders: int = 0
    paths: tuple[str, ...] = ()


def vendored_of(reading: Reading, subject: Subject) -> Vendored:
    """Give the copies of a subject; paths only where it is of one repository."""
    found = [of for id_ in subject.repository_ids if (of := reading.once(_by_repository).get(id_))]
    return Vendored(
        folders=sum(of.folders for of in found),
        paths=found[0].paths if len(subject.repository_ids) == 1 and found else (),
    )


def _by_repository(reading: Reading) -> Mapping[str, Vendored]:
    return {
        repository_id: Vendored(folders, tuple(paths[:_NAMED]))
        for repository_id, folders, paths in reading.engine.rows(query("vendored_folders"))
    }
