# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All readers of package files, found by walking this folder."""

import functools
import importlib
from importlib import resources
from types import MappingProxyType

from commonweal.packages.locks.package import Reader


@functools.cache
def readers() -> MappingProxyType[str, Reader]:
    """All readers by the name of their format."""
    folder = resources.files(__package__)
    found: dict[str, Reader] = {}
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        stem, _, ending = entry.name.rpartition(".")
        if ending == "py" and stem not in ("__init__", "catalogue", "judge"):
            module = importlib.import_module(f"{__package__}.{stem}")
            found.update((one.format, one) for one in getattr(module, "READERS", ()))
    return MappingProxyType(found)


@functools.cache
def lock_readers() -> tuple[Reader, ...]:
    """Readers of files that lock packages or take stock of them."""
    return tuple(reader for reader in readers().values() if reader.is_lock)


def reader_of(name: str, start: bytes) -> Reader | None:
    """The reader for a file, by its name and first bytes; None where nobody knows it."""
    return next((reader for reader in readers().values() if reader.recognises(name, start)), None)
