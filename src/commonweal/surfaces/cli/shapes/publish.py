# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal publish --json` prints."""

from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed


class Published(msgspec.Struct, frozen=True):
    """The site that was written: `commonweal publish --json`.

    out: The folder.
    files: How many files it has.
    bytes: Their size together, in bytes.
    languages: Languages of the pages, by their locales; the first is at the root.
    version: Version of this shape.
    """

    out: str
    files: int
    bytes: int
    languages: tuple[str, ...]
    version: Literal[1] = 1


DOCUMENTS = {"publish": Printed((Published,))}
