# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""PyPI: versions by PEP 440; older ones, from before it, come before all of them."""

import re

from commonweal.packages.versions.padding import Key, without_zeros

ECOSYSTEMS = ("PyPI",)
_VERSION = re.compile(
    r"v?(?:([0-9]{1,256})!)?"
    r"([0-9]{1,256}(?:\.[0-9]{1,256}){0,256})"
    r"(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?([0-9]{1,256})?)?"
    r"(?:-([0-9]{1,256})|[-_.]?(post|rev|r)[-_.]?([0-9]{1,256})?)?"
    r"(?:[-_.]?(dev)[-_.]?([0-9]{1,256})?)?"
    r"(?:\+([a-z0-9]{1,256}(?:[-_.][a-z0-9]{1,256}){0,256}))?"
)
_SPELLINGS = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}
_LOCAL_SEPARATOR = re.compile(r"[-_.]")
# Parts of old versions: numbers, words, points, dashes, and whatever lies between them.
_OLD_PART = re.compile(r"[0-9]{1,256}|[a-z]{1,256}|\.|-|[^0-9a-z.-]{1,256}")
_OLD_SPELLINGS = {"pre": "c", "preview": "c", "rc": "c", "-": "final-", "dev": "@"}
_OLD_END = "*final"
_FIRST: Key = (0,)
_LAST: Key = (2,)


def key(text: str) -> Key:
    """See https://packaging.python.org/specifications/version-specifiers."""
    text = text.strip().lower()
    found = _VERSION.fullmatch(text)
    if found is None:
        return (0, _old_parts(text))
    epoch, release, letter, number, plain_post, post, post_number, dev, dev_number, local = (
        found.groups()
    )
    is_post = plain_post is not None or post is not None
    post_key = (1, int(plain_post or post_number or "0")) if is_post else _FIRST
    dev_key = (1, int(dev_number or "0")) if dev else _LAST
    if letter:
        before: Key = (1, _SPELLINGS.get(letter, letter), int(number or "0"))
    else:
        # A development version of a release comes before its alphas.
        before = _FIRST if dev and not is_post else _LAST
    numbers = without_zeros(map(int, release.split(".")))
    return (1, int(epoch or "0"), numbers, before, post_key, dev_key, _local(local))


def _local(local: str | None) -> Key:
    """Words come before numbers, and both after a version without local parts."""
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part)
        for part in (_LOCAL_SEPARATOR.split(local) if local else ())
    )


def _old_parts(text: str) -> Key:
    """Split as setuptools did; what comes before a release takes its dashes and zeros away."""
    parts: list[str] = []
    for found in (*_OLD_PART.findall(text), _OLD_END.removeprefix("*")):
        part = _OLD_SPELLINGS.get(found, found)
        if part == ".":
            continue
        if part[0].isascii() and part[0].isdigit():
            parts.append(part.zfill(8))
            continue
        word = f"*{part}"
        if word < _OLD_END:
            while parts and parts[-1] == "*final-":
                parts.pop()
        while parts and parts[-1] == "00000000":
            parts.pop()
        parts.append(word)
    return tuple(parts)
