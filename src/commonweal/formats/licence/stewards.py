# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Notices in a licence's text that speak of the text, and not of what it is given for."""

import re
from collections.abc import Sequence

# What stands before the word: who wrote the terms says so.
_OF_THE_TEXT = re.compile(
    r"\blicen[cs]e (?:text|document|agreement) (?:is )?(?:copyright|©|\(c\))"
    r"|\b(?:this|the) (?:public )?(?:licen[cs]e|agreement) (?:is )?(?:copyright|©|\(c\))"
    r"|\bcopyright (?:of|in) (?:this|the) (?:licen[cs]e|agreement)\b",
    re.IGNORECASE,
)
# What stands below the notice in the GNU licences, SSPL, Artistic, LPPL, WTFPL and others.
_COPIES_OF_THE_TEXT = re.compile(
    r"(?:everyone|everybody|anyone) is (?:permitted|allowed) to (?:copy|distribute)\b.{0,80}"
    r"\bcopies of this (?:licen[cs]e|agreement)",
    re.IGNORECASE,
)
_LINES_BELOW = 5
# Those who keep a licence's text hold the copyright in that text alone.
_STEWARD = re.compile(
    r"free software foundation|creative commons|mozilla foundation|eclipse foundation"
    r"|open data commons|european (?:union|community)|python software foundation|unicode, inc"
    r"|apache software foundation|linux foundation and its|lawrence rosen|sam hocevar",
    re.IGNORECASE,
)


def is_of_the_text(lines: Sequence[str], number: int, holder: str) -> bool:
    """Tell whether the notice in line `number` (from 0) is about the licence's own text."""
    if _STEWARD.search(holder) or _OF_THE_TEXT.search(lines[number]):
        return True
    below = " ".join(" ".join(lines[number + 1 : number + 1 + _LINES_BELOW]).split())
    return _COPIES_OF_THE_TEXT.search(below) is not None
