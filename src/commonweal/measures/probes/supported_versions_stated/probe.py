# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which versions are supported, in a section or a sentence; a template's table is no answer."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import Line, below, proses

_HEADING = re.compile(
    r"\b(?:supported (?:versions?|releases?)|version support|support(?:ed)? (?:policy|lifecycle"
    r"|schedule|period|matrix)|end[- ]of[- ](?:life|support)|lts"
    r"|versions? (?:prises? en charge|maintenues?|supportées?)|versiones? (?:soportadas?"
    r"|admitidas?|compatibles)|release (?:support|lifecycle))\b"
    r"|поддерживаемые версии|الإصدارات المدعومة|支持的版本|支持版本",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:only|just)\b.{0,60}\b(?:latest|newest|current|most recent|last)\b.{0,60}\b(?:versions?"
    r"|releases?|branch|minor|major)\b"
    r"|\b(?:latest|newest|current|most recent|last)\b.{0,60}\b(?:versions?|releases?"
    r"|branch)\b.{0,80}\b(?:supported|maintained|security (?:fixes|updates|patches)|receives?"
    r"|patched|fixed)\b"
    r"|\b(?:security (?:fixes|updates|patches)|supported|maintained"
    r"|backport\w*)\b.{0,80}\b(?:latest|newest|current|most recent|last)\b.{0,40}\b(?:versions?"
    r"|releases?|branch)\b"
    r"|\bsupported (?:for|until)\b.{0,40}\b(?:months?|years?|\d{4})\b|\bend[- ]of[- ](?:life"
    r"|support)\b.{0,60}\d{4}",
    re.IGNORECASE,
)
# The rows that GitHub's template brings along.
_TEMPLATE = re.compile(r"\|\s*(?:5\.1\.x|5\.0\.x|4\.0\.x|< ?4\.0)\s*\|")
_TEMPLATE_ROWS = 4


def find(tree: Tree) -> Finding:
    """Look at texts about security and support; of the README at its sections only."""
    left: list[Place] = []
    for text in proses(tree, "security", "support", "readme", "docs_index"):
        for heading in text.headings:
            if _HEADING.search(heading.text):
                lines = below(text, heading)
                if _is_template(lines):
                    left.append(lacking(text.path, heading.line))
                elif any(line.text.strip() for line in lines):
                    return true("stated", [seen(text.path, heading.line)])
    for text in proses(tree, "security", "support"):
        for line in text.lines:
            if _SENTENCE.search(line.text):
                return true("stated", [seen(text.path, line.number)])
    return false("template", left) if left else false("none")


def _is_template(lines: tuple[Line, ...]) -> bool:
    return sum(1 for line in lines if _TEMPLATE.search(line.text)) >= _TEMPLATE_ROWS
