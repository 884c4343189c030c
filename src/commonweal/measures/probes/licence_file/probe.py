# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A file in the root, or in a folder right below it, that is named after a licence."""

from commonweal.core.tree import Tree
from commonweal.formats.licence.names import is_licence_path
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Look at the names of files; what only says the licence of a file beside it is none."""
    paths = [
        file.path
        for file in tree.files
        if is_licence_path(file.path) and not _is_sidecar(file.path, tree)
    ]
    places = [seen(path) for path in paths]
    texts = sum("/" in path for path in paths)
    if 0 < texts < len(paths):
        return true("both", places, count=len(paths) - texts, texts=texts)
    return true("found", places, count=len(places)) if places else false("none")


def _is_sidecar(path: str, tree: Tree) -> bool:
    """Tell by REUSE's rule: `FILE.license` stands beside FILE."""
    return path.removesuffix(".license") in tree.by_path if path.endswith(".license") else False
