# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Templates of pull and merge requests where forges look for them."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true

_TEMPLATE = re.compile(
    r"(?:\.github/|\.gitea/|\.forgejo/|docs/)?pull_request_template(?:/[^/]+)?\.(?:md|txt|ya?ml)"
    r"|\.gitlab/merge_request_templates/[^/]+\.md"
    r"|(?:\.azuredevops/|docs/|\.vsts/)?pull_request_template(?:/[^/]+)*\.md"
)


def find(tree: Tree) -> Finding:
    """A template that holds something."""
    found = sorted(
        file.path
        for file in tree.files
        if file.size
        and "request_template" in file.path.casefold()
        and _TEMPLATE.fullmatch(file.path.casefold())
    )
    return true("found", [seen(path) for path in found]) if found else false("none")
