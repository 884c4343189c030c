# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a file's name tells: which library, as plain as its version and its build allow; pure."""

import functools
import re
from typing import NamedTuple

from commonweal.sources.tree.origin.rules import rules

_PARTS = re.compile(r"[-._@+ ]+")
_NUMBER = re.compile(r"v?\d{1,6}[a-z]?\d{0,4}|rc\d{0,3}|beta\d{0,3}|alpha\d{0,3}")
# No library has a longer name.
_LONGEST = 120
_VERSIONED = re.compile(r"[-._@]v?\d{1,4}\.\d{1,4}")


class Named(NamedTuple):
    """A file of a library: `core` is the name without version and build.

    `library` is empty where no library is known by it; `is_word` where it is a plain word;
    `is_part` where something else follows the library's name.
    """

    core: str
    library: str
    is_word: bool
    is_part: bool
    is_versioned: bool


@functools.lru_cache(maxsize=16_384)
def named(name: str) -> Named:
    """Read the name of a file in small letters."""
    if len(name) > _LONGEST:
        return Named("", "", is_word=False, is_part=False, is_versioned=False)
    stem = name.rpartition(".")[0]
    parts = _parts_of(stem)
    core = "".join(parts)
    library, is_word, is_part = _library(core, parts)
    return Named(core, library, is_word, is_part, _VERSIONED.search(stem) is not None)


def _parts_of(stem: str) -> list[str]:
    """The words of a name, without versions and without what tells how a file was built."""
    builds = rules().builds
    parts = [part for part in _PARTS.split(stem) if part]
    return [part for part in parts if part not in builds and not _NUMBER.fullmatch(part)]


def product_of(name: str) -> str:
    """Give what a file in small letters is called, for people to read; empty for no name."""
    return "-".join(_parts_of(name.rpartition(".")[0])) if len(name) <= _LONGEST else ""


def _library(core: str, parts: list[str]) -> tuple[str, bool, bool]:
    lists = rules()
    if core in lists.words:
        return core, True, False
    if core in lists.libraries:
        return core, False, False
    if core + "js" in lists.libraries and core:
        return core, True, False
    for number in range(len(parts) - 1, 0, -1):
        first = "".join(parts[:number])
        if first in lists.libraries:
            return first, False, True
    return "", False, False
