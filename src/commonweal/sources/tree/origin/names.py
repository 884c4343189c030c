# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a file's name tells: which library, as plain as its version and its build allow; pure."""

import functools
import re
from typing import NamedTuple

from commonweal.sources.tree.origin.rules import rules

_PARTS = re.compile(r"[-._@+ ]+")
_NUMBER = re.compile(r"v?\d{1,6}[a-z]?\d{0,4}|rc\d{0,3}|beta\d{0,3}|alpha\d{0,3}")
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
    stem = name.rpartition(".")[0]
    builds = rules().builds
    parts = [part for part in _PARTS.split(stem) if part]
    parts = [part for part in parts if part not in builds and not _NUMBER.fullmatch(part)]
    core = "".join(parts)
    library, is_word, is_part = _library(core, parts)
    return Named(core, library, is_word, is_part, _VERSIONED.search(stem) is not None)


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
