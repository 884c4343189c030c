# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Signs: what a file's content shows at a glance, for the facts that need no whole text."""

from commonweal.formats.signs.passwords import is_configuration
from commonweal.formats.signs.see import (
    BINARY,
    SCRIPT_USE,
    FoundSign,
    signs_in,
)

__all__ = [
    "BINARY",
    "SCRIPT_USE",
    "FoundSign",
    "is_configuration",
    "signs_in",
]
