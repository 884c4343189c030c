# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which files are licences by their name: as Scorecard tells them in the root, and anywhere."""

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


_ANYWHERE = frozenset({"license", "licence", "unlicense", "copying", "ofl"})
_PROSE = frozenset(
    {"adoc", "asc", "asciidoc", "htm", "html", "markdown", "md", "rst", "text", "txt"}
)
# What says which licence it is: LICENSE-MIT, COPYING.LESSER, LICENSE-2.0.txt, MIT-LICENSE.
_WHICH = re.compile(
    r"(?:apache|mit|bsd|[al]?gpl|g?fdl|[em]pl|eupl|lesser|cc0|ofl|isc|psf|zlib|unicode|dual|commercial"
    r"|docs|code)(?:v?[0-9].{0,20})?|v?[0-9].{0,20}"
)
_LANGUAGE = re.compile(r"[a-z]{2}")


def is_licence_name(name: str) -> bool:
    """Tell the text of a licence, in any folder, by its file's name, without folders.

    The name has no ending or one of text, and the word is a part of its own: alone, or
    with what says which licence it is, or in which language.
    """
    stem, dot, ending = name[: _LONGEST + 1].casefold().rpartition(".")
    if not dot or ending in _ANYWHERE or _WHICH.fullmatch(ending):
        stem = f"{stem}{dot}{ending}"
    elif ending not in _PROSE:
        return False
    parts = re.split(r"[._ -]", stem) if len(stem) <= _LONGEST else []
    word = next((at for at, part in enumerate(parts) if part in _ANYWHERE), None)
    if word is None:
        return False
    before, after = parts[:word], parts[word + 1 :]
    if before:
        return not after and all(map(_WHICH.fullmatch, before))
    is_translated = len(after) == 1 and _LANGUAGE.fullmatch(after[0]) is not None
    return not after or is_translated or _WHICH.fullmatch(after[0]) is not None
