# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal verify --json` prints."""

from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed


class Damage(msgspec.Struct, frozen=True):
    """A file that is not what was written.

    file: Its path below the evidence.
    what: What is wrong with it.
    generations: The generations that need it.
    """

    file: str
    what: str
    generations: tuple[int, ...]


class Verification(msgspec.Struct, frozen=True):
    """Whether the evidence is still what was written: `commonweal verify --json`.

    ok: Whether nothing is damaged.
    sound: The generations that are whole.
    generations: All generations that are kept.
    segments: How many files were checked.
    damaged: The generations that are not whole.
    damages: The files that are damaged.
    version: Version of this shape.
    """

    ok: bool
    sound: tuple[int, ...]
    generations: tuple[int, ...]
    segments: int
    damaged: tuple[int, ...]
    damages: tuple[Damage, ...]
    version: Literal[1] = 1


DOCUMENTS = {"verify": Printed((Verification,))}
