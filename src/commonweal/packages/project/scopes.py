# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""When a locked package is needed: the graph of a lock, walked from the manifests beside it.

One way for all formats. Where a format marks development itself, its own word stands.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from commonweal.packages.model import SCOPES, Manifest, Need, Scope
from commonweal.packages.project.files import LockFile, folder_of, name_of, upwards


def with_scopes(
    locks: Mapping[str, LockFile], manifests: Mapping[str, Manifest]
) -> dict[str, LockFile]:
    """Give the lock files with the scopes that the manifests of their projects tell."""
    asking = _asking(locks, manifests)
    return {
        path: msgspec.structs.replace(lock, needs=_walked(lock, asking.get(path, [])))
        for path, lock in locks.items()
    }


def _asking(
    locks: Mapping[str, LockFile], manifests: Mapping[str, Manifest]
) -> dict[str, list[Manifest]]:
    """The manifests of each lock: those beside it, and members below it without their own."""
    by_folder: dict[tuple[str, str], str] = {
        (folder_of(path), name_of(path)): path for path in locks
    }
    found: dict[str, list[Manifest]] = {}
    for path, manifest in manifests.items():
        for folder in upwards(folder_of(path)):
            here = [
                by_folder[folder, name] for name in manifest.locks if (folder, name) in by_folder
            ]
            if here:
                for lock in here:
                    found.setdefault(lock, []).append(manifest)
                break
    return found


def _walked(lock: LockFile, manifests: Iterable[Manifest]) -> tuple[Need, ...]:
    needs = [need for manifest in manifests for need in manifest.needs]
    graph = _Graph(lock.needs)
    roots = [(place, need.scope) for need in needs for place in graph.meant(need)]
    direct = {place for place, _ in roots}
    if not roots:
        # The file itself may tell what is asked for, and when.
        roots = [
            (place, need.scope) for place, need in enumerate(lock.needs) if need.is_direct is True
        ]
    knows_scopes = lock.tells_scope and any(need.scope == "development" for need in lock.needs)
    scopes = {} if knows_scopes else graph.scopes(roots)
    return tuple(
        _scoped(need, scopes.get(place), is_direct=(place in direct) if direct else None)
        for place, need in enumerate(lock.needs)
    )


def _scoped(need: Need, scope: Scope | None, *, is_direct: bool | None) -> Need:
    is_direct = is_direct if need.is_direct is None else need.is_direct
    if scope in (None, need.scope) and is_direct == need.is_direct:
        return need
    return msgspec.structs.replace(need, scope=scope or need.scope, is_direct=is_direct)


class _Graph:
    """The needs of a lock file by their places, and what each needs itself."""

    def __init__(self, needs: tuple[Need, ...]) -> None:
        self._needs = needs
        self._by_purl: dict[str, list[int]] = {}
        self._by_version: dict[tuple[str, str], list[int]] = {}
        for place, need in enumerate(needs):
            self._by_purl.setdefault(need.purl, []).append(place)
            self._by_version.setdefault((need.purl, need.version), []).append(place)

    def meant(self, need: Need) -> list[int]:
        """What a manifest's need means: of several versions those that are asked for directly."""
        places = self._by_purl.get(need.purl, [])
        exact = self._by_version.get((need.purl, need.version), []) if need.version else []
        direct = [place for place in places if self._needs[place].is_direct]
        return exact or direct or places

    def scopes(self, roots: Iterable[tuple[int, Scope]]) -> dict[int, Scope]:
        """The first scope, in the order of scopes, in which each place is reached."""
        by_scope: dict[Scope, list[int]] = {}
        for place, scope in roots:
            by_scope.setdefault(scope, []).append(place)
        found: dict[int, Scope] = {}
        for scope in SCOPES:
            waiting = deque(by_scope.get(scope, ()))
            while waiting:
                place = waiting.popleft()
                if place not in found:
                    found[place] = scope
                    waiting.extend(self._needed_by(place))
        return found

    def _needed_by(self, place: int) -> Iterator[int]:
        for label in self._needs[place].requires:
            if label in self._by_purl:
                yield from self._by_purl[label]
                continue
            yield from self._labelled(label)

    def _labelled(self, label: str) -> list[int]:
        """A package URL with version; a version may be written in another way there."""
        purl, _, version = label.rpartition("@")
        return self._by_version.get((purl, version)) or self._by_purl.get(purl, [])
