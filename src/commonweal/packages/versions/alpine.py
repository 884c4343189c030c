# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Alpine and its kin: numbers, a letter, suffixes, a commit and a revision, as apk orders them."""

import re

from commonweal.packages.versions.padding import Key

ECOSYSTEMS = (
    "Alpine",
    "Alpaquita",
    "BellSoft Hardened Containers",
    "Chainguard",
    "CleanStart",
    "MinimOS",
    "Wolfi",
)
# In the order in which apk wants them; what does not fit is left over.
_SUFFIX = re.compile(r"_(alpha|beta|pre|rc|cvs|svn|git|hg|p)([0-9]{0,256})")
_NUMBER = re.compile(r"(\.?)([0-9]{1,256})")
_COMMIT = re.compile(r"~([0-9a-f]{1,256})")
_REVISION = re.compile(r"-r([0-9]{1,256})")
_RUN = re.compile(r"[0-9]{1,256}|[^0-9]{1,256}")
_BEFORE = ("alpha", "beta", "pre", "rc")
_AFTER = ("cvs", "svn", "git", "hg", "p")
# Where one version goes on otherwise than the other: what comes next, from the earliest.
_EARLIER, _REST, _END, _REVISED, _HASH, _SUFFIX_NUMBER, _LATER, _LETTER, _DIGITS = range(9)


def key(text: str) -> Key:
    """See apk-package(5). What is left over makes a version earlier, whatever it says."""
    text = text.strip()
    parts: list[Key] = []
    place = _numbers(text, parts)
    if place and text[place : place + 1].isascii() and text[place : place + 1].islower():
        parts.append((_LETTER, text[place]))
        place += 1
    while found := _SUFFIX.match(text, place):
        parts.extend(_suffix(found[1], found[2]))
        place = found.end()
    if found := _COMMIT.match(text, place):
        parts.append((_HASH, found[1]))
        place = found.end()
    if found := _REVISION.match(text, place):
        parts.append((_REVISED, int(found[1])))
        place = found.end()
    parts.append(_rest(text[place:], counts=found is None))
    return tuple(parts)


def _rest(text: str, *, counts: bool) -> Key:
    """After a revision nothing counts any more, nor does a revision that is none."""
    if not text:
        return (_END,)
    if not counts or text.startswith("-"):
        return (_REST,)
    return (
        _REST,
        *((1, int(run), "") if "0" <= run[0] <= "9" else (0, 0, run) for run in _RUN.findall(text)),
    )


def _numbers(text: str, parts: list[Key]) -> int:
    """Collect the numbers; those after the first are fractions where one begins with a zero."""
    place = 0
    while found := _NUMBER.match(text, place):
        if bool(parts) != bool(found[1]):
            break
        digits = found[2]
        is_fraction = bool(parts) and digits.startswith("0")
        parts.append((_DIGITS, 0, digits) if is_fraction else (_DIGITS, 1, int(digits)))
        place = found.end()
    return place


def _suffix(word: str, digits: str) -> list[Key]:
    found: list[Key] = [
        (_EARLIER, _BEFORE.index(word)) if word in _BEFORE else (_LATER, _AFTER.index(word))
    ]
    if digits:
        found.append((_SUFFIX_NUMBER, int(digits)))
    return found
