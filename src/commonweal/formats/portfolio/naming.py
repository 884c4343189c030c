# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Short stable ids for repositories, from the end of a path or URL."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

_SEPARATORS = re.compile(r"[/\\:]+")
_UNWANTED = re.compile(r"[^a-z0-9._-]+")
_NO_NAMES = frozenset({"", ".", "..", ".git"})
# Folders that are called for what they hold: the part before tells more.
_SAY_NOTHING = frozenset(
    {"checkout", "clone", "code", "git", "mirror", "repo", "repository", "source", "src"}
)
_LONGEST = 80


def repository_ids(locations: Sequence[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Give one id per location, in order: its last part; where taken, with those before it.

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


def last_name(location: str) -> str:
    """What a location is called as an id; "" where there is none."""
    return _names(location)[-1] if location else ""


def title_of(location: str) -> str:
    """The name as the location spells it, where its id has lost something of it; else ""."""
    spelled = [part.removesuffix(".git") for part in _parts(location)]
    title = next((part for part in reversed(spelled) if _slug(part) not in _SAY_NOTHING), "")
    return "" if _UNWANTED.sub("-", title) == _slug(title) else title


def _candidates(location: str) -> Iterator[str]:
    """The last name; with more and more of those before it; with a number."""
    names = _names(location)
    for start in range(len(names) - 1, -1, -1):
        yield "-".join(names[start:])[-_LONGEST:].strip("-._")
    yield from (f"{names[-1]}-{number}" for number in count(2))


def _names(location: str) -> list[str]:
    names = [_slug(part.removesuffix(".git")) for part in _parts(location)] or ["repository"]
    while len(names) > 1 and names[-1] in _SAY_NOTHING:
        del names[-1]
    return names


def _parts(location: str) -> list[str]:
    return [part for part in _SEPARATORS.split(_path(location)) if part not in _NO_NAMES]


def _path(location: str) -> str:
    """Take a URL without its host, which is no name, and without the credentials before it."""
    if "://" not in location:
        return location
    return re.split(r"[?#]", location.split("://", 1)[1].partition("/")[2])[0]


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _UNWANTED.sub("-", plain).strip("-._")[:_LONGEST] or "repository"
