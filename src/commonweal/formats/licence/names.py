# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which files are licences by their name: in the root, or in a folder right below it."""

import re

# More before the word, as in GPL-2.0-LICENSE or Apache_LICENSE.
_NAME = re.compile(
    r"(?P<before>(?:[0-9a-z](?:[_-]?[0-9a-z.])*)?)[-_]?"
    r"(?P<word>patents?|copy(?:ing|right)|licen[sc]es?)"
    r"(?P<separator>[-_./]?)"
    r"(?P<after>(?:[0-9a-z](?:[_-]?[0-9a-z.])*)?)"
    r"(?P<ending>(?:\.?[a-z]+)?)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\.[0-9]")
_TEXTS = (".adoc", ".asc", ".doc", ".ext", ".html", ".markdown", ".md", ".rst", ".txt", ".xml")
_LONGEST = 200


def is_licence_path(path: str) -> bool:
    """Tell a licence by its path alone; an id of a licence may stand before or after the word."""
    match = _NAME.match(path) if len(path) <= _LONGEST else None
    if match is None:
        return False
    ending = _ending(path, match["word"])
    named, ending = _without_ending(match, ending)
    if match.end() == len(path):
        return not ending or any(text in ending.casefold() for text in _TEXTS)
    # An ending that the name itself does not reach.
    is_named = match["separator"] == "/" or bool(named)
    return is_named and match[0] + ending == path


def licence_in_name(path: str) -> str:
    """The id of a licence that a file's name holds, as it is written; "" where it holds none."""
    match = _NAME.match(path) if len(path) <= _LONGEST else None
    if match is None:
        return ""
    return _without_ending(match, _ending(path, match["word"]))[0]


def _ending(path: str, word: str) -> str:
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    ending = name[dot:] if dot >= 0 else ""
    # In MIT.LICENSE the ending is the word itself.
    return "" if word in ending else ending


def _without_ending(match: re.Match[str], ending: str) -> tuple[str, str]:
    """Tell apart what may be an id and what is the file's ending: 2.0 in GPL-2.0 is none."""
    named = match["before"] or match["after"]
    if named.casefold() == "un":
        named = "Unlicense"
    if not named or not ending:
        return named, ending
    if named in ending:
        return "", ending
    if ending in named:
        if not _is_text(ending) and _VERSION.search(named):
            return named, ""
        return named.replace(ending, ""), ending
    return (named if ending == match["ending"] else named + match["ending"]), ending


def _is_text(ending: str) -> bool:
    return any(text in ending.casefold() for text in _TEXTS)
