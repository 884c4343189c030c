# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What was looked up in databases of advisories."""

from datetime import datetime

import msgspec


class Coverage(msgspec.Struct, frozen=True):
    """How much is known about the packages of an ecosystem.

    ecosystem: The ecosystem, such as PyPI.
    packages: How many versions of packages are in use.
    unversioned: How many packages are in use of which no file gives the version.
    is_looked_up: Whether advisories for this ecosystem were imported.
    records: How many records were imported.
    as_of: When the newest record was changed; null where it is not known.
    """

    ecosystem: str
    packages: int
    unversioned: int
    is_looked_up: bool
    records: int
    as_of: datetime | None
