# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""publiccode.yml in the root, judged by the rules of its standard."""

import re

from commonweal.core.tree import Tree
from commonweal.formats.publiccode.judge import judge
from commonweal.measures.probe import Finding, false, lacking, seen, true

# What shows others how to write one is not the project's own.
_EXAMPLE = re.compile(
    r"(?:^|/)(?:examples?|samples?|templates?|fixtures?|testdata)/", re.IGNORECASE
)


def find(tree: Tree) -> Finding:
    """Judge the file; whether its pictures are there is not asked."""
    documents = [
        document
        for document in tree.documents_of("publiccode")
        if not _EXAMPLE.search(document.path)
    ]
    document = next((document for document in documents if "/" not in document.path), None)
    if document is None:
        places = [lacking(document.path) for document in documents]
        return false("not_in_root", places) if places else false("none")
    judged = judge(document.name, document.text.encode("utf-8", "replace"))
    errors = [result for result in judged["results"] if result["level"] == "error"]
    if errors:
        line = next((result["line"] for result in errors if result["line"]), None)
        places = [
            lacking(document.path),
            seen(document.path, None, "present"),
            lacking(document.path, line, "valid"),
        ]
        return false("invalid", places, errors=len(errors))
    return true("valid", [seen(document.path, None, label) for label in ("", "present", "valid")])
