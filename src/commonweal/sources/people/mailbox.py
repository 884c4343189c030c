# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether all names at one address are one person.

Mostly they are. But a maintainer who applies a patch with the wrong settings
leaves someone else's name at their own address, and gateways write everybody's
commits from one address. So two full names at one address without any word in
common are two people, unless they are written in two scripts, where words
cannot be compared. Someone who changed the whole name is joined by a mailmap
or by the office's alias list.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from commonweal.sources.people.join import Joined

_WORD = re.compile(r"[^\W\d_]{2,}")
# Words that many names have, and that make nobody a relative.
_PARTICLES = frozenset(
    {
        "van", "von", "der", "den", "ter", "ten", "de", "del", "della", "di", "da", "dos", "das",
        "do", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "bint", "abu", "mc", "mac", "st",
        "jr", "sr", "ii", "iii", "dr", "phd", "mr", "mrs", "ms", "prof", "the", "and", "of", "y",
    }
)  # fmt: skip


def name_clusters(names: Iterable[str]) -> dict[str, str]:
    """Give each full name the name that stands for all that can be the same person."""
    listed = sorted(set(names))
    joined: Joined[tuple[str, str]] = Joined()
    for name in listed:
        for word in _words(name):
            joined.join(("name", name), ("word", word))
    clusters = joined.groups((("name", name), name) for name in listed)
    scripts: dict[str, int] = defaultdict(int)
    for cluster in clusters:
        scripts[_script(cluster[0])] += 1
    if max(scripts.values(), default=0) <= 1:
        return dict.fromkeys(listed, listed[0]) if listed else {}
    return {name: cluster[0] for cluster in clusters for name in cluster}


def _words(name: str) -> set[str]:
    letters = unicodedata.normalize("NFKD", name[:200])
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return set(_WORD.findall(plain)) - _PARTICLES


def _script(name: str) -> str:
    """Give the script of the first letter, by the first word of its Unicode name."""
    letter = next((character for character in name if character.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""
