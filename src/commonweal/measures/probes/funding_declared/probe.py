# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Funding: ways to give, plans of the project, or who paid for it."""

import re

from commonweal.core.tree import Document, Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import PROJECT_TEXTS, proses
from commonweal.syntax.prose import find as first

_GIVEN = re.compile(
    r"^\s{0,4}(?:github|patreon|open_collective|ko_fi|tidelift|community_bridge|liberapay"
    r"|issuehunt|lfx_crowdfunding|polar|buy_me_a_coffee"
    r"|thanks_dev|otechie|custom)\s*:\s*[^#\s]|^\s{2,6}-\s*[\"']?[\w@h]",
    re.IGNORECASE,
)
# The comments and examples of the template that forges offer.
_TEMPLATE = re.compile(r":\s*#|user1|link1|'link'|Replace with", re.IGNORECASE)
_FUNDED_BY = re.compile(r"^\s{0,8}fundedBy\s*:|\"(?:funder|funding)\"\s*:\s*[\"\[{]")
_NPM = re.compile(
    r"^\s*\"funding\"\s*:\s*[\"\[{]"
    r"|^\s*[\"']?(?:Funding|Sponsor|Sponsors|Donate|Donation)[\"']?\s*=\s*[\"']https?:",
    re.IGNORECASE,
)
# Support may be work or words; what gives it must be money.
_README = re.compile(
    r"\b(?:funded|sponsored|financed) by\b|\bfunding from\b|\bgrant agreement\b|\b(?:grant"
    r"|award) (?:no\.?|number|#)\s*\w"
    r"|\b(?:financé|financée) par\b|\bsoutien financier d|\bfinanciad[oa] por\b"
    r"|при финансовой поддержке|بتمويل|بدعم مالي|资助"
    r"|opencollective\.com/\w|github\.com/sponsors/\w|liberapay\.com/\w|patreon\.com/\w"
    r"|ko-fi\.com/\w|buymeacoffee\.com/\w|paypal\.(?:me|com/donate)\b"
    r"|\bsupport (?:of|from) [^.]{0,80}\b(?:funds?|grants?|fellowships?)\b"
    r"|\bfunding (?:is |was )?provided by\b|\bfinancial(?:ly)? support(?:ed)? (?:of|from|by)\b",
    re.IGNORECASE,
)


def find(tree: Tree) -> Finding:
    """Files made for it first, then fields of metadata, then words of the README."""
    files = tree.documents_of("funding")
    if declared := [place for file in files if (place := _given(file))]:
        return true("declared", declared)
    for document in tree.documents_of("publiccode", "codemeta", "manifest"):
        pattern = _NPM if document.kind == "manifest" else _FUNDED_BY
        if "/" not in document.path and (line := _line(document, pattern)):
            return true("declared", [seen(document.path, line)])
    for text in proses(tree, *PROJECT_TEXTS):
        if line := first(text.lines, _README):
            return true("readme", [seen(text.path, line)])
    return false("empty", [lacking(file.path) for file in files]) if files else false("none")


def _given(document: Document) -> Place | None:
    """What stands in FUNDING.yml must be filled in; other files for it speak by some words."""
    if document.name.casefold().endswith((".yml", ".yaml")):
        for number, line in enumerate(document.text.split("\n", 500)[:500], 1):
            if _GIVEN.match(line[:300]) and not _TEMPLATE.search(line[:300]):
                return seen(document.path, number)
        return None
    return seen(document.path) if len(document.text.split()) > _FEWEST_WORDS else None


_FEWEST_WORDS = 3


def _line(document: Document, pattern: re.Pattern[str]) -> int | None:
    lines = enumerate(document.text.split("\n", 3_000)[:3_000], 1)
    return next((number for number, line in lines if pattern.search(line[:500])), None)
