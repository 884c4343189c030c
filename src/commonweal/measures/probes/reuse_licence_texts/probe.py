# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""LICENSES holds exactly the texts of the licences that files name, as REUSE asks."""

from commonweal.core.tree import Tree
from commonweal.formats.reuse.lint import text_id
from commonweal.formats.reuse.surveyed import first_uses, surveyed
from commonweal.measures.probe import Finding, false, lacking, seen, true, unknown


def find(tree: Tree) -> Finding:
    """Compare the names of texts with the ids in use."""
    texts = sorted(path for path in tree.by_path if text_id(path))
    if not texts:
        return false("no_folder")
    known = surveyed(tree)
    if known.report.error:
        return unknown("refused", why=known.report.error)
    if missing := known.report.missing_licenses:
        used = first_uses(known.covered)
        return false("missing", [lacking(used[spdx]) for spdx in missing], ids=", ".join(missing))
    if unused := known.report.unused_licenses:
        # Without places this becomes unknown where some files were not read.
        places = [] if tree.gaps else [path for path in texts if text_id(path) in unused]
        return false("unused", map(lacking, places), ids=", ".join(unused))
    ids = known.report.used_licenses
    return true("complete", map(seen, texts), ids=", ".join(ids))
