# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifests that make a package: with a name, and not marked as private."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.packages.model import Manifest

_NOT_OURS = re.compile(
    r"(?:^|/)(?:examples?|samples?|demos?|docs?|templates?|fixtures?|benchmarks?|website)/",
    re.IGNORECASE,
)
_DEEPEST = 3
_MANIFESTS = (
    "package.json",
    "composer.json",
    "pyproject.toml",
    "setup.cfg",
    "setup.py",
    "Cargo.toml",
)


def find(tree: Tree) -> Finding:
    """One place per manifest, with its ecosystem as label."""
    places: list[Place] = []
    private: list[Place] = []
    for document in tree.documents_of("manifest"):
        if _NOT_OURS.search(document.path) or document.path.count("/") > _DEEPEST:
            continue
        manifest = manifest_of(document.path, document.text)
        package = manifest.package
        if package and not (document.name == "pyproject.toml" and _lists_only(manifest, tree)):
            places.append(seen(document.path, package.line or 1, manifest.ecosystem))
        elif document.name in _MANIFESTS:
            private.append(lacking(document.path))
    if places:
        ecosystems = sorted({place.label for place in places})
        return true("package", places, ecosystems=", ".join(ecosystems))
    return false("private", private) if private else false("none")


def _lists_only(manifest: Manifest, tree: Tree) -> bool:
    """Tell a pyproject.toml that builds nothing: it lists what pages or loose scripts need."""
    if manifest.texts("build") or not _BUILDERS.isdisjoint(manifest.texts("tool")):
        return False
    return not any(file.name == "__init__.py" for file in tree.files_of("code"))


_BUILDERS = frozenset({"poetry", "setuptools", "flit", "hatch", "pdm"})
