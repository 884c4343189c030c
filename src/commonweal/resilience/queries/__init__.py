# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The queries of this room, a file each."""

import functools
from importlib import resources


@functools.cache
def query(name: str) -> str:
    """Give a query by the name of its file."""
    return (resources.files(__package__) / f"{name}.sql").read_text(encoding="utf-8")
