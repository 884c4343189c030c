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
    names = ", ".join(sorted({licence.spdx for licence in declared}))
    texts = {licence.spdx for licence in tree.licences if licence.basis == "text"}
    if not texts:
        return unknown("no_text", declared=names)
    families = {licence_family(spdx) for spdx in texts}
    wrong = [licence for licence in declared if licence_family(licence.spdx) not in families]
    if wrong:
        places = [lacking(path) for path in sorted({licence.path for licence in wrong})]
        names = ", ".join(sorted({licence.spdx for licence in wrong}))
        return false("differs", places, declared=names, texts=", ".join(sorted(texts)))
    return true(
        "same",
        [seen(path) for path in sorted({licence.path for licence in declared})],
        declared=names,
    )


def _declared(tree: Tree) -> list[Licence]:
    found = [
        licence
        for licence in tree.licences
        if licence.basis == "manifest"
        and not licence.spdx.startswith(("LicenseRef-", "DocumentRef-"))
    ]
    return [licence for licence in found if "/" not in licence.path] or found
