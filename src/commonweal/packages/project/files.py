# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The package files of a repository as they were read, each by its path."""

import posixpath
from collections.abc import Iterator, Mapping

import msgspec

from commonweal.packages.model import Manifest, Need


class LockFile(msgspec.Struct, frozen=True):
    """A lock file or bill of materials. `tells_scope` where it marks development itself."""

    format: str
    needs: tuple[Need, ...]
    tells_scope: bool = False


class Missing(msgspec.Struct, frozen=True):
    """A file that a package file names, and that the repository does not hold.

    Of a parent it is told only where a version stays open for want of it.
    """

    path: str
    line: int
    names: str
    is_parent: bool = False


class PackageFiles(msgspec.Struct, frozen=True):
    """Locks and manifests by path, and the files that are named but are not there."""

    locks: Mapping[str, LockFile]
    manifests: Mapping[str, Manifest]
    missing: tuple[Missing, ...] = ()


def folder_of(path: str) -> str:
    """The folder of a file; empty for the root."""
    return path.rpartition("/")[0]


def name_of(path: str) -> str:
    """The last part of a path in small letters."""
    return path.rpartition("/")[2].casefold()


def joined(folder: str, relative: str) -> str:
    """A relative path from a folder of the repository; empty where it leads out of it."""
    path = posixpath.normpath(posixpath.join(folder, relative.replace("\\", "/")))
    return "" if path.startswith(("../", "/")) or path in (".", "..") else path


def upwards(folder: str) -> Iterator[str]:
    """A folder and those above it, up to the root."""
    while folder:
        yield folder
        folder = folder_of(folder)
    yield ""
