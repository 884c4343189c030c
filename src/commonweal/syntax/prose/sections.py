# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a heading announces, in the six languages of the United Nations; words in sections.toml."""

import functools
import re
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple

import msgspec

from commonweal.syntax.prose.links import Link, links_of
from commonweal.syntax.prose.read import Heading, Line, Prose, below

# Longer ones are sentences, not headings.
_MOST_WORDS = 9


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See the comments in `sections.toml`."""

    words: tuple[str, ...]
    parts: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()


class _Patterns(NamedTuple):
    wanted: re.Pattern[str]
    unwanted: re.Pattern[str] | None


@functools.cache
def _sections() -> dict[str, _Patterns]:
    content = resources.files(__package__).joinpath("sections.toml").read_bytes()
    read = msgspec.toml.decode(content, type=dict[str, _Words])
    return {name: _patterns(section) for name, section in read.items()}


def _patterns(section: _Words) -> _Patterns:
    return _Patterns(
        re.compile("|".join((rf"\b(?:{'|'.join(section.words)})\b", *section.parts))),
        re.compile(rf"\b(?:{'|'.join(section.not_with)})\b") if section.not_with else None,
    )


# Words in brackets say for whom or for what a section is, seldom what it is about.
_BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")


@functools.lru_cache(maxsize=4096)
def sections_of(heading: str) -> frozenset[str]:
    """Name the sections that a heading may announce."""
    return frozenset(_announced(heading.casefold()))


@functools.lru_cache(maxsize=4096)
def subjects_of(heading: str) -> frozenset[str]:
    """Name the sections that a heading is about: it has their word first, and not in brackets."""
    spans = _announced(_BRACKETS.sub(" ", heading.casefold()))
    first = min((end for _, end in spans.values()), default=0)
    return frozenset(name for name, (start, _) in spans.items() if start < first)


def _announced(text: str) -> dict[str, tuple[int, int]]:
    """Give the sections that a text in small letters may announce, with where their word is."""
    if len(text.split()) > _MOST_WORDS:
        return {}
    return {
        name: match.span()
        for name, patterns in _sections().items()
        if (match := patterns.wanted.search(text))
        and not (patterns.unwanted and patterns.unwanted.search(text))
    }


def headings_of(prose: Prose, *names: str) -> tuple[Heading, ...]:
    """Give the headings that announce one of these sections, those that are about it first."""
    wanted = frozenset(names)
    found = (
        heading for heading in prose.headings if not wanted.isdisjoint(sections_of(heading.text))
    )
    return tuple(sorted(found, key=lambda heading: wanted.isdisjoint(subjects_of(heading.text))))


def section_lines(prose: Prose, names: Iterable[str]) -> tuple[Line, ...]:
    """Give the lines of words below the headings that announce one of these sections, each once."""
    found = {line for heading in headings_of(prose, *names) for line in below(prose, heading)}
    return tuple(sorted(found))


# Where a README leads to its other texts, if it does.
_FIRST_LINES = 150


def links_to(prose: Prose, *names: str) -> tuple[Link, ...]:
    """Give the links in the first lines whose words announce one of these sections."""
    wanted = frozenset(names)
    return tuple(
        link
        for link in links_of(prose, prose.lines[:_FIRST_LINES])
        if not link.is_image and not wanted.isdisjoint(sections_of(link.label))
    )
