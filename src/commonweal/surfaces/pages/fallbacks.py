# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Text that has no translation: on a page of another language it is named as English."""

import re

from commonweal.translations import END, START

_PIECE = re.compile(f"<[^<>]*>|[{START}{END}]")
_MARKS = str.maketrans("", "", START + END)
# Two such texts one after the other are one, else they would stand in the order of the page.
_BETWEEN = re.compile(f"{END}([ \\n]*){START}")
# Where no element may stand; text there is left as it is.
_TEXT_ALONE = ("svg", "title")


def unmarked(text: str) -> str:
    """Take the marks off."""
    return text.translate(_MARKS)


def named_as_english(page: str, direction: str) -> str:
    """Put every text between marks into an element with its language, where one may stand."""
    other = ' dir="ltr"' if direction != "ltr" else ""
    opening, depth = f'<span lang="en"{other}>', 0

    def shown(found: re.Match[str]) -> str:
        nonlocal depth
        piece = found[0]
        if piece in (START, END):
            text = opening if piece == START else "</span>"
            return "" if depth else text
        name = re.split(r"[\s>]", piece[1:], maxsplit=1)[0]
        if name.removeprefix("/") in _TEXT_ALONE:
            depth += -1 if name.startswith("/") else 1
        return unmarked(piece)

    return _PIECE.sub(shown, _BETWEEN.sub(r"\1", page))
