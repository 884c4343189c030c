# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The licence texts were recognised as licences of the SPDX list."""

from commonweal.core.tree import Tree
from commonweal.formats.licence import closed, recognise
from commonweal.measures.probe import Finding, false, lacking, seen, true


def find(tree: Tree) -> Finding:
    """Name what was recognised; a text with terms of its own is not."""
    texts = [licence for licence in tree.licences if licence.basis == "text"]
    if texts:
        ids = ", ".join(sorted({licence.spdx for licence in texts}))
        places = [seen(path) for path in sorted({licence.path for licence in texts})]
        return true("recognised", places, ids=ids)
    documents = [document for document in tree.documents_of("licence") if document.text.strip()]
    places = [lacking(document.path) for document in documents]
    if names := sorted({name for document in documents if (name := _named(document.text))}):
        return false("named", places, ids=", ".join(names))
    return false("unknown_text", places) if documents else false("none")


def _named(text: str) -> str:
    """What the text calls itself, or was made from, in the words of the other probes."""
    if why := closed(text):
        return why.name
    return recognise(text).derived_from or ""
