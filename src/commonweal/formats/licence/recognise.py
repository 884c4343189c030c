# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Recognise licence texts: a claim where a text is nothing but a licence, a hint where it is more.

The matching of words is licenseclassifier's; whether what it leaves over is a
heading, a steward's notice or somebody's own terms is decided here.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from commonweal.formats.licence.terms import holds_terms, restricts
from commonweal.formats.spdx import is_fsf_libre

# Recognition takes up to 2 s a MiB on texts made to be slow.
TEXT_LIMIT = 256 * 1024
# So many words of its own make a text another one, however long the licence.
_MOST_OWN_WORDS = 60
_MOST_OWN_SHARE = 0.1
# Shorter matches are links and mentions, not texts.
_SHORTEST_TEXT = 8
_HEADING_WORDS, _HEADINGS = 12, 4
_LONGEST_LINE = 400
_HEADING_READ = 600
# A line with one of these may be a term, so it is no mere heading.
_TERMS = re.compile(
    r"\b(?:not|no|only|except(?:ion)?|unless|must|shall|may|without|prohibit\w*|restrict\w*"
    r"|(?:non)?-?commercial|condition\w*|clause|additional\w*|amend\w*|forbid\w*|limit\w*)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"copyright|©|\(c\)|all rights reserved", re.IGNORECASE)
_COPYRIGHT_WORDS = 30
# "Modified BSD License" is what many call the BSD licence of three clauses.
_MODIFIED = re.compile(
    r"\b(?:modified|modification of)\s{1,10}(?!bsd)[^\n]{0,400}\blicen[cs]e", re.IGNORECASE
)
_WORD = re.compile(r"\w")


class Recognised(NamedTuple):
    """What a text is.

    `spdx` is the one licence it consists of, `parts` are the shares of all the
    licences where it consists of several; both are empty for a text with terms
    of its own, which `derived_from` then names the origin of. `coverage` is the
    share of words that are a licence's or stand around one.
    """

    spdx: str | None
    coverage: float
    derived_from: str | None
    parts: Mapping[str, float]


class _Notice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mark: str
    words: int
    ids: tuple[str, ...]
    is_for_free_only: bool = False


class _Name(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    id: str


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    notice: tuple[_Notice, ...]
    name: tuple[_Name, ...]
    closed: tuple[_Name, ...]


class _Found(NamedTuple):
    """A stretch of the text that is a licence's."""

    spdx: str
    start: int
    end: int


@functools.cache
def _rules() -> _Rules:
    content = resources.files(__package__).joinpath("rules.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Rules)


def recognise(text: str) -> Recognised:
    """Recognise a licence text.

    Text alone cannot tell "only" from "or later", so the GNU licences keep their plain id.
    """
    start = text[:TEXT_LIMIT]
    found = _found(start)
    words = _words_by_licence(start, found)
    foreign, around = _left_over(start, found, tuple(words))
    total = sum(words.values()) + foreign + around
    if not total:
        return Recognised(None, 0.0, None, MappingProxyType({}))
    coverage = round((total - foreign) / total, 3) if words else 0.0
    is_plain = foreign <= min(_MOST_OWN_WORDS, _MOST_OWN_SHARE * total) and len(text) <= TEXT_LIMIT
    is_whole = is_plain and not _has_own_terms(start, found, tuple(words))
    if not words or not is_whole or _is_said_to_be_modified(start):
        return Recognised(None, coverage, _origin(start, words, total), MappingProxyType({}))
    parts = {spdx: round(count / sum(words.values()), 3) for spdx, count in sorted(words.items())}
    only = next(iter(parts)) if len(parts) == 1 else None
    # One licence is the whole of its text, with what stands around it.
    shares = {only: coverage} if only else parts
    return Recognised(only, coverage, None, MappingProxyType(shares))


def _found(text: str) -> tuple[_Found, ...]:
    # Slow to load; only those who have a licence text need it.
    from licenseclassifier import identify_license  # noqa: PLC0415

    if not text.strip():
        return ()
    matches = identify_license(text, coverage_threshold=0)
    return tuple(_Found(match_.id, match_.start, match_.end) for match_ in matches)


def _words_by_licence(text: str, found: Iterable[_Found]) -> dict[str, int]:
    words: dict[str, int] = {}
    for match in found:
        words[match.spdx] = words.get(match.spdx, 0) + _count(text[match.start : match.end])
    if "LGPL-3.0" in words:
        # It is an addition to the GPL, whose text often stands in the same file.
        words["LGPL-3.0"] += words.pop("GPL-3.0", 0) + words.pop("GPL-3.0-or-later", 0)
    for spdx in tuple(words):
        plain = spdx.removesuffix("-or-later").removesuffix("-only")
        if plain != spdx and words.get(plain, 0) > words[spdx]:
            # Only what the GNU texts themselves recommend at their end.
            words[plain] += words.pop(spdx)
    return {spdx: count for spdx, count in words.items() if count >= _SHORTEST_TEXT}


def _count(text: str) -> int:
    return sum(1 for word in text.split() if _WORD.search(word))


def _left_over(text: str, found: Sequence[_Found], ids: Sequence[str]) -> tuple[int, int]:
    """Count the words outside of licences: those that may be terms, and those that surround."""
    foreign = around = 0
    for gap in _gaps(text, found):
        headings = sum(_count(heading) for heading in _headings(gap))
        rest = _count(gap) - headings
        noticed = min(rest, _noticed(gap, ids))
        foreign += rest - noticed
        around += headings + noticed
    return foreign, around


def _has_own_terms(text: str, found: Sequence[_Found], ids: Sequence[str]) -> bool:
    """Tell whether something outside of the licences restricts or grants.

    What a steward prints around a licence speaks of permissions too, so that beside
    it only what no steward says counts.
    """
    return any(
        restricts(gap) if _noticed(gap, ids) else holds_terms(gap) for gap in _gaps(text, found)
    )


def closed_names(text: str) -> tuple[str, ...]:
    """Name licences that are known not to be open, by the words of the heading."""
    heading = " ".join(text[:_HEADING_READ].casefold().split())
    named = (name.id for name in _rules().closed if all(word in heading for word in name.words))
    return tuple(dict.fromkeys(named))


def named_in(words: str) -> tuple[str, ...]:
    """Name the licences that words speak of, the most exact first."""
    plain = " ".join(words.casefold().split())
    found = (name.id for name in _rules().name if all(word in plain for word in name.words))
    return tuple(dict.fromkeys(found))


def _gaps(text: str, found: Sequence[_Found]) -> Iterator[str]:
    place = 0
    for match in found:
        yield text[place : match.start]
        place = max(place, match.end)
    yield text[place:]


def _headings(gap: str) -> Iterator[str]:
    """Give what names a project, a licence or a holder: short paragraphs without terms."""
    plain = 0
    for paragraph in re.split(r"\n[ \t]*\n", gap):
        lines = paragraph.split("\n")
        others = [line for line in lines if not _names_holder(line)]
        yield from (line for line in lines if _names_holder(line))
        rest = "\n".join(others)
        count = _count(rest)
        if 0 < count <= _HEADING_WORDS and plain < _HEADINGS and not _TERMS.search(rest):
            plain += 1
            yield rest


def _names_holder(line: str) -> bool:
    is_short = len(line) <= _LONGEST_LINE and _count(line) <= _COPYRIGHT_WORDS
    return is_short and _COPYRIGHT.search(line) is not None and _TERMS.search(line) is None


def _noticed(gap: str, ids: Iterable[str]) -> int:
    """Count the words that notices of the licences' stewards account for."""
    text = " ".join(gap.casefold().split())
    return sum(
        notice.words
        for notice in _rules().notice
        if notice.mark in text
        and any(
            spdx.startswith(notice.ids) and (is_fsf_libre(spdx) or not notice.is_for_free_only)
            for spdx in ids
        )
    )


def _is_said_to_be_modified(text: str) -> bool:
    """Tell whether the first line says so."""
    first = text.lstrip().split("\n", 1)[0][:_LONGEST_LINE]
    return _count(first) <= _HEADING_WORDS and _MODIFIED.search(first) is not None


def _origin(text: str, words: Mapping[str, int], total: int) -> str | None:
    """Name the licence that a text was most likely made from."""
    largest = max(words, key=lambda spdx: (words[spdx], spdx), default=None)
    if largest and words[largest] * 2 >= total:
        return largest
    heading = " ".join(text[:_HEADING_READ].casefold().split())
    return next(
        (name.id for name in _rules().name if all(word in heading for word in name.words)), None
    )
