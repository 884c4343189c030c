# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Fuzz targets and tests of properties, by imports and names, and services that run them."""

import re
from collections.abc import Iterator

from commonweal.core.tree import Tree
from commonweal.formats.container import holds_more_than_comments
from commonweal.measures.probe import Finding, Place, false, seen, true

_LANGUAGES = (
    "go", "erlang", "haskell", "elixir", "gleam", "javascript", "typescript", "python", "c", "cpp",
    "rust", "java", "swift", "csharp", "fsharp", "hypothesis",
)  # fmt: skip
# "corrupt-dump-fuzzer", "FuzzParser", "parse_fuzz", but no "fuzzy".
_WORD = re.compile(
    r"(?:^|[^A-Za-z])(?i:fuzz(?:er|ers|ing|ed)?)(?![a-z])|Fuzz(?:er|ers|ing)?(?=[A-Z_]|$)"
)
_FOLDER = re.compile(
    r"^/(?:fuzz|fuzzing|fuzzers?|fuzz[_-]targets?)/"
    r"|/(?:tests?|spec|ci|\.github|oss-fuzz)/(?:[^/]+/){0,4}(?:fuzz|fuzzing|fuzzers?)/"
    r"|/fuzz[_-]targets?/",
    re.IGNORECASE,
)
_DATA = re.compile(r"/(?:testdata|corpus|corpora|seeds?|fixtures|resources)/", re.IGNORECASE)
_SERVICE = "google/oss-fuzz/infra/cifuzz"


def find(tree: Tree) -> Finding:
    """Read the signs, and look for services."""
    found = [*_signs(tree), *_services(tree)]
    known = {place.path for place in found}
    named = (place for place in _named(tree) if place.path not in known)
    places = sorted([*found, *named], key=lambda place: place.path)
    return true("found", places) if places else false("none")


def _signs(tree: Tree) -> Iterator[Place]:
    for language in _LANGUAGES:
        for sign in tree.signs_of(f"fuzz_{language}"):
            if _counts(language, sign.path):
                yield seen(sign.path, sign.line, language)


def _named(tree: Tree) -> Iterator[Place]:
    """Tests and CI definitions of any language by the word in their path, and folders of targets.

    Elsewhere a name may be that of a search that forgives mistakes.
    """
    for file in tree.files_of("test", "code", "ci"):
        folders, _, name = file.path.rpartition("/")
        if not file.language or not file.size or _DATA.search(f"/{file.path}"):
            continue
        is_target = _FOLDER.search(f"/{folders}/") is not None
        if is_target or (file.kind != "code" and _WORD.search(name.rpartition(".")[0])):
            yield seen(file.path, None, "named")


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
