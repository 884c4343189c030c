# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which package a name means in a folder, as Node.js looks for it: here, then further up."""

from collections.abc import Iterable, Mapping

from commonweal.packages.reading.links import unique

_MODULES = "node_modules"
# Folders further up than any real project has are not looked into.
_DEEPEST = 64
_LONGEST = 1_000


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
        found = []
        end = len(path)
        for _ in range(_DEEPEST):
            folder = f"{path[:end]}/" if end > 0 else ""
            if folder in self._folders and not folder.endswith(f"{_MODULES}/"):
                found.append(self._folders[folder])
            if end <= 0:
                break
            end = path.rfind("/", 0, end)
        return found


def found_in(folders: Iterable[Mapping[str, str]], names: Iterable[str]) -> tuple[str, ...]:
    """What each name means in the first folder that has it; names that none has are left out.

    Names and folders may both be many, so that each pair costs as little as the smaller one.
    """
    found: dict[str, str] = dict.fromkeys(names, "")
    left = set(found)
    for folder in folders:
        here = folder.keys() & left
        found.update((name, folder[name]) for name in here)
        left -= here
        if not left:
            break
    return unique(found.values())
