# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What was looked up in databases of advisories, and what was not."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from commonweal.evidence import Engine
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading


class Coverage(msgspec.Struct, frozen=True):
    """What is known of an ecosystem: without a database nothing of it was looked up.

    `packages` counts each version once, `unversioned` packages that no file gives one.
    """

    ecosystem: str
    packages: int
    unversioned: int
    is_looked_up: bool
    records: int
    as_of: datetime | None


def coverage_of(reading: Reading) -> tuple[Coverage, ...]:
    """Give the coverage of every ecosystem in use; what was not looked up comes first."""
    return reading.once(_coverage)


def _coverage(reading: Reading) -> tuple[Coverage, ...]:
    return tuple(read_coverage(reading.engine))


def read_coverage(engine: Engine) -> Iterator[Coverage]:
    """Read the coverage of a generation."""
    rows = engine.rows(query("advisory_coverage"))
    for ecosystem, packages, unversioned, is_looked_up, records, as_of in rows:
        moment = as_of.replace(tzinfo=UTC) if as_of else None
        yield Coverage(ecosystem, packages, unversioned, is_looked_up, records, moment)
