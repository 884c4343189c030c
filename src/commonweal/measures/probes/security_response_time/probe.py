# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A time within which reports are answered; a time until publication is another promise."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true
from commonweal.syntax.prose import Line, proses, section_lines

_NUMBER = (
    r"(?<!\w)(?:\d{1,3}|one|two|three|four|five|six|seven|ten|fourteen|thirty|un|une|deux|trois"
    r"|cinq"
    r"|sept|dos|tres|cinco|siete"
    r"|一|两|二|三|五|七|十|трех|трёх|двух|пяти|семи)"
)
_TIME = re.compile(
    _NUMBER + r"(?:\s*(?:-|\u2013|to|à|a)\s*\d{1,3})?[\s-]*(?:\(\d{1,3}\)\s*)?"
    r"(?:business |working |calendar |full |个?工作|рабочих )?"
    r"(?:h\b|hours?\b|days?\b|weeks?\b|heures?\b|jours?\b|semaines?\b|horas?\b|días?\b|semanas?\b"
    r"|час|дн|сут|недел|日|天|小时|周|ساع|يوم|أيام|أسبوع)"
    r"|\bsame day\b|\bwithin a (?:day|week)\b|خلال (?:يوم|أسبوع)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\b(?:respon[ds]\w*|repl(?:y|ies)|acknowledg\w*|confirm\w*|receipt|get back|answer\w*"
    r"|hear (?:back|from)|contact you|triage\w*|initial assessment"
    r"|répon\w*|accus\w*|respuesta|responde\w*|contesta\w*|acus\w*)\b|ответ|подтвер|الرد|نرد|回复"
    r"|答复|响应|确认",
    re.IGNORECASE,
)
_NEAR = 1


def find(tree: Tree) -> Finding:
    """A time and a word of answering, in one line or in lines beside each other."""
    policies = proses(tree, "security")
    texts = [(text, text.lines) for text in policies]
    texts += [(text, section_lines(text, ["security"])) for text in proses(tree, "readme")]
    for text, lines in texts:
        if number := _promise(lines):
            return true("promised", [seen(text.path, number)])
    if policies:
        return false("no_time", [lacking(policies[0].path)])
    return false("none")


def _promise(lines: tuple[Line, ...]) -> int | None:
    answers = {line.number for line in lines if _ANSWER.search(line.text)}
    for line in lines:
        is_near = not answers.isdisjoint(range(line.number - _NEAR, line.number + _NEAR + 1))
        if is_near and _TIME.search(line.text):
            return line.number
    return None
