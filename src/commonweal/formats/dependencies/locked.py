# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lock files as needs (to be replaced by the helper who owns this file)."""

from commonweal.formats.dependencies.need import Need


def is_lock_path(path: str) -> bool:
    """Tell by its path whether a file locks packages."""
    return False


def read_locked(path: str, content: bytes) -> tuple[str, tuple[Need, ...]] | None:
    """Read a lock file."""
    return None
