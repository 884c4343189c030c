# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifests that make a package: with a name, and not marked as private."""

import re

from commonweal.core.tree import Document, Tree
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.packages.declared import package_of

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
        package = package_of(document.path, document.text)
        if package and not (document.name == "pyproject.toml" and _lists_only(document, tree)):
            places.append(seen(document.path, package.line, package.ecosystem))
        elif document.name in _MANIFESTS:
            private.append(lacking(document.path))
    if places:
        ecosystems = sorted({place.label for place in places})
        return true("package", places, ecosystems=", ".join(ecosystems))
    return false("private", private) if private else false("none")


def _lists_only(document: Document, tree: Tree) -> bool:
    """Tell a pyproject.toml that builds nothing: it lists what pages or loose scripts need."""
    if _BUILT.search(document.text[:_MOST_READ]):
        return False
    return not any(file.name == "__init__.py" for file in tree.files_of("code"))


_BUILT = re.compile(
    r"^\[(?:build-system|tool\.(?:poetry|setuptools|flit|hatch|pdm))\b", re.MULTILINE
)
_MOST_READ = 256 * 1024
