# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A judge of whole folders: a folder of this room with a `folder.py` that offers `FOLDER`."""

import functools
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from commonweal.formats.units import units_of


class ProjectFile(NamedTuple):
    """A file as it was read: path with slashes, and content, None where it cannot be read."""

    path: str
    content: bytes | None


class FolderJudge(msgspec.Struct, frozen=True):
    """Judges a project by its files, which somebody else reads; pure.

    `judge` gives the keys of the answer besides `file` and `kind`; `ok` is among them.
    """

    kind: str
    judge: Callable[[Iterable[ProjectFile]], Mapping[str, Any]]


@functools.cache
def folder_judges() -> MappingProxyType[str, FolderJudge]:
    """All judges of folders by kind."""
    found = [module.FOLDER for module in units_of("folder")]
    return MappingProxyType({judge.kind: judge for judge in found})
