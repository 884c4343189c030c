# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read any manifest by its path: the one place that everybody asks."""

import functools

import msgspec

from commonweal.core.message import Number, message
from commonweal.packages.catalogue.readers import manifest_readers
from commonweal.packages.model import Manifest, ManifestReader, PackagesRefused, merged

TEXT_LIMIT = 4 * 1024 * 1024
# More than any real manifest has; one with more is made to fill a memory.
NEEDS_LIMIT = 50_000
# A text that is longer is no manifest that anybody wrote.
KEPT_LIMIT = 256 * 1024


def is_manifest(path: str) -> bool:
    """Tell whether any reader recognises a path."""
    return any(manifest_reader.recognises(path) for manifest_reader in manifest_readers().values())


def read_manifest(path: str, text: str) -> Manifest | None:
    """Read a manifest; None where no reader recognises the path.

    Where several readers do, what all of them find is put together; where all of them
    refuse the text, so does this.
    """
    wanted = [reader for reader in manifest_readers().values() if reader.recognises(path)]
    if not wanted:
        return None
    if len(text) > TEXT_LIMIT:
        raise PackagesRefused(
            message("the file has more than %(limit)s characters", limit=Number(TEXT_LIMIT))
        )
    found: list[Manifest] = []
    refused: PackagesRefused | None = None
    for reader in wanted:
        try:
            found.append(_of_reader(reader, path, text))
        except PackagesRefused as refusal:
            refused = refusal
    if refused is not None and not found:
        raise refused
    manifest = merged(found)
    if len(manifest.needs) > NEEDS_LIMIT:
        raise PackagesRefused(
            message("the file names more than %(limit)s packages", limit=Number(NEEDS_LIMIT))
        )
    return manifest


def read_requirements(path: str, text: str) -> Manifest:
    """Read a file as a list of requirements of Python, whatever it is called."""
    if len(text) > TEXT_LIMIT:
        raise PackagesRefused(
            message("the file has more than %(limit)s characters", limit=Number(TEXT_LIMIT))
        )
    return _of_reader(manifest_readers()["requirements"], path, text)


def _of_reader(reader: ManifestReader, path: str, text: str) -> Manifest:
    manifest = reader.read(path, text)
    if not manifest.ecosystem:
        return manifest
    return msgspec.structs.replace(
        manifest, ecosystem=reader.ecosystem, locks=reader.locks, wants_lock=reader.wants_lock
    )


@functools.lru_cache(maxsize=256)
def manifest_of(path: str, text: str) -> Manifest:
    """What a file says as a manifest; empty where it is none, or none that can be read.

    Many ask for the same file one after the other: the last ones are kept.
    """
    if len(text) > KEPT_LIMIT:
        return Manifest()
    try:
        return read_manifest(path, text) or Manifest()
    except PackagesRefused:
        return Manifest()
