# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Paths that belong to a project itself, and not to its tests or to others."""

import re
from functools import lru_cache

_OTHERS = frozenset({
    "test", "tests", "testing", "testdata", "test_data", "test-data", "fixtures", "__tests__",
    "vendor", "third_party", "third-party", "thirdparty", "node_modules", "site-packages",
    "mocks", "unittests", "unit_tests", "integration_tests", "e2e",
})  # fmt: skip
_SHOWN = frozenset({
    "example", "examples", "docs", "doc", "documentation", "tutorial", "tutorials", "demo", "demos",
    "notebooks", "cookbook", "recipes", "samples", "benchmarks", "website",
})  # fmt: skip
CODE = frozenset({"py", "ipynb", "sh", "r", "jl", "lua"})
_WORDS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def folders_of(path: str) -> frozenset[str]:
    """The names of the folders on the way to a file, in small letters."""
    return frozenset(path.casefold().split("/")[:-1])


def is_ours(path: str) -> bool:
    """Tell whether a file is neither a test's nor somebody else's."""
    return _OTHERS.isdisjoint(folders_of(path))


def is_of_the_model(path: str) -> bool:
    """Tell whether a file is ours and no example or documentation either."""
    folders = folders_of(path)
    return _OTHERS.isdisjoint(folders) and _SHOWN.isdisjoint(folders)


def folder_of(path: str) -> str:
    """The folder that a file lies in; empty for the root."""
    return path.rpartition("/")[0]


def stem_of(path: str) -> str:
    """The name without its last ending, in small letters."""
    name = path.rpartition("/")[2].casefold()
    return name.rpartition(".")[0] or name


def ending_of(path: str) -> str:
    """What follows the last dot of the name, in small letters."""
    name = path.rpartition("/")[2].casefold()
    return name.rpartition(".")[2] if "." in name else ""


def words_of(path: str) -> frozenset[str]:
    """The words of a path, in small letters."""
    return frozenset(_WORDS.split(path.casefold()))
