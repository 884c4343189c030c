# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CRAN, Bioconductor, Hackage: lists of numbers, of which 1.0 is longer and so later than 1."""

import re

from commonweal.packages.versions.padding import Key

ECOSYSTEMS = ("CRAN", "Bioconductor", "Hackage", "GHC")
_SEPARATOR = re.compile(r"[.-]")


def key(text: str) -> Key:
    """Words are no part of these versions; they come before all numbers."""
    text = text.strip()
    return tuple(
        (1, int(part), "") if part.isascii() and part.isdigit() else (0, 0, part)
        for part in (_SEPARATOR.split(text) if text else ())
    )
