# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All readers of package files, found by walking the ecosystems."""

import functools
import importlib
from collections.abc import Iterator
from importlib import resources
from types import MappingProxyType
from typing import Any

from commonweal.packages.model import ManifestReader, Reader

_ECOSYSTEMS = "commonweal.packages.ecosystems"


def _offered(wanted: type[Any]) -> Iterator[Any]:
    """What the modules of all ecosystems offer as READERS, by folder and name."""
    folders = sorted(resources.files(_ECOSYSTEMS).iterdir(), key=lambda entry: entry.name)
    for folder in folders:
        if not folder.is_dir() or folder.name.startswith("__"):
            continue
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            stem, _, ending = entry.name.rpartition(".")
            if ending == "py" and stem != "__init__":
                module = importlib.import_module(f"{_ECOSYSTEMS}.{folder.name}.{stem}")
                offered = getattr(module, "READERS", ())
                yield from (reader for reader in offered if isinstance(reader, wanted))


@functools.cache
def readers() -> MappingProxyType[str, Reader]:
    """Readers that name packages of a file, for `check` and for locks, by their format."""
    return MappingProxyType({reader.format: reader for reader in _offered(Reader)})


@functools.cache
def lock_readers() -> tuple[Reader, ...]:
    """Readers of files that lock packages or take stock of them."""
    return tuple(reader for reader in readers().values() if reader.is_lock)


@functools.cache
def manifest_readers() -> MappingProxyType[str, ManifestReader]:
    """Readers of manifests by the name of their format."""
    return MappingProxyType({reader.format: reader for reader in _offered(ManifestReader)})


def reader_of(name: str, start: bytes) -> Reader | None:
    """The reader for a file, by its name and first bytes; None where nobody knows it."""
    return next((reader for reader in readers().values() if reader.recognises(name, start)), None)
