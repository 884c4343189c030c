# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packagist: the order of PHP's version_compare, after a leading `v`.

Composer would fill 1.0 up to 1.0.0.0; advisories and their readers do not, so neither do we.
"""

import re

from commonweal.packages.versions.padding import Key

ECOSYSTEMS = ("Packagist",)
_PART = re.compile(r"[0-9]{1,256}|[A-Za-z]{1,256}")
# In this order: the first beginning that fits decides. Other words come first of all.
_WORDS = (("dev", 0), ("a", 1), ("b", 2), ("RC", 3), ("rc", 3), ("p", 5))
_NUMBER, _UNKNOWN = 4, -1
# Where a version ends, one that goes on with a number or a patch is later, else earlier.
_END: Key = (_NUMBER, -1)


def key(text: str) -> Key:
    """See https://www.php.net/version_compare; words of one kind are equal."""
    text = text.strip().removeprefix("v").removeprefix("V")
    parts = [_part(part) for part in _PART.findall(text)]
    if text and not (text[-1].isascii() and text[-1].isalnum()):
        parts.append((_UNKNOWN, 0))
    return (*parts, _END)


def _part(part: str) -> Key:
    if part.isdigit():
        return (_NUMBER, int(part))
    return (next((weight for start, weight in _WORDS if part.startswith(start)), _UNKNOWN), 0)
