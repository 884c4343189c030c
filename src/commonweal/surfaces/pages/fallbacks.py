# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Text that has no translation: on a page of another language it is named as English."""

import re

from commonweal.translations import END, START

# What stands between these has a direction of its own, as in <bdi>; they may stand in attributes.
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
# A short name without a space, such as that of a licence: a line would end at its hyphens.
_WHOLE = f"{ISOLATE}[^<>\\s{START}{END}{ISOLATE}{END_OF_ISOLATE}]{{1,24}}{END_OF_ISOLATE}"
_PIECE = re.compile(f"<[^<>]*>|[{START}{END}]|{_WHOLE}")
_MARKS = str.maketrans("", "", START + END)
# Two such texts one after the other are one, else they would stand in the order of the page.
_BETWEEN = re.compile(f"{END}([ \\n]*){START}")
# Where no element may stand; text there is left as it is.
_TEXT_ALONE = ("svg", "title")


def unmarked(text: str) -> str:
    """Take the marks off."""
    return text.translate(_MARKS)


def named_as_english(page: str, direction: str) -> str:
    """Put every text between marks into an element with its language, where one may stand.

    A short name that stands between isolates becomes an element too, which is not broken.
    """
    other = ' dir="ltr"' if direction != "ltr" else ""
    opening, depth = f'<span lang="en"{other}>', 0

    def shown(found: re.Match[str]) -> str:
        nonlocal depth
        piece = found[0]
        if piece in (START, END):
            text = opening if piece == START else "</span>"
            return "" if depth else text
        if piece[0] == ISOLATE:
            return piece if depth else f'<bdi class="name">{piece[1:-1]}</bdi>'
        name = re.split(r"[\s>]", piece[1:], maxsplit=1)[0]
        if name.removeprefix("/") in _TEXT_ALONE:
            depth += -1 if name.startswith("/") else 1
        return unmarked(piece)

    return _PIECE.sub(shown, _BETWEEN.sub(r"\1", page))
