# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Folders of other people's code: by the office's word, the project's own, or their name; pure."""

import functools
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Literal, NamedTuple

from commonweal.sources.tree.origin.rules import rules

Origin = Literal["own", "vendored", "generated"]

_MOST_PATTERNS = 50
_LONGEST_PATTERN = 200
_MOST_STARS = 4
# Folders further down are not looked at: a path may be made of thousands.
DEEPEST = 12


class Pattern(NamedTuple):
    """A pattern of `.gitattributes`, in parts, and what the project says of what it matches."""

    parts: tuple[str, ...]
    is_anchored: bool
    origin: Origin


class Places(NamedTuple):
    """What the office says of folders and files, and what the project itself does."""

    vendored: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    def said(self, path: str) -> Origin | None:
        """What somebody says of a path: the office first, and of its paths the longest."""
        found = [
            (len(place), origin)
            for places, origin in ((self.vendored, "vendored"), (self.own, "own"))
            for place in places
            if _is_below(path, place)
        ]
        if found:
            return "own" if max(found)[1] == "own" else "vendored"
        # As git has it, the last line that matches decides.
        return next(
            (pattern.origin for pattern in reversed(self.patterns) if _matches(pattern, path)), None
        )


NO_PLACES = Places()


def _is_below(path: str, place: str) -> bool:
    plain = place.strip("/")
    return path == plain or path.startswith(plain + "/")


def _matches(pattern: Pattern, path: str) -> bool:
    parts = tuple(path.split("/"))
    if not pattern.is_anchored:
        return fnmatchcase(parts[-1], pattern.parts[0])
    return _fits(pattern.parts, parts)


@functools.lru_cache(maxsize=4_096)
def _fits(pattern: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Compare part by part, and know at each how much of the pattern may be behind it.

    So a path of thousands of parts takes a step for each, however many `**` there are.
    """
    behind = _with_none({0}, pattern)
    for part in parts:
        behind = _with_none(
            {
                place + (pattern[place] != "**")
                for place in behind
                if place < len(pattern)
                and (pattern[place] == "**" or fnmatchcase(part, pattern[place]))
            },
            pattern,
        )
    return len(pattern) in behind


def _with_none(behind: set[int], pattern: tuple[str, ...]) -> set[int]:
    """Add what is behind where a `**` stands for no folder at all."""
    for place, part in enumerate(pattern):
        if part == "**" and place in behind:
            behind.add(place + 1)
    return behind


def attributes(content: bytes) -> tuple[Pattern, ...]:
    """Read what `.gitattributes` says by `linguist-vendored` and `linguist-generated`."""
    lines = content.decode("utf-8", "replace").split("\n")
    return tuple(pattern for line in lines for pattern in _patterns(line))[:_MOST_PATTERNS]


_WORDS: dict[str, Origin] = {
    "linguist-vendored": "vendored",
    "linguist-vendored=true": "vendored",
    "linguist-generated": "generated",
    "linguist-generated=true": "generated",
    "-linguist-vendored": "own",
    "linguist-vendored=false": "own",
    "-linguist-generated": "own",
    "linguist-generated=false": "own",
}


def _patterns(line: str) -> Iterator[Pattern]:
    words = line.split()
    if len(words) < 2 or words[0].startswith(("#", "!", '"', "[attr]")):  # noqa: PLR2004  pattern, word
        return
    spelled = words[0]
    if len(spelled) > _LONGEST_PATTERN or spelled.count("*") > _MOST_STARS:
        return
    parts = tuple(spelled.strip("/").split("/"))
    if not all(parts):
        return
    for word in words[1:]:
        if origin := _WORDS.get(word):
            yield Pattern(parts, "/" in spelled.rstrip("/") or len(parts) > 1, origin)


@functools.lru_cache(maxsize=65_536)
def is_sure_folder(folder: str) -> bool:
    """Tell by names alone that a folder (in small letters) lies in one of other people's code."""
    parts = folder.split("/")
    lists = rules().folders
    return parts[0] in lists.at_root or not lists.sure.isdisjoint(parts)


def likely_folders(files: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Folders that have the name of one of other people's code, and a sign of it inside.

    The sign is a file that a package manager puts there, or, one folder below, a licence that
    is not the project's own. `files` are paths in small letters, each with the id of its blob.
    """
    listed = list(files)
    own = {blob_id for path, blob_id in listed if "/" not in path and _is_licence(path)}
    lists = rules().folders
    found: set[str] = set()
    for path, blob_id in listed:
        parts = path.split("/", DEEPEST)
        for number, part in enumerate(parts[:-1]):
            if part in lists.likely and _shows(parts[number + 1 :], is_own=blob_id in own):
                found.add("/".join(parts[: number + 1]))
    return frozenset(found)


_LICENCES = ("license", "licence", "copying", "unlicense")
_DEEPEST = 3


def _is_licence(name: str) -> bool:
    return name.partition(".")[0] in _LICENCES


def _shows(below: list[str], *, is_own: bool) -> bool:
    if len(below) > _DEEPEST:
        return False
    return below[-1] in rules().folders.managed or (
        len(below) > 1 and _is_licence(below[-1]) and not is_own
    )
