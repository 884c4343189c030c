# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The ids in tags, in REUSE.toml and in the names of the texts in LICENSES."""

from commonweal.core.tree import Tree
from commonweal.formats.reuse.lint import text_id
from commonweal.formats.reuse.surveyed import Surveyed, first_uses, surveyed
from commonweal.formats.spdx import is_deprecated, is_known
from commonweal.measures.probe import Finding, false, lacking, not_applicable, true, unknown

_MOST_PLACES = 50
_OWN = ("LicenseRef-", "DocumentRef-", "AdditionRef-")


def find(tree: Tree) -> Finding:
    """Name what is unknown first, then what is out of date."""
    known = surveyed(tree)
    if known.report.error:
        return unknown("refused", why=known.report.error)
    uses = _uses(known, tree)
    bad = [spdx for spdx in uses if not _is_good(spdx)]
    old = [spdx for spdx in uses if is_deprecated(spdx)]
    for reason, ids in (
        ("bad", bad),
        ("old", old),
        ("bare", known.report.licenses_without_extension),
    ):
        if ids:
            places = sorted({uses[spdx] for spdx in ids})
            return false(reason, map(lacking, places), ids=", ".join(sorted(ids)))
    if invalid := known.report.invalid_spdx_expressions:
        return false("invalid", map(lacking, invalid[:_MOST_PLACES]), files=len(invalid))
    return true("known", count=len(uses)) if uses else not_applicable("none")


def _is_good(spdx: str) -> bool:
    return spdx.startswith(_OWN) or is_known(spdx) or is_known(spdx.removesuffix("+"))


def _uses(known: Surveyed, tree: Tree) -> dict[str, str]:
    """Ids with the first file that has them; a text speaks for itself."""
    texts = {spdx: path for path in sorted(tree.by_path) if (spdx := text_id(path))}
    return first_uses(known.covered) | texts
