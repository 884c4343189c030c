# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which licences digital public goods may have; the list is `public_goods.toml`."""

import functools
import re
from importlib import resources
from typing import Literal

import msgspec

Covered = Literal["software", "content", "data"]


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    software: frozenset[str]
    content: frozenset[str]
    data: frozenset[str]


# Free licences that are made for texts, pictures and data. None is approved for software;
# NonCommercial and NoDerivatives are no free ones.
_CONTENT = re.compile(
    r"CC-BY-(?:SA-)?\d|CC-SA-|CC0-|CC-(?:PDDC|PDM)\b|ODC-By-|ODbL-|PDDL-|CDLA-(?:Permissive|Sharing)-"
    r"|GFDL-|FreeBSD-DOC|LAL-|OPUBL-|OPL-UK-|OGL-|OGDL-|DL-DE-(?:BY|ZERO)-|etalab-2|NLOD-"
    r"|[CO]-UDA-|Community-Spec-|Linux-man-pages-"
)


@functools.cache
def _lists() -> _Lists:
    content = resources.files(__package__).joinpath("public_goods.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Lists)


def licence_family(spdx: str) -> str:
    """Give the id without exception, "-only", "-or-later" and "+": what a text alone can tell."""
    bare = spdx.partition(" WITH ")[0]
    return bare.removesuffix("-only").removesuffix("-or-later").removesuffix("+")


def is_for_public_goods(spdx: str, covered: Covered) -> bool:
    """Tell whether a digital public good may have this licence on its software, content or data."""
    accepted: frozenset[str] = getattr(_lists(), covered)
    return licence_family(spdx) in accepted


def is_for_content(spdx: str) -> bool:
    """Tell a free licence that is made for texts, images or data, and not for software."""
    return _CONTENT.match(spdx) is not None
