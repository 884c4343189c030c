# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which licence a project has: only where all that its root states is the same."""

from collections.abc import Iterable
from typing import NamedTuple

from commonweal.formats.spdx.flags import is_deprecated, is_known

_SURE = 0.9


class Stated(NamedTuple):
    """A licence that a file states, as the evidence keeps it."""

    path: str
    spdx: str
    basis: str
    coverage: float | None


def declared_licence(stated: Iterable[Stated]) -> str:
    """Give the SPDX id; empty where the root states none, or more than one.

    Of the GNU licences the text does not tell whether later versions count: a manifest may.
    """
    of_root = [licence for licence in stated if "/" not in licence.path]
    manifests = {licence.spdx for licence in of_root if licence.basis == "manifest"}
    texts = {
        licence.spdx
        for licence in of_root
        if licence.basis == "text" and (licence.coverage or 0) >= _SURE
    }
    chosen = manifests or texts
    if len({_family(manifest) for manifest in manifests | texts}) != 1 or len(chosen) != 1:
        return ""
    [licence] = chosen
    return licence if is_known(licence) and not is_deprecated(licence) else ""


def _family(spdx: str) -> str:
    return spdx.removesuffix("-only").removesuffix("-or-later")
