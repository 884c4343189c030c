# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A guide for contributors, how a change gets in, and what is asked of it."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import (
    Finding,
    Outcome,
    Place,
    false,
    lacking,
    seen,
    true,
    unknown,
)
from commonweal.syntax.prose import (
    Line,
    Prose,
    below,
    headings_of,
    links_of,
    proses,
)
from commonweal.syntax.prose import find as first

_HOW = re.compile(
    r"\b(?:pull|merge)[- ]requests?\b|\bPRs?\b|\bMRs?\b|\bpatch(?:es)?\b|\bfork(?:ed|ing)?\b"
    r"|\bgit send-email\b|\bgerrit\b"
    r"|\bopen(?:ing)? (?:an? )?issues?\b|\bnew branch\b|demandes? de (?:fusion|tirage)"
    r"|solicitud(?:es)? de (?:extracción|cambios)"
    r"|пул[л-]?.?реквест|запрос\w{0,12} на слияние|طلب (?:سحب|دمج)|拉取请求|合并请求|提交 ?pr",
    re.IGNORECASE,
)
_REQUIREMENTS = re.compile(
    r"\btests?\b|\btested\b|\blint\w*|\bcoding (?:style|standards?|conventions?|guidelines?)\b"
    r"|\bcode style\b|\bstyle ?guide\b|\bformatt(?:er|ing)\b"
    r"|\bsign(?:ed)?[- ]off\b|\bcommit messages?\b|\bconventional commits\b|\bpre-commit\b"
    r"|\bchangelog\b|\bDCO\b|\bCLA\b|\bcode review\b"
    r"|\bpruebas?\b|\bestilo\b|\bestándar\w*|\bstyle de code\b"
    r"|\bтест\w{0,12}|\bстил\w{0,12}|اختبار|أسلوب"  # noqa: RUF001  another alphabet
    r"|测试|代码风格|规范",
    re.IGNORECASE,
)
_SHORTEST = 300
_LABELS = {"how": _HOW, "requirements": _REQUIREMENTS}


def find(tree: Tree) -> Finding:
    """The guide, else a section of the README with some lines."""
    guides = proses(tree, "contributing")
    if guides:
        if all(_points_elsewhere(guide) for guide in guides):
            places = [Place(Outcome.UNKNOWN, guides[0].path, None, label) for label in _LABELS]
            return unknown("elsewhere", [Place(Outcome.UNKNOWN, guides[0].path), *places])
        return true(
            "guide", [seen(guides[0].path), *_told([(prose, prose.lines) for prose in guides])]
        )
    for readme in proses(tree, "readme"):
        found = headings_of(readme, "contributing")
        sections = [
            (heading, lines)
            for heading, lines in ((heading, below(readme, heading)) for heading in found)
            if any(len(line.text) > 1 for line in lines)
        ]
        if sections:
            told = _told([(readme, lines) for _, lines in sections])
            return true("in_readme", [seen(readme.path, sections[0][0].line), *told])
    return false("none")


def _points_elsewhere(guide: Prose) -> bool:
    length = sum(len(line.text) for line in (*guide.lines, *guide.code))
    return length < _SHORTEST and bool(links_of(guide))


def _told(texts: list[tuple[Prose, tuple[Line, ...]]]) -> list[Place]:
    """Where each label is first answered; the first text lacks what none of them says."""
    places = []
    for label, pattern in _LABELS.items():
        found = [(text.path, line) for text, lines in texts if (line := first(lines, pattern))]
        places.append(seen(*found[0], label) if found else lacking(texts[0][0].path, None, label))
    return places
