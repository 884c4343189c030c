# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Folders of code that lie in one repository many times: the first is counted, the rest are copies.

Which one is the first nobody can tell from a tree. It is the one that lies least deep, as the
place where a library is kept does; what is told of copies does not depend on it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from commonweal.sources.tree.origin.tell import FileOrigin

# Two may be an old and a new one on their way; three a pattern of tests.
_FEWEST = 4
# A skeleton of one small file is repeated by hand, a folder with code is not.
_LEAST_FILES = 2
_LEAST_BYTES = 2_000
# A path may be made of thousands of folders.
_DEEPEST = 16


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


# Folders that hold the tests of what lies beside them.
_TESTS = frozenset({"test", "tests", "spec", "specs", "__tests__"})


def tests_of_copies(
    kinds: Mapping[str, str], copies: Collection[str], *, is_own: Callable[[str], bool]
) -> dict[str, FileOrigin]:
    """Give tests in folders whose own code is for the most part a copy: they came with it.

    `kinds` are the kinds of files by path, `copies` what is there many times. A folder that only
    holds a copied library, beside its own code or further down, has tests of its own. Somebody
    may have fitted a path in such a test, so that its content is no copy of another.
    """
    homes: dict[str, list[str]] = defaultdict(list)
    for path, kind in kinds.items():
        if kind == "test" and path not in copies and (home := _home_of_test(path)):
            homes[home].append(path)
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for path, kind in kinds.items():
        home = path.rpartition("/")[0]
        if home in homes and kind == "code":
            (theirs if path in copies else ours)[home] += 1
    return {
        path: FileOrigin("vendored", f"test of what was copied into {home}")
        for home, paths in homes.items()
        if theirs[home] >= _LEAST_FILES and theirs[home] > ours[home]
        for path in paths
        if not is_own(path)
    }


def _home_of_test(path: str) -> str:
    """The folder that holds the folder of tests; "" where that is the root."""
    parts = path.split("/", _DEEPEST)[:-1]
    place = next((place for place, part in enumerate(parts) if part.casefold() in _TESTS), 0)
    return "/".join(parts[:place])
