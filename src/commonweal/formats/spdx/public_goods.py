# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which licences digital public goods may have; the list is `public_goods.toml`."""

import functools
from importlib import resources
from typing import Literal

import msgspec

Covered = Literal["software", "content", "data"]


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    software: frozenset[str]
    content: frozenset[str]
    data: frozenset[str]


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
