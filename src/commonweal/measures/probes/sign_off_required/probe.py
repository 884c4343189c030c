# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The Developer Certificate of Origin, or an agreement: asked for in words, or set up by a file."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import Prose, proses

_WORDS = {
    "dco": re.compile(
        r"signed-off-by|developer'?s? certificate of origin|developercertificate\.org|\bDCO\b"
        r"|\bgit commit (?:-\w*s|--signoff)\b|\bsign[- ]?off (?:on )?(?:your|all|each|every)",
        re.IGNORECASE,
    ),
    "cla": re.compile(
        r"contributors?'? licen[cs]e agreement|contributor agreement|\bI?CLAs?\b(?!-\d)"
        r"|copyright assignment",
        re.IGNORECASE,
    ),
}
# What somebody agrees to by sending a contribution: said in one sentence, over the ends of lines.
_SENDING = re.compile(
    r"\bby\s{1,4}(?:(?P<enough>contributing|making\s(?:a|any)\scontributions?)"
    r"|submitting|opening|sending|creating|filing|making|proposing|offering|pushing|posting"
    r"|providing)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?!\w)|\n\s*\n")
_LONGEST_SENTENCE = 500
_THING = re.compile(
    r"\b(?:requests?|PRs?|MRs?|patch(?:es)?|contributions?|changes?|code|commits?)\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"\b(?:you|I|we|contributors?|(?:the|each|every)\s(?:author|contributor|submitter))"
    r"(?:['\u2019](?:re|m)|\s(?:are|am|hereby|also|thereby|automatically|implicitly|will|must)){0,3}"
    r"\s(?:agree|certif|licen[cs]|confirm|affirm|assert|attest|declar|represent|warrant|grant"
    r"|accept|acknowledg|waiv|dedicat|assign)(?:e|y|s|es|ies|ing|ying)?\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"licen[cs]|waive|copyright|public\sdomain|\bCC0\b|\brights\b|legally|authori[sz]ed"
    r"|\bright\sto\s(?:submit|contribute|licen[cs]e|release|grant)|certificate\sof\sorigin"
    r"|\bDCO\b|\bI?CLA\b|own\s(?:original\s)?work|intellectual\sproperty",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:no|not|without|never|don'?t|doesn'?t)\b[^.]{0,60}$", re.IGNORECASE)
_FILES = {
    "dco": re.compile(r"(?:^|/)(?:dco|developer[-_ ]certificate[\w-]*)(?:\.(?:md|txt|ya?ml))?$"),
    "cla": re.compile(
        r"(?:^|/)(?:[ic]?cla(?:-\w{1,20})?\.(?:md|txt|pdf|ya?ml|json)|\.clabot|\.cla\.json"
        r"|contributor[-_ ]licen[cs]e[-_ ]agreement[\w-]{0,20}\.(?:md|txt|pdf))$"
    ),
}
_PLACES = ("", ".github", "docs", "doc", "legal", ".github/workflows", "contributing")


def find(tree: Tree) -> Finding:
    """Words of guides first; a sentence that says no is an answer as well."""
    places: list[Place] = []
    refused: list[Place] = []
    for text in proses(tree, "contributing", "contribution_terms", "readme", "governance"):
        for line in (*text.lines, *text.code):
            for label, pattern in _WORDS.items():
                if match := pattern.search(line.text):
                    is_no = _REFUSED.search(line.text[: match.start()]) is not None
                    (refused if is_no else places).append(
                        (lacking if is_no else seen)(text.path, line.number, label)
                    )
        if number := _agreed_by_sending(text):
            places.append(seen(text.path, number, "cla"))
    places += [
        seen(file.path, None, label)
        for file in tree.files
        for label, pattern in _FILES.items()
        if file.path.rpartition("/")[0].casefold() in _PLACES
        and pattern.search(file.path.casefold())
    ]
    if places:
        return true("asked", _first_of_each(places))
    return false("refused", _first_of_each(refused)) if refused else false("none")


def _agreed_by_sending(text: Prose) -> int | None:
    """Give the line of a sentence that takes an agreement from whoever sends a contribution."""
    words = "\n".join(line.text for line in text.lines)
    for sending in _SENDING.finditer(words):
        rest = words[sending.end() : sending.end() + _LONGEST_SENTENCE]
        sentence = _SENTENCE_END.split(rest, maxsplit=1)[0]
        agrees = _AGREES.search(sentence)
        if (
            agrees
            and (sending["enough"] or _THING.search(sentence, 0, agrees.start()))
            and _RIGHTS.search(sentence, agrees.start())
        ):
            return text.lines[words.count("\n", 0, sending.start())].number
    return None


def _first_of_each(places: list[Place]) -> list[Place]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.label, place)
    return sorted(found.values(), key=lambda place: place.label, reverse=True)
