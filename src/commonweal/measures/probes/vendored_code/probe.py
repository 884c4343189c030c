# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Code of others in the tree: by its folder, its name, its banner, or the office's word."""

from collections.abc import Iterable, Mapping

from commonweal.core.tree import File, Tree
from commonweal.measures.probe import Finding, false, lacking, true

_MOST_PLACES = 50
# A path may be made of thousands of folders; so many are enough to name a place.
_DEEPEST = 12
# Folders whose parts are each a library of somebody else.
_SHELVES = frozenset(
    {
        "3rd", "3rdparty", "3rd_party", "3rd-party", "bower_components", "contrib", "dep", "deps",
        "dependencies", "extern", "external", "externals", "jspm_packages", "node_modules",
        "submodules", "third-party", "third_party", "thirdparty", "vendor", "vendored", "vendors",
    }
)  # fmt: skip
_SCRIPTS = (".js", ".mjs", ".cjs")
_MOST_NAMES = 30
_NO_CODE = (".md", ".txt", ".rst", ".json", ".yml", ".yaml", ".toml", ".xml", ".html", ".ini")


def find(tree: Tree) -> Finding:
    """Name the folders; a folder with a note or a licence alone holds no code."""
    code = [file for file in tree.files_of("vendored") if _is_code(file)]
    if not code:
        return true("none")
    own = _with_those_above(_folder(file) for file in tree.files_of("code", "test"))
    tops = _opened({file.path: _top(file, own) for file in code})
    places = [lacking(top) for top in tops[:_MOST_PLACES]]
    libraries = _libraries(tree)
    if not libraries:
        return false("copied", places, files=len(code), folders=len(tops))
    return false(
        "named",
        places,
        files=len(code),
        folders=len(tops),
        libraries=len(libraries),
        names=", ".join(libraries[:_MOST_NAMES]),
    )


def _libraries(tree: Tree) -> list[str]:
    """Libraries with their versions; without one only where no version is told anywhere."""
    found = {sign.value for sign in tree.signs_of("library") if sign.value}
    versioned = {name.partition(" ")[0] for name in found if " " in name}
    return sorted(name for name in found if " " in name or name not in versioned)


def _is_code(file: File) -> bool:
    is_code = file.language is not None and bool(file.size)
    return is_code and not file.path.casefold().endswith(_NO_CODE)


def _folder(file: File) -> str:
    return file.path.rpartition("/")[0]


def _with_those_above(folders: Iterable[str]) -> frozenset[str]:
    found: set[str] = {""}
    for folder in set(folders):
        parts = folder.split("/", _DEEPEST)[:_DEEPEST]
        found.update("/".join(parts[:number]) for number in range(1, len(parts) + 1))
    return frozenset(found)


def _top(file: File, own: frozenset[str]) -> str:
    """The folder that holds copies alone, as far up as there is no code of the project's own."""
    parts = file.path.split("/", _DEEPEST)
    above = ("/".join(parts[:number]) for number in range(1, len(parts)))
    return next((folder for folder in above if folder not in own), file.path)


def _shelf(path: str, top: str) -> str:
    """The first shelf on the way from a folder of copies to a file in it; empty where none is."""
    if top == path:
        return ""
    parts = path.split("/", _DEEPEST)[:-1]
    first = top.count("/")
    return next(
        (
            "/".join(parts[: number + 1])
            for number in range(first, len(parts))
            if parts[number].casefold() in _SHELVES
        ),
        "",
    )


def _opened(tops: Mapping[str, str]) -> list[str]:
    """Name the parts of a shelf, each a copy of its own, in place of the shelf."""
    opened: set[str] = set()
    for path, top in tops.items():
        shelf = _shelf(path, top)
        part, mark, _ = path.removeprefix(f"{shelf}/").partition("/")
        # A script that lies on the shelf itself is a copy of its own; its style sheet is no other.
        is_own_copy = bool(mark) or part.casefold().endswith(_SCRIPTS)
        opened.add(f"{shelf}/{part}" if shelf and is_own_copy else shelf or top)
    return sorted(top for top in opened if top not in {part.rpartition("/")[0] for part in opened})
