# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lists of dependencies, in the manifest of whatever package manager."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, not_applicable, seen, true
from commonweal.packages.catalogue.manifests import manifest_of

_NOT_OURS = re.compile(
    r"(?:^|/)(?:examples?|samples?|demos?|docs?|templates?|fixtures?|benchmarks?|website)/",
    re.IGNORECASE,
)
# Nothing fetches anything for these.
_WITHOUT_PACKAGES = frozenset(
    {
        "AppleScript", "Awk", "Batchfile", "CSS", "Dockerfile", "Fish", "GraphQL", "HCL", "HTML",
        "Handlebars", "IDL", "Jinja", "Just", "Less", "M4", "Makefile", "Markdown", "PL/SQL",
        "Protocol Buffer", "SQL", "SVG", "Sass", "Shell", "Tcl", "TeX", "Vim Script", "XSLT",
    }
)  # fmt: skip


def find(tree: Tree) -> Finding:
    """One place per list, with its ecosystem as label; a manifest that lists nothing is one too."""
    listed: list[Place] = []
    empty: list[Place] = []
    for document in tree.documents_of("manifest"):
        if _NOT_OURS.search(document.path):
            continue
        manifest = manifest_of(document.path, document.text)
        if manifest.ecosystem:
            place = seen(document.path, manifest.listed_at or None, manifest.ecosystem)
            (listed if manifest.listed_at else empty).append(place)
    if places := listed or empty:
        ecosystems = ", ".join(sorted({place.label for place in places}))
        return true("listed" if listed else "empty", places, ecosystems=ecosystems)
    languages = {file.language for file in tree.files_of("code") if file.language}
    return false("none") if languages - _WITHOUT_PACKAGES else not_applicable("no_code")
