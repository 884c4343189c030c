# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The order in which people expect names."""

import re


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Give the key that sorts "service 3" before "service 10"."""
    pieces = re.split(r"([0-9]{1,18})", name.casefold())
    return tuple((int(p), "") if n % 2 else (-1, p) for n, p in enumerate(pieces))
