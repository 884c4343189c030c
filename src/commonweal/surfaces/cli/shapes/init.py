# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal init --json` prints."""

from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed


class Initialised(msgspec.Struct, frozen=True):
    """The portfolio that was written: `commonweal init --json`.

    file: The file.
    projects: How many projects it names.
    repositories: How many repositories these have.
    is_complete: Whether every folder was looked into.
    version: Version of this shape.
    """

    file: str
    projects: int
    repositories: int
    is_complete: bool
    version: Literal[1] = 1


DOCUMENTS = {"init": Printed((Initialised,))}
