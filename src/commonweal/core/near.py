# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which known thing somebody means by a name, and which may be meant by a name that is not known.

A thing has an id and may have titles. It goes by each of them, in any case and with any signs
between the words, as long as no other thing goes by the same.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from commonweal.core.message import Message, message
from commonweal.core.text import printable

_MOST = 3
# Nobody types more; comparing it would cost time.
_LONGEST = 100

Known = Mapping[str, Collection[str]]


def id_named(name: str, known: Known) -> str | None:
    """Give the id that a name means: of ids and their titles, ids first; None where none, or two.

    `known` are ids with their titles.
    """
    if name in known:
        return name
    plain = _plain(name)
    for found in (
        [id_ for id_ in known if _plain(id_) == plain],
        [id_ for id_, titles in known.items() if plain in map(_plain, titles)],
    ):
        if plain and len(found) == 1:
            return found[0]
    return None


def near(name: str, known: Collection[str] | Known) -> tuple[str, ...]:
    """Give a few known ids that hold this name, or are written nearly like it, the best first."""
    titles = known if isinstance(known, Mapping) else dict.fromkeys(known, ())
    spelled = {title.casefold(): id_ for id_ in titles for title in (*titles[id_], id_)}
    plain = name[:_LONGEST].casefold()
    holding = sorted((other for other in spelled if plain and plain in other), key=len)
    close = get_close_matches(plain, spelled, n=_MOST)
    parts = {part: other for other in spelled for part in re.split(r"[\W_]+", other)}
    alike = (parts[part] for part in get_close_matches(plain, parts, n=_MOST, cutoff=0.8))
    return tuple(dict.fromkeys(spelled[other] for other in (*holding, *close, *alike)))[:_MOST]


def did_you_mean(names: Iterable[str]) -> Message:
    """Ask for names that are near; there must be some."""
    return message("Did you mean %(names)s?", names=", ".join(map(printable, names)))


def _plain(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name[:_LONGEST]).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
