# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A lock file beside each manifest that asks for others, or in a folder above: workspaces share."""

import re

from commonweal.core.tree import Document, Tree
from commonweal.measures.probe import Finding, false, lacking, not_applicable, seen, true
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.packages.model import Manifest

# A library leaves versions to those who use it.
_LIBRARY = {"gemfile": ".gemspec"}
_LIBRARIES = frozenset({"composer.json"})
# Tools of Python that lock; others leave it to a list of requirements.
_LOCKING = frozenset({"poetry", "pdm", "pixi"})
_NOT_OURS = re.compile(
    r"(?:^|/)(?:examples?|samples?|demos?|docs?|templates?|fixtures?|tests?|benchmarks?|website)/",
    re.IGNORECASE,
)


def find(tree: Tree) -> Finding:
    """Go through manifests; those of examples and templates lock nothing."""
    paths = {file.path.casefold() for file in tree.files}
    locked: list[str] = []
    missing: list[str] = []
    for document in tree.documents_of("manifest"):
        manifest = manifest_of(document.path, document.text)
        if manifest.wants_lock and _asks(document, manifest, paths):
            is_locked = _is_locked(document.path, manifest.locks, paths)
            (locked if is_locked else missing).append(document.path)
    manifests = len(locked) + len(missing)
    if not manifests:
        return not_applicable("no_manifest")
    if missing:
        places = [lacking(path) for path in missing]
        return false("missing", places, missing=len(missing), manifests=manifests)
    return true("locked", [seen(path) for path in locked], manifests=manifests)


def _asks(document: Document, manifest: Manifest, paths: set[str]) -> bool:
    if _NOT_OURS.search(document.path) or not manifest.listed_at:
        return False
    name = document.name.casefold()
    if name in _LIBRARIES and manifest.package is not None:
        return False
    if name == "pyproject.toml" and _LOCKING.isdisjoint(manifest.texts("tool")):
        return False
    library = _LIBRARY.get(name)
    folder = document.path.rpartition("/")[0].casefold()
    return library is None or not any(
        path.endswith(library) and path.rpartition("/")[0] == folder for path in paths
    )


def _is_locked(path: str, locks: tuple[str, ...], paths: set[str]) -> bool:
    folder = path.rpartition("/")[0].casefold()
    while True:
        prefix = folder + "/" if folder else ""
        if any(prefix + lock in paths for lock in locks):
            return True
        if not folder:
            return False
        folder = folder.rpartition("/")[0]
