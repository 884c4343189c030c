# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Code of others in the tree, told by the folders that are made for it."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, true

_FOLDERS = frozenset(
    {
        "vendor",
        "vendors",
        "vendored",
        "_vendor",
        "_vendored_packages",
        "third_party",
        "third-party",
        "thirdparty",
        "3rdparty",
        "3rd-party",
        "node_modules",
        "bower_components",
        "jspm_packages",
        "godeps",
        "external_libs",
        "extlibs",
        "site-packages",
        "pods",
        "carthage",
        "web_modules",
        ".yarn",
        "deps",
    }
)
_MOST_PLACES = 50


def find(tree: Tree) -> Finding:
    """Name the folders; a folder with a note or a licence alone holds no code."""
    code = [file for file in tree.files_of("vendored") if file.language and file.size]
    code = [file for file in code if not file.path.casefold().endswith(_NO_CODE)]
    code += [file for file in tree.files_of("code", "generated") if _RELEASED.search(file.name)]
    if not code:
        return true("none")
    folders = sorted({_folder(file.path) for file in code})
    places = [lacking(folder) for folder in folders[:_MOST_PLACES]]
    return false("copied", places, files=len(code), folders=len(folders))


# A script or style sheet with a version in its name was taken from a release of somebody.
_RELEASED = re.compile(
    r"[-.@]v?\d{1,3}(?:\.\d{1,4}){1,2}(?:[.-](?:min|slim|bundle|umd))*\.(?:js|css)$"
)
_NO_CODE = (".md", ".txt", ".rst", ".json", ".yml", ".yaml", ".toml", ".xml", ".html", ".ini")


def _folder(path: str) -> str:
    parts = path.split("/")
    for number, part in enumerate(parts[:-1]):
        if part.casefold() in _FOLDERS:
            return "/".join(parts[: number + 1])
    return path
