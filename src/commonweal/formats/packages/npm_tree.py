# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which package a name means in a folder, as Node.js looks for it: here, then further up."""

from collections.abc import Iterable, Mapping

_MODULES = "node_modules"
# Folders further up than any real project has are not looked into.
_DEEPEST = 64
_LONGEST = 4_000


class Folders:
    """The folders `node_modules` of a project, with the package that each name in them means."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._folders: dict[str, dict[str, str]] = {}
        for path, label in labels.items():
            folder, found, name = path.rpartition(f"{_MODULES}/")
            if found:
                self._folders.setdefault(folder, {})[name] = label

    def visible_from(self, path: str) -> list[dict[str, str]]:
        """What a package at a path can name: its own folder first, the outermost last."""
        if len(path) > _LONGEST:
            return []
        parts = path.split("/") if path else []
        lengths = range(len(parts), max(-1, len(parts) - _DEEPEST), -1)
        above = (parts[:length] for length in lengths)
        places = ("".join(f"{part}/" for part in one) for one in above if one[-1:] != [_MODULES])
        return [self._folders[one] for one in places if one in self._folders]


def found_in(folders: Iterable[Mapping[str, str]], name: str) -> str:
    """The first package of that name; empty where there is none."""
    return next((folder[name] for folder in folders if name in folder), "")
