# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal next --json` prints."""

from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._step import Step


class NextSteps(msgspec.Struct, frozen=True):
    """The first steps of the list: `commonweal next --json`.

    steps: The steps, in order.
    more: How many steps come after these.
    total: How many steps there are.
    version: Version of this shape.
    """

    steps: tuple[Step, ...]
    more: int
    total: int
    version: Literal[1] = 1


class Draft(msgspec.Struct, frozen=True):
    """What became of a draft.

    project: Id of the project.
    repository: Id of the repository.
    kind: The kind of file.
    folder: Its folder below the folder that was named.
    path: Its path in the repository.
    state: Whether it was written, or a file that is there was kept, or nothing was drafted.
    why: Why nothing was drafted; may be empty.
    to_fill: What a person has to fill in.
    patches: The files that it would change; empty for a new file.
    """

    project: str
    repository: str
    kind: str
    folder: str
    path: str
    state: Literal["written", "kept", "not_drafted"]
    why: str
    to_fill: tuple[str, ...]
    patches: tuple[str, ...]


class Drafts(msgspec.Struct, frozen=True):
    """The drafts that were written: `commonweal next --write FOLDER --json`.

    folder: The folder that was named.
    drafts: The drafts, in the order of the steps.
    version: Version of this shape.
    """

    folder: str
    drafts: tuple[Draft, ...]
    version: Literal[1] = 1


DOCUMENTS = {"next": Printed((NextSteps, Drafts))}
