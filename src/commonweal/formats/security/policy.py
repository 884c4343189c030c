# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read a security policy for addresses, and for words and numbers that speak of disclosure."""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

HitKind = Literal["httpLink", "emailAddress", "vulnDisclosureText"]

_FOLDERS = ("", ".github/", "docs/")
_ENDINGS = ("md", "markdown", "adoc", "rst")
_PATHS = frozenset({f"{folder}security.{ending}" for folder in _FOLDERS for ending in _ENDINGS}) | {
    "doc/security.rst"
}
_LONGEST_LINE = 10_000
_LONGEST_NAME = 300
_LINK = re.compile(r"https?://[a-zA-Z0-9./?=_%:-]*")
_AT = re.compile(r"@|\\?\[at\\?\]")
_BEFORE_AT = string.ascii_letters + string.digits + "._%+-"
_AFTER_AT = re.compile(r"[A-Za-z0-9.-]+")
_DOMAIN = re.compile(r"[A-Za-z0-9.-]+\.[A-Za-z]{2,6}\b", re.ASCII)
_DISCLOSURE = re.compile(r"[0-9]{1,4}\b|disclos|vuln", re.ASCII | re.IGNORECASE)
# A policy that has nothing but links has some signs around each of them.
_AROUND_LINK = 2


class Hit(NamedTuple):
    """Something in a policy: line from 1, `offset` in bytes from the line's start."""

    kind: HitKind
    line: int
    offset: int
    text: str


def is_policy_path(path: str) -> bool:
    """Tell whether forges look for a security policy at a path."""
    return path.casefold() in _PATHS


def policy_hits(text: str) -> tuple[Hit, ...]:
    """Give links, addresses, and words and numbers of disclosure, line by line in this order."""
    return tuple(_hits(text))


def _hits(text: str) -> Iterator[Hit]:
    for number, written in enumerate(text.split("\n"), 1):
        line = written.rstrip("\r")[:_LONGEST_LINE]
        for match in _LINK.finditer(line):
            yield _hit("httpLink", number, line, match.start(), match.end())
        for start, end in _addresses(line):
            yield _hit("emailAddress", number, line, start, end)
        for match in _DISCLOSURE.finditer(line):
            yield _hit("vulnDisclosureText", number, line, match.start(), match.end())


def _hit(kind: HitKind, number: int, line: str, start: int, end: int) -> Hit:
    return Hit(kind, number, len(line[:start].encode()), line[start:end])


def _addresses(line: str) -> Iterator[tuple[int, int]]:
    """Mail addresses, found from their `@`: so no line takes long."""
    free = 0
    for at in _AT.finditer(line):
        left = line[max(free, at.start() - _LONGEST_NAME) : at.start()]
        before = left[len(left.rstrip(_BEFORE_AT)) :]
        after = _AFTER_AT.match(line, at.end(), at.end() + _LONGEST_NAME)
        if not before or after is None:
            continue
        domain = _DOMAIN.match(line, at.end(), at.end() + _LONGEST_NAME)
        start = _first_boundary(line, at.start() - len(before), at.start())
        if domain is None or start is None:
            continue
        free = domain.end()
        yield start, domain.end()


def _first_boundary(line: str, start: int, end: int) -> int | None:
    """The first place from `start` where a word begins or ends."""
    for place in range(start, end):
        if _is_word(line, place - 1) != _is_word(line, place):
            return place
    return None


def _is_word(line: str, place: int) -> bool:
    if not 0 <= place < len(line):
        return False
    return (line[place].isascii() and line[place].isalnum()) or line[place] == "_"


def links(hits: Sequence[Hit]) -> bool:
    """Tell whether a policy names an address to report to."""
    return bool(_linked(hits))


def explains(hits: Sequence[Hit], size: int) -> bool:
    """Tell whether a policy of `size` bytes holds more than its links."""
    linked = _linked(hits)
    return size > max(1, sum(len(text.encode()) + _AROUND_LINK for text in linked))


def speaks_of_disclosure(hits: Iterable[Hit]) -> bool:
    """Tell whether more than one word or number speaks of disclosure."""
    return sum(1 for hit in hits if hit.kind == "vulnDisclosureText") > 1


def _linked(hits: Sequence[Hit]) -> list[str]:
    """Links and addresses, each once."""
    found = dict.fromkeys(hit[::3] for hit in hits if hit.kind != "vulnDisclosureText")
    return [text for _, text in found]
