# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A way to report a weakness: an address, a form, or a private report on a forge."""

import re
from collections.abc import Iterator

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Outcome, Place, false, lacking, seen, true
from commonweal.syntax.prose import (
    Line,
    Prose,
    has_address,
    has_form,
    has_placeholder,
    has_private_way,
    links_of,
    proses,
    section_lines,
)

_FIELD = re.compile(
    r"^\s{0,8}(?:Contact:\s*(?:mailto:|https://|tel:)\S|(?:-\s+)?(?:email|value|url"
    r"|security-contact):\s*[\"']?\S{1,200}[@/]\S)",
    re.IGNORECASE,
)
_INSIGHTS = re.compile(r"security[-_]insights\.ya?ml$", re.IGNORECASE)
_POLICY_LINK = re.compile(r"/security/policy|/\.well-known/security\.txt|security@", re.IGNORECASE)


def find(tree: Tree) -> Finding:
    """Look at texts about security first, then at sections about it."""
    policies = proses(tree, "security")
    texts = [(text, _lines_of_policy(text)) for text in policies]
    texts += [
        (text, section_lines(text, ["security"])) for text in proses(tree, "readme", "contributing")
    ]
    for text, lines in texts:
        if place := _way(text, lines):
            return true("named", [place, place._replace(label="private")])
    for text, lines in texts:
        if place := _link(text, lines):
            private = Place(Outcome.UNKNOWN, place.path, place.line, "private")
            return true("named", [place, private])
    for text, lines in texts[: len(policies)]:
        for line in lines:
            if has_placeholder(line.text):
                return false("placeholder", [lacking(text.path, line.number)])
    if policies:
        return false("not_named", [lacking(text.path) for text in policies])
    return false("none")


def _lines_of_policy(text: Prose) -> tuple[Line, ...]:
    """Of SECURITY-INSIGHTS only the lines that hold a contact in its own section count."""
    if not _INSIGHTS.search(text.path):
        return text.lines
    return tuple(_contacts((*text.lines, *text.code)))


def _contacts(lines: tuple[Line, ...]) -> Iterator[Line]:
    is_contact, indent = False, 0
    for line in sorted(lines):
        bare = line.text.lstrip(" -")
        here = len(line.text) - len(bare)
        if re.match(r"(?:security-contacts|vulnerability-reporting|reporting|contact):", bare):
            is_contact, indent = True, here
        elif bare and here <= indent and not line.text.lstrip().startswith("-"):
            is_contact = False
        if is_contact:
            yield line


def _way(text: Prose, lines: tuple[Line, ...]) -> Place | None:
    for line in lines:
        is_way = has_address(line.text) or has_private_way(line.text) or has_form(line.text)
        if is_way or (_FIELD.match(line.text) and not has_placeholder(line.text)):
            return seen(text.path, line.number)
    return None


def _link(text: Prose, lines: tuple[Line, ...]) -> Place | None:
    """A link to a policy elsewhere: whether its way is private is not seen here."""
    for link in links_of(text, lines):
        if _POLICY_LINK.search(link.target) and not has_placeholder(link.target):
            return seen(text.path, link.line)
    return None
