# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `--json` prints: the shapes that outsiders read, apart from what views hold inside.

One module a command; its `DOCUMENTS` names the shapes of each command line. The schemas
in `docs/json` are made from them. A key may be added; who removes or renames one, or
changes what it means, raises `version` of the document.
"""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

S = TypeVar("S")


class Printed(NamedTuple):
    """What a command prints: one of some shapes, and the version of all of them.

    It stands in the document where that is an object; of lists and lines only the schema
    tells it.
    """

    shapes: tuple[Any, ...]
    version: int = 1


def shaped(value: object, shape: type[S]) -> S:
    """Put a view's own struct into the shape that is promised; what is not named stays out."""
    return msgspec.convert(value, shape, from_attributes=True)


def documents() -> Mapping[str, Printed]:
    """What every command with `--json` prints, by the command's words."""
    found: dict[str, Printed] = {}
    for file in sorted(Path(__file__).parent.glob("[!_]*.py")):
        found |= importlib.import_module(f"{__name__}.{file.stem}").DOCUMENTS
    return found
