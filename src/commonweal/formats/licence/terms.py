# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences that restrict or grant, beside a licence or in a text of its own."""

import re

_READ = 64 * 1024
# Who takes up a choice that a text offers, or keeps a notice, changes no term.
_HARMLESS = re.compile(
    r"you may not use this (?:file|work|software|project) except in compliance"
    r"|(?:you|users|recipients) may (?:also )?(?:obtain|find|get) a copy"
    r"|(?:you|users|recipients) (?:may|can) (?:choose|select|pick)\b"
    r"|(?:you|users|recipients) may use .{0,60}\bunder (?:the terms of )?either\b"
    r"|except (?:where|as) (?:otherwise )?(?:noted|stated|indicated|specified)"
    r"|unless (?:otherwise|explicitly) (?:noted|stated|indicated|specified)"
    r"|shall\b.{0,60}\bliab\w+|allrightsreserved",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:may|can|must|shall|should) (?:not|only|be|you)\b|\bcannot\b|\bmust\b|\bshall\b"
    r"|\byou may\b|\bonly\b|\bexcept\b|\bunless\b|\bprovided that\b|\bsubject to\b"
    r"|\bnot (?:be )?(?:used?|permit\w*|allow\w*|sell|sold|distribute\w*|for)\b"
    r"|\b(?:non-? ?)?commercial\w*|\b(?:non-?|not-for-)profit\w*|\b(?:hosted|managed) service"
    r"|\b(?:prohibit|forbid|forbad|restrict|permi[st]|grant|revok|subscri|allow|exclud)\w*"
    r"|\b(?:fees?|paid|payment|royalt\w+)\b|\brequires? (?:a |prior |our )|\bas a service\b"
    r"|\b(?:condition|requirement)s? (?:is|are|appl)|\badditional (?:terms?|conditions?)",
    re.IGNORECASE,
)
# What no steward's notice says; whoever says it takes back what the licence gave.
_RESTRICTION = re.compile(
    r"\bcommons clause\b"
    r"|\b(?:not|never|only|solely|exclusively|prohibit\w*|forbid\w*) .{0,60}\bnon-? ?commercial"
    r"|\bnon-? ?commercial(?:ly)? (?:use |purposes? |users? )?only\b"
    r"|\b(?:not|never|no|cannot|prohibit\w*|forbid\w*) [^.;]{0,60}\bcommercial(?:ly)?\b"
    r"|\bcommercial (?:use|usage|purposes?|exploitation)\b[^.;]{0,60}"
    r"\b(?:prohibit|forbid|not |requir|need|only)"
    r"|\b(?:purchase|obtain|buy|need|needs|requires?|acquire) an? (?:paid|commercial|separate)\b"
    r"|\bpaid licen[cs]e|\blicen[cs]e fees?\b"
    r"|\bnot [^.;]{0,120}\b(?:hosted|managed|competing|competitive|cloud)\b"
    r"|\bnot [^.;]{0,80}\b(?:as a service|production use|in production|to third parties)\b"
    r"|\b(?:only|solely) (?:be used )?(?:for|by|in) (?:the )?(?:purposes? of )?"
    r"(?:evaluation|internal|personal|academic|educational|research|non-?profit|testing)"
    r"|\b(?:evaluation|internal|personal|academic|educational|research) (?:use|purposes?) only\b"
    r"|\bproprietary and confidential\b|\bno licen[cs]e (?:is|or right)\b"
    r"|\bmay not (?:be used|use|copy|sell|distribute|modify|share)\b"
    r"(?! (?:the name|its name|this file except|trade))",
    re.IGNORECASE,
)
# Both kinds together are no restriction, and how the GNU licences speak of passing on a copy.
_BOTH = re.compile(
    r"(?:commercial(?:ly)?(?: use)? (?:or|and|and/or) (?:for )?non-? ?commercial"
    r"|non-? ?commercial(?:ly)? (?:or|and|and/or) (?:for )?commercial)(?:ly)?"
    r"|only occasionally and noncommercially",
    re.IGNORECASE,
)


_CHOICE = re.compile(
    r"\b(?:at your (?:option|choice|election)|(?:you|users) (?:may|can) (?:choose|select|elect)"
    r"|under either|one of|(?:dual|tri|triple|multi)-? ?licen[cs]\w+|covered by)\b",
    re.IGNORECASE,
)
_OPEN_NAME = re.compile(
    r"\b(?:agpl(?:v?3)?|affero general public|apache(?: software)? licen[cs]e|apache-2"
    r"|mit licen[cs]e|mozilla public|mpl|bsd|lgpl|gpl|gnu (?:lesser )?general public)",
    re.IGNORECASE,
)


def offers_open_choice(text: str) -> bool:
    """Tell a text that may offer an open licence beside another: so it may be open."""
    plain = _on_one_line(text)
    is_choice = bool(_CHOICE.search(plain[:4_000])) and bool(_OPEN_NAME.search(plain))
    return is_choice or bool(free_choice(text))


# A choice that is left to whoever takes the work: "your choice of (a) ... or (b) ...".
_FREE_CHOICE = re.compile(
    r"\b(?:(?:your|the user's|users'|the licensee's|the recipient's) (?:own )?"
    r"(?:choice|option|election)|at your (?:option|choice|election)"
    r"|(?:you|users|recipients) (?:may|can) (?:choose|select|elect|pick))\b(?P<list>[^.]{0,20}"
    r"(?:[^.]|\.\d){0,600})",
    re.IGNORECASE,
)
# That the licence will be another one later is no choice today.
_LATER = re.compile(r"\bchange (?:date|licen[cs]e)\b", re.IGNORECASE)


def free_choice(text: str) -> str:
    """Give the words that list licences to choose from; "" where a text leaves no such choice."""
    plain = _on_one_line(text)[:4_000]
    match = _FREE_CHOICE.search(plain)
    if match is None or _LATER.search(plain) or not _OPEN_NAME.search(match["list"]):
        return ""
    return match["list"]


def holds_terms(text: str) -> bool:
    """Tell whether a text that stands beside a licence restricts or grants something."""
    return _TERM.search(_HARMLESS.sub(" ", _on_one_line(text))) is not None


def restricts(text: str) -> bool:
    """Tell whether a text forbids what every open licence allows, in words that say so."""
    plain = _BOTH.sub(" ", _HARMLESS.sub(" ", _on_one_line(text)))
    return _RESTRICTION.search(plain) is not None


def _on_one_line(text: str) -> str:
    plain = " ".join(text[:_READ].replace(">", " ").replace("#", " ").split())
    return plain.replace("All rights reserved", "allrightsreserved")
