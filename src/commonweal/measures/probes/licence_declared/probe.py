# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What manifests declare, held against the texts; -only and -or-later share a text."""

from commonweal.core.tree import Licence, Tree
from commonweal.formats.spdx import licence_family
from commonweal.measures.probe import Finding, false, lacking, seen, true, unknown


def find(tree: Tree) -> Finding:
    """Compare; manifests of parts count only where the root has none."""
    declared = _declared(tree)
    if not declared:
        return unknown("not_declared")
    names = ", ".join(sorted({one.spdx for one in declared}))
    texts = {one.spdx for one in tree.licences if one.basis == "text"}
    if not texts:
        return unknown("no_text", declared=names)
    families = {licence_family(spdx) for spdx in texts}
    wrong = [one for one in declared if licence_family(one.spdx) not in families]
    if wrong:
        places = [lacking(path) for path in sorted({one.path for one in wrong})]
        names = ", ".join(sorted({one.spdx for one in wrong}))
        return false("differs", places, declared=names, texts=", ".join(sorted(texts)))
    return true(
        "same", [seen(path) for path in sorted({one.path for one in declared})], declared=names
    )


def _declared(tree: Tree) -> list[Licence]:
    found = [
        one
        for one in tree.licences
        if one.basis == "manifest" and not one.spdx.startswith(("LicenseRef-", "DocumentRef-"))
    ]
    return [one for one in found if "/" not in one.path] or found
