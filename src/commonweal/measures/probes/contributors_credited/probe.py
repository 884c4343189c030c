# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Credit: a list of people, a section, or a picture or link of the contributors."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true
from commonweal.syntax.prose import headings_of, links_of, proses, section_lines

_LINK = re.compile(
    r"contrib\.rocks|/graphs/contributors|/contributors(?:\.svg|/?$)"
    r"|opencollective\.com/[\w-]{1,60}/contributors"
    r"|\b(?:AUTHORS|CONTRIBUTORS|THANKS|CREDITS)(?:\.(?:md|rst|txt))?$",
)
_NAME = re.compile(r"\w[^\W\d_]+")


def find(tree: Tree) -> Finding:
    """Lists, then sections with words, then links."""
    lists = proses(tree, "authors")
    for text in lists:
        titles = {heading.line for heading in text.headings}
        lines = [line for line in (*text.lines, *text.code) if _NAME.search(line.text)]
        if any(line.number not in titles for line in lines):
            return true("listed", [seen(text.path)])
    readmes = proses(tree, "readme", "community", "docs_index")
    for text in readmes:
        if any(_NAME.search(line.text) for line in section_lines(text, ["credits"])):
            return true("section", [seen(text.path, headings_of(text, "credits")[0].line)])
    for text in readmes:
        for link in links_of(text):
            if _LINK.search(link.target):
                return true("linked", [seen(text.path, link.line)])
    return false("empty", [lacking(page.path) for page in lists]) if lists else false("none")
