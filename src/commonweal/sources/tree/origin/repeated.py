# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Folders of code that lie in one repository many times: the first is counted, the rest are copies.

Which one is the first nobody can tell from a tree. It is the one that lies least deep, as the
place where a library is kept does; what is told of copies does not depend on it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from commonweal.sources.tree.origin.tell import FileOrigin

# Two may be an old and a new one on their way; three a pattern of tests.
_FEWEST = 4
# A skeleton of one small file is repeated by hand, a folder with code is not.
_LEAST_FILES = 2
_LEAST_BYTES = 2_000


class Stored(NamedTuple):
    """A file of code as git keeps it."""

    path: str
    blob_id: str
    size: int


def repeated(files: Iterable[Stored]) -> dict[str, FileOrigin]:
    """Give the copies by path: the same content by the same name, more than once in a folder."""
    groups: dict[tuple[str, str], list[Stored]] = defaultdict(list)
    for file in files:
        folder, _, name = file.path.rpartition("/")
        if folder and file.size:
            groups[name, file.blob_id].append(file)
    copies: dict[str, list[tuple[Stored, str]]] = defaultdict(list)
    for group in groups.values():
        if len(group) >= _FEWEST:
            first, *others = sorted(group, key=lambda file: (file.path.count("/"), file.path))
            for other in others:
                copies[other.path.rpartition("/")[0]].append((other, first.path))
    return {
        file.path: FileOrigin("vendored", f"copy of {first}")
        for inside in copies.values()
        if len(inside) >= _LEAST_FILES and sum(file.size for file, _ in inside) >= _LEAST_BYTES
        for file, first in inside
    }
