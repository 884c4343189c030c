# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A lock file beside each manifest that asks for others, or in a folder above: workspaces share."""

import re
from typing import NamedTuple

from commonweal.core.tree import Document, Tree
from commonweal.measures.probe import Finding, false, lacking, not_applicable, seen, true


class _Rule(NamedTuple):
    """`needs` tells that the manifest has dependencies; one of `locks` settles it."""

    needs: re.Pattern[str]
    locks: tuple[str, ...]


_NPM = (
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "bun.lockb",
)
_PYTHON = ("poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "pixi.lock", "requirements.txt")
_RULES = {
    "package.json": _Rule(
        re.compile(r'"(?:dev|peer|optional)?[dD]ependencies"\s*:\s*\{\s*"'), _NPM
    ),
    "deno.json": _Rule(re.compile(r'"imports"\s*:\s*\{\s*"'), ("deno.lock",)),
    "cargo.toml": _Rule(
        re.compile(r"^\[(?:[\w-]+\.)*(?:dev-|build-)?dependencies[\].]", re.MULTILINE),
        ("cargo.lock",),
    ),
    "go.mod": _Rule(
        re.compile(r"^require\b", re.MULTILINE), ("go.sum", "go.work.sum", "vendor/modules.txt")
    ),
    "pipfile": _Rule(re.compile(r"^\[packages\]", re.MULTILINE), ("pipfile.lock",)),
    "pyproject.toml": _Rule(re.compile(r"^\[tool\.(?:poetry|pdm|pixi)\b", re.MULTILINE), _PYTHON),
    "pixi.toml": _Rule(re.compile(r"^\[dependencies\]", re.MULTILINE), ("pixi.lock",)),
    "gemfile": _Rule(re.compile(r"^\s*gem\s", re.MULTILINE), ("gemfile.lock",)),
    "composer.json": _Rule(re.compile(r'"require(?:-dev)?"\s*:\s*\{\s*"'), ("composer.lock",)),
    "podfile": _Rule(re.compile(r"^\s*pod\s", re.MULTILINE), ("podfile.lock",)),
    "pubspec.yaml": _Rule(re.compile(r"^dependencies:\s*$", re.MULTILINE), ("pubspec.lock",)),
    "mix.exs": _Rule(re.compile(r"\{\s*:\w+\s*,\s*[\"'~>]"), ("mix.lock",)),
    "flake.nix": _Rule(re.compile(r"\binputs\b"), ("flake.lock",)),
    "chart.yaml": _Rule(re.compile(r"^dependencies:\s*$", re.MULTILINE), ("chart.lock",)),
}
# A library leaves versions to those who use it.
_LIBRARY = {"gemfile": ".gemspec"}
_NOT_OURS = re.compile(
    r"(?:^|/)(?:examples?|samples?|demos?|docs?|templates?|fixtures?|tests?|benchmarks?|website)/",
    re.IGNORECASE,
)
_MOST_READ = 256 * 1024


def find(tree: Tree) -> Finding:
    """Go through manifests; those of examples and templates lock nothing."""
    paths = {file.path.casefold() for file in tree.files}
    locked: list[str] = []
    missing: list[str] = []
    for document in tree.documents_of("manifest"):
        rule = _RULES.get(document.name.casefold())
        if rule is None or not _asks(document, rule, paths):
            continue
        (locked if _is_locked(document.path, rule, paths) else missing).append(document.path)
    manifests = len(locked) + len(missing)
    if not manifests:
        return not_applicable("no_manifest")
    if missing:
        places = [lacking(path) for path in missing]
        return false("missing", places, missing=len(missing), manifests=manifests)
    return true("locked", [seen(path) for path in locked], manifests=manifests)


def _asks(document: Document, rule: _Rule, paths: set[str]) -> bool:
    if _NOT_OURS.search(document.path) or not rule.needs.search(document.text[:_MOST_READ]):
        return False
    if document.name == "composer.json" and '"library"' in document.text:
        return False
    library = _LIBRARY.get(document.name.casefold())
    folder = document.path.rpartition("/")[0].casefold()
    return library is None or not any(
        path.endswith(library) and path.rpartition("/")[0] == folder for path in paths
    )


def _is_locked(path: str, rule: _Rule, paths: set[str]) -> bool:
    folder = path.rpartition("/")[0].casefold()
    while True:
        prefix = folder + "/" if folder else ""
        if any(prefix + lock in paths for lock in rule.locks):
            return True
        if not folder:
            return False
        folder = folder.rpartition("/")[0]
