# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which SPDX id somebody may have meant who wrote a licence's name in another way."""

import functools
import re
from difflib import get_close_matches
from types import MappingProxyType

from commonweal.formats.spdx.flags import is_deprecated, is_known, known_ids

_LONGEST = 100
# Words for having no licence, near in spelling to a licence that gives everything away.
_NONE = frozenset({"unlicensed", "unknown", "none", "proprietary", "other", "custom", "n/a"})
# Words that say nothing of which licence it is.
_FILLING = re.compile(r"\b(?:the|licen[cs]e[sd]?|version|software|general|gnu|public|v)\b")
_VERSION = re.compile(r"\bv(?=[0-9])|v(?=[0-9](?:[. ]|$))")
# What people write where no rule leads to the id; compared in the form of `_plain`.
_KNOWN = MappingProxyType(
    {
        "apache": "Apache-2.0",
        "apache2": "Apache-2.0",
        "bsd2": "BSD-2-Clause",
        "bsd3": "BSD-3-Clause",
        "bsdnew": "BSD-3-Clause",
        "newbsd": "BSD-3-Clause",
        "cc0": "CC0-1.0",
        "gpl2": "GPL-2.0-only",
        "gpl3": "GPL-3.0-only",
        "lgpl21": "LGPL-2.1-only",
        "lgpl3": "LGPL-3.0-only",
        "agpl3": "AGPL-3.0-only",
        "mozilla2": "MPL-2.0",
        "mpl2": "MPL-2.0",
        "openmdw": "OpenMDW-1.0",
        "odbl": "ODbL-1.0",
        "creativecommonsattribution4": "CC-BY-4.0",
        "creativecommonsattribution4international": "CC-BY-4.0",
    }
)


def suggest_licence(written: str) -> str | None:
    """Give the id that was most likely meant; None where it is right already or nothing is near."""
    name = written.strip().casefold()
    if is_known(written) or not name or name in _NONE or len(name) > _LONGEST:
        return None
    plain = _plain(written)
    if known := _KNOWN.get(plain) or _ids_by_plain_form().get(plain):
        return known
    near = get_close_matches(plain, _ids_by_plain_form(), n=1, cutoff=0.87)
    return _ids_by_plain_form()[near[0]] if near and _digits(near[0]) == _digits(plain) else None


def _plain(written: str) -> str:
    text = _VERSION.sub("", written.casefold())
    text = re.sub(r"[^a-z0-9]", "", _FILLING.sub("", text))
    # 2.0 and 2 are one version; 2.1 stays another.
    return re.sub(r"(?<=[a-z])([0-9])0(?=[a-z]|$)", r"\1", text)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


@functools.cache
def _ids_by_plain_form() -> MappingProxyType[str, str]:
    ordered = sorted(known_ids(), key=lambda spdx: (is_deprecated(spdx), len(spdx), spdx))
    return MappingProxyType({_plain(spdx): spdx for spdx in reversed(ordered)})
