# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`.zenodo.json`: what an archive takes over when it keeps a release."""

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true
from commonweal.syntax.json import JsonRefused, read_json


def find(tree: Tree) -> Finding:
    """Read the file of the root."""
    document = next(
        (document for document in tree.documents_of("citation") if document.path == ".zenodo.json"),
        None,
    )
    if document is None:
        return false("none")
    try:
        read = read_json(document.text.encode("utf-8", "replace")).value
    except JsonRefused:
        return false("unreadable", [lacking(document.path)])
    creators = read.get("creators") if isinstance(read, dict) else None
    if not isinstance(creators, list) or not creators:
        return false("incomplete", [lacking(document.path)])
    return true("valid", [seen(document.path)])
