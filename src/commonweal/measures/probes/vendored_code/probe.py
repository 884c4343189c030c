# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Code of others in the tree: by its folder, its name, its banner, or the office's word."""

from collections.abc import Iterable

from commonweal.core.tree import File, Tree
from commonweal.measures.probe import Finding, false, lacking, true

_MOST_PLACES = 50
_NO_CODE = (".md", ".txt", ".rst", ".json", ".yml", ".yaml", ".toml", ".xml", ".html", ".ini")


def find(tree: Tree) -> Finding:
    """Name the folders; a folder with a note or a licence alone holds no code."""
    code = [file for file in tree.files_of("vendored") if _is_code(file)]
    if not code:
        return true("none")
    own = _with_those_above(_folder(file) for file in tree.files_of("code", "test"))
    tops = sorted({_top(file, own) for file in code})
    places = [lacking(top) for top in tops[:_MOST_PLACES]]
    return false("copied", places, files=len(code), folders=len(tops))


def _is_code(file: File) -> bool:
    is_code = file.language is not None and bool(file.size)
    return is_code and not file.path.casefold().endswith(_NO_CODE)


def _folder(file: File) -> str:
    return file.path.rpartition("/")[0]


def _with_those_above(folders: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for folder in folders:
        above = folder
        while above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return frozenset(found)


def _top(file: File, own: frozenset[str]) -> str:
    """The folder that holds copies alone, as far up as there is no code of the project's own."""
    parts = file.path.split("/")
    above = ("/".join(parts[:number]) for number in range(1, len(parts)))
    return next((folder for folder in above if folder not in own), file.path)
