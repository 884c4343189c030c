# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What was looked up in databases of advisories, and what was not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from commonweal.evidence import Engine
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading


class Coverage(msgspec.Struct, frozen=True):
    """What is known of an ecosystem: without a database nothing of it was looked up.

    `packages` counts each version once, `unversioned` packages that no file gives one. Of
    `unlocked` repositories only what manifests ask for is known: no lock file was read there.
    """

    ecosystem: str
    packages: int
    unversioned: int
    is_looked_up: bool
    records: int
    as_of: datetime | None
    unlocked: int = 0


def coverage_of(reading: Reading) -> tuple[Coverage, ...]:
    """Give the coverage of all that the portfolio uses; what was not looked up comes first."""
    return reading.once(_coverage)


def _coverage(reading: Reading) -> tuple[Coverage, ...]:
    return tuple(read_coverage(reading.engine))


def coverage_of_subject(reading: Reading, subject_id: str) -> tuple[Coverage, ...]:
    """Give the coverage of what a subject uses itself; what was not looked up comes first."""
    return reading.of(_of_subjects, subject_id) or ()


def _of_subjects(reading: Reading, ids: Sequence[str]) -> Mapping[str, tuple[Coverage, ...]]:
    found: dict[str, list[Coverage]] = defaultdict(list)
    for id_, *row in reading.engine.rows(query("subject_coverage"), subjects=list(ids)):
        ecosystem, packages, unversioned, is_looked_up, records, as_of, unlocked = row
        moment = as_of.replace(tzinfo=UTC) if as_of else None
        found[id_].append(
            Coverage(ecosystem, packages, unversioned, is_looked_up, records, moment, unlocked)
        )
    return {id_: tuple(of) for id_, of in found.items()}


def read_coverage(engine: Engine) -> Iterator[Coverage]:
    """Read the coverage of a generation."""
    rows = engine.rows(query("advisory_coverage"))
    for ecosystem, packages, unversioned, is_looked_up, records, as_of in rows:
        moment = as_of.replace(tzinfo=UTC) if as_of else None
        yield Coverage(ecosystem, packages, unversioned, is_looked_up, records, moment)
