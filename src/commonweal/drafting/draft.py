# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a draft is: a module of `drafting` that offers `DRAFTS`."""

import functools
import importlib
import pkgutil
from collections.abc import Callable
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from commonweal import drafting
from commonweal.drafting.metadata import ProjectFacts


class Drafted(NamedTuple):
    """A file as it was drafted.

    `to_fill` says what a person still has to fill in, and `patches` which files
    of the repository the text would change where it is a unified difference.
    """

    path: str
    text: str
    to_fill: tuple[str, ...] = ()
    patches: tuple[str, ...] = ()


class NotDrafted(NamedTuple):
    """Why nothing was drafted, and what to do instead."""

    why: str


Outcome = tuple[Drafted, ...] | NotDrafted
Write = Callable[[ProjectFacts], Outcome]


class Draft(msgspec.Struct, frozen=True):
    """Drafts what a probe misses; pure, and never raises whatever the facts hold.

    `path` is where the file belongs, by which it is known that there is one already.
    """

    kind: str
    path: str
    write: Write


@functools.cache
def drafts() -> MappingProxyType[str, Draft]:
    """All drafts by kind."""
    found: dict[str, Draft] = {}
    for module in sorted(entry.name for entry in pkgutil.iter_modules(drafting.__path__)):
        unit = importlib.import_module(f"{__package__}.{module}")
        found.update({draft.kind: draft for draft in getattr(unit, "DRAFTS", ())})
    return MappingProxyType(found)
