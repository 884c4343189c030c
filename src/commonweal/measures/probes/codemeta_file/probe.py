# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""codemeta.json in the root, judged strictly."""

from commonweal.core.tree import Document, Tree
from commonweal.formats.codemeta.judge import judge
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.json import JsonRefused, read_json


def find(tree: Tree) -> Finding:
    """Judge the file of the root."""
    document = next(
        (document for document in tree.documents_of("codemeta") if "/" not in document.path), None
    )
    if document is None:
        return false("none")
    content = document.text.encode("utf-8", "replace")
    errors = judge(document.name, content)["errors"]
    identifier = _identifier(document, content)
    if errors:
        places = [lacking(document.path), lacking(document.path, None, "valid"), identifier]
        return false("invalid", places, errors=len(errors))
    return true("valid", [seen(document.path), seen(document.path, None, "valid"), identifier])


def _identifier(document: Document, content: bytes) -> Place:
    """An address of the repository is no identifier that persists, but a term of its own."""
    try:
        read = read_json(content).value
    except JsonRefused:
        read = None
    has_one = isinstance(read, dict) and any(read.get(key) for key in ("identifier", "@id", "id"))
    mark = seen if has_one else lacking
    return mark(document.path, None, "identifier")
