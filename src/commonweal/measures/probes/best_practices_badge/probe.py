# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The best practices badge of the OpenSSF, with the number of a project."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.syntax.prose import links_of, proses

_BADGE = re.compile(
    r"https?://(?:www\.)?(?:bestpractices\.coreinfrastructure\.org"
    r"|bestpractices\.dev)/(?:\w\w(?:-\w\w)?/)?projects/(?P<project>\d{1,7})\b"
    r"|img\.shields\.io/(?:cii|openssf)[\w-]{0,20}/(?:level|percentage"
    r"|summary)/(?P<shield>\d{1,7})\b",
    re.IGNORECASE,
)


def find(tree: Tree) -> Finding:
    """A link to the site without a number is no badge of this project."""
    for readme in proses(tree, "readme"):
        for link in links_of(readme):
            if match := _BADGE.search(link.target):
                project = match["project"] or match["shield"]
                return true("badge", [seen(readme.path, link.line)], project=project)
    return false("none")
