# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whom to tell of a weakness or of misconduct, only from the files that are made to say so.

The address of an author in a package manifest is no contact for either.
"""

import re
from collections.abc import Iterable, Iterator

from commonweal.core.tree import Tree
from commonweal.drafting.metadata.facts import Fact, Statement, link, mails_in
from commonweal.syntax.prose import Line, Prose, has_placeholder, links_of, proses, section_lines

_PRIVATE = re.compile(
    r"https://(?:github\.com/[\w.-]{1,100}/[\w.-]{1,100}/security/advisories/new"
    r"|(?:www\.)?(?:hackerone|bugcrowd|intigriti|yeswehack|huntr|immunefi)\.\w{2,4}/[\w./-]{1,100})"
)
_IN_OWN_FILE, _IN_SECTION = 0.9, 0.7


def contact_statements(tree: Tree) -> Iterator[Statement]:
    """Give contacts for security and for conduct."""
    yield from _of(tree, "security_contact", "security", ["security"])
    yield from _of(tree, "conduct_contact", "conduct", ["conduct"])


def _of(tree: Tree, fact: Fact, kind: str, sections: Iterable[str]) -> Iterator[Statement]:
    for prose in proses(tree, kind):
        yield from _in_lines(fact, prose, (*prose.lines, *prose.code), _IN_OWN_FILE)
    for prose in proses(tree, "readme", "contributing"):
        yield from _in_lines(fact, prose, section_lines(prose, sections), _IN_SECTION)


def _in_lines(fact: Fact, prose: Prose, lines: Iterable[Line], sure: float) -> Iterator[Statement]:
    ordered = tuple(sorted(lines))
    for line in ordered:
        if has_placeholder(line.text):
            continue
        for address in mails_in(line.text):
            yield Statement(fact, address, prose.path, line.number, "prose", sure)
    if fact == "security_contact":
        for reference in links_of(prose, ordered):
            if _PRIVATE.match(reference.target) and link(reference.target):
                yield Statement(
                    fact, reference.target, prose.path, reference.line, "prose", sure - 0.1
                )
