# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Short stable ids for repositories, from the end of a path or URL."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, count

_SEPARATORS = re.compile(r"[/\\:]+")
_UNWANTED = re.compile(r"[^a-z0-9._-]+")
_NO_NAMES = frozenset({"", ".", "..", ".git"})
# Folders that are called for what they hold: the part before tells more.
_SAY_NOTHING = frozenset(
    {"checkout", "clone", "code", "git", "mirror", "repo", "repository", "source", "src"}
)
_LONGEST = 80


def repository_ids(locations: Sequence[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Give one id per location, in order: its last part; where taken, with the part before.

    A part that only says what it holds, such as "repo", is no name. An earlier location
    keeps its id when another is added behind it.
    """
    used = {"portfolio", *taken}
    ids = []
    for location in locations:
        chosen = next(name for name in _candidates(location) if name not in used)
        used.add(chosen)
        ids.append(chosen)
    return tuple(ids)


def _candidates(location: str) -> Iterable[str]:
    parts = [part for part in _SEPARATORS.split(_path(location)) if part not in _NO_NAMES]
    names = [_slug(part.removesuffix(".git")) for part in parts]
    while len(names) > 1 and names[-1] in _SAY_NOTHING:
        del names[-1]
    names = names[-2:]
    last = names[-1] if names else "repository"
    numbered = (f"{last}-{number}" for number in count(2))
    return chain([last], [f"{names[0]}-{last}"] if len(names) > 1 else [], numbered)


def _path(location: str) -> str:
    """Take a URL without its host, which is no name, and without the credentials before it."""
    if "://" not in location:
        return location
    return re.split(r"[?#]", location.split("://", 1)[1].partition("/")[2])[0]


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _UNWANTED.sub("-", plain).strip("-._")[:_LONGEST] or "repository"
