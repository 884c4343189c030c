# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Templates of issues where GitHub, GitLab, Gitea and Forgejo look for them."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true

_TEMPLATE = re.compile(
    r"(?:\.github/|\.gitea/|\.forgejo/|\.gitlab/|docs/)?issue_template(?:/[^/]+)?\.(?:md|ya?ml|txt)"
    r"|(?:\.github/|\.gitea/|\.forgejo/|docs/)?issue_template/[^/]+\.(?:md|ya?ml)"
    r"|\.gitlab/issue_templates/[^/]+\.md"
)
# It configures the page that offers templates.
_NO_TEMPLATE = ("config.yml", "config.yaml", "readme.md")


def find(tree: Tree) -> Finding:
    """Count templates that hold something."""
    found = sorted(
        file.path
        for file in tree.files
        if file.size
        and "issue_template" in file.path.casefold()
        and _TEMPLATE.fullmatch(file.path.casefold())
        and file.name.casefold() not in _NO_TEMPLATE
    )
    if not found:
        return false("none")
    return true("found", [seen(path) for path in found], templates=len(found))
