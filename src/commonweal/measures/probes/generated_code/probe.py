# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Code that a program wrote: by the names such programs give, or by the notice at its head."""

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, true

# A notice further down is text about notices.
_HEAD = 20
_MOST_PLACES = 100
# Such files are meant to be kept: pictures of what tests expect.
_KEPT = (".snap", ".lock", ".sum", ".tfstate", ".map")


def find(tree: Tree) -> Finding:
    """Lock files are no code, and are meant to be there."""
    marked = {sign.path for sign in tree.signs_of("origin")}
    found: dict[str, int | None] = {
        file.path: None
        for file in tree.files_of("generated")
        if (file.language or file.path in marked) and file.size and _is_code(file.path)
    }
    code = {file.path for file in tree.files_of("code", "test")}
    for sign in tree.signs_of("generated_notice"):
        if (sign.path in code or sign.path in found) and sign.line and sign.line <= _HEAD:
            found[sign.path] = sign.line
    if not found:
        return true("none")
    places = [lacking(path, line) for path, line in sorted(found.items())[:_MOST_PLACES]]
    return false("found", places, files=len(found))


def _is_code(path: str) -> bool:
    name = path.rpartition("/")[2].casefold()
    if name.endswith(_KEPT) or name in _LOCKS or "__snapshots__" in path:
        return False
    return not name.endswith((".json", ".yaml", ".yml", ".toml", ".md", ".txt", ".xml"))


_LOCKS = frozenset({"pipfile.lock", "podfile.lock", "gemfile.lock", "cartfile.resolved"})
