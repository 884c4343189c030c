# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Fuzz targets and tests of properties, by what files import, and services that run them."""

from collections.abc import Iterator

from commonweal.core.tree import Tree
from commonweal.formats.container import holds_more_than_comments
from commonweal.measures.probe import Finding, Place, false, seen, true

_LANGUAGES = (
    "go", "erlang", "haskell", "elixir", "gleam", "javascript", "typescript", "python", "c", "cpp",
    "rust", "java", "swift", "csharp", "fsharp", "hypothesis",
)  # fmt: skip
_SERVICE = "google/oss-fuzz/infra/cifuzz"


def find(tree: Tree) -> Finding:
    """Read the signs, and look for services."""
    places = sorted([*_signs(tree), *_services(tree)], key=lambda one: one.path)
    return true("found", places) if places else false("none")


def _signs(tree: Tree) -> Iterator[Place]:
    for language in _LANGUAGES:
        for sign in tree.signs_of(f"fuzz_{language}"):
            if _counts(language, sign.path):
                yield seen(sign.path, sign.line, language)


def _counts(language: str, path: str) -> bool:
    if "/testdata/" in f"/{path}" or "/src/test/resources/" in f"/{path}":
        return False
    return language != "go" or path.endswith("_test.go")


def _services(tree: Tree) -> Iterator[Place]:
    for document in tree.documents_of("container", "manifest"):
        if document.path == ".clusterfuzzlite/Dockerfile" and holds_more_than_comments(
            document.text
        ):
            yield seen(document.path, None, "cluster_fuzz_lite")
    for document in tree.documents_of("ci"):
        for number, line in enumerate(document.text.split("\n"), 1):
            if _SERVICE in line and not line.lstrip().startswith("#"):
                yield seen(document.path, number, "oss_fuzz")
                break
