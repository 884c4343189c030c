# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read any manifest by its path: the one place that everybody asks."""

from commonweal.packages.catalogue.readers import manifest_readers
from commonweal.packages.model import Manifest, PackagesRefused, merged

TEXT_LIMIT = 4 * 1024 * 1024
# More than any real manifest has; one with more is made to fill a memory.
NEEDS_LIMIT = 50_000


def is_manifest(path: str) -> bool:
    """Tell whether any reader recognises a path."""
    return any(manifest_reader.recognises(path) for manifest_reader in manifest_readers().values())


def read_manifest(path: str, text: str) -> Manifest | None:
    """Read a manifest; None where no reader recognises the path.

    Where several readers do, what all of them find is put together; where all of them
    refuse the text, so does this.
    """
    wanted = [
        manifest_reader
        for manifest_reader in manifest_readers().values()
        if manifest_reader.recognises(path)
    ]
    if not wanted:
        return None
    if len(text) > TEXT_LIMIT:
        raise PackagesRefused(f"the file has more than {TEXT_LIMIT:,} characters")
    found: list[Manifest] = []
    refused: PackagesRefused | None = None
    for reader in wanted:
        try:
            found.append(reader.read(path, text))
        except PackagesRefused as refusal:
            refused = refusal
    if refused is not None and not found:
        raise refused
    manifest = merged(found)
    if len(manifest.needs) > NEEDS_LIMIT:
        raise PackagesRefused(f"the file names more than {NEEDS_LIMIT:,} packages")
    return manifest
