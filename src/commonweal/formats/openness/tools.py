# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a repository says which libraries its model needs."""

import re
from collections.abc import Mapping

from commonweal.core.tree import Document, Tree
from commonweal.formats.openness.paths import is_ours

# By the beginning or end of a manifest's name: what shows that it names libraries.
_NAMES_SOME: Mapping[str, re.Pattern[str]] = {
    "pyproject.toml": re.compile(
        r"^(?:dependencies|optional-dependencies)[ \t]*=[ \t]*\[\s*[\"']"
        r"|^\[tool\.poetry\.dependencies\]",
        re.MULTILINE,
    ),
    "package.json": re.compile(
        r"\"(?:dependencies|peerDependencies|devDependencies)\"\s*:\s*\{\s*\""
    ),
    "setup.py": re.compile(r"install_requires|extras_require"),
    "setup.cfg": re.compile(r"^(?:install_requires|\[options\.extras_require\])", re.MULTILINE),
    "environment.yml": re.compile(r"^dependencies:", re.MULTILINE),
    "environment.yaml": re.compile(r"^dependencies:", re.MULTILINE),
    "pipfile": re.compile(r"^\[packages\]", re.MULTILINE),
    "cargo.toml": re.compile(r"^\[(?:workspace\.)?dependencies", re.MULTILINE),
    "go.mod": re.compile(r"^require", re.MULTILINE),
    "project.toml": re.compile(r"^\[deps\]", re.MULTILINE),
    "description": re.compile(r"^Imports:", re.MULTILINE),
}
_REQUIREMENT = re.compile(r"^[ \t]*[A-Za-z0-9]", re.MULTILINE)
_CONTAINERS = ("dockerfile", "containerfile")


def tools_of(tree: Tree) -> str:
    """Give the path of a manifest or lock file that names libraries; empty where none does."""
    for document in tree.documents_of("manifest", "lockfile"):
        if is_ours(document.path) and _names_some(document):
            return document.path
    return ""


def _names_some(document: Document) -> bool:
    name = document.name.casefold()
    if document.kind == "lockfile":
        return True
    if "requirements" in name:
        return _REQUIREMENT.search(document.text) is not None
    if name.startswith(_CONTAINERS):
        return "pip install" in document.text or "conda install" in document.text
    pattern = _NAMES_SOME.get(name)
    return pattern is not None and pattern.search(document.text) is not None
