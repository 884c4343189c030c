# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a page is the same as before: a digest of everything that it shows."""

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from commonweal.insight.coverage import coverage_of
from commonweal.insight.fingerprints import (
    fingerprints,
    fingerprints_of_packages,
    fingerprints_of_steps,
    fingerprints_of_uses,
)
from commonweal.insight.reading import Reading
from commonweal.insight.results import judged_as, standings
from commonweal.insight.supply import NONE, supply_of
from commonweal.views.caveats import caveats
from commonweal.views.definition import Location
from commonweal.views.registry import Crumb, pages
from commonweal.views.series import month_of_survey_before
from commonweal.views.subjects import project_of


def digest_of_view(page: msgspec.Struct, *beside: object) -> str:
    """Digest a page that was read, and what is shown beside it."""
    return _digest((page, beside))


def _digest(value: object) -> str:
    encoded = msgspec.msgpack.encode(value, enc_hook=_named, order="deterministic")
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()


def digest_of_generation(reading: Reading, *beside: object) -> str:
    """Digest all that a site can show; "" where that is not known.

    It is made of the two generations, of what answers make of them, and of the definitions:
    nothing is read for it.
    """
    manifest = reading.engine.manifest
    if manifest is None or reading.joined is None:
        return ""
    before = reading.previous.engine.manifest if reading.previous else None
    return _digest((manifest, before, reading.joined, _definitions(reading), beside))


def _definitions(reading: Reading) -> tuple[object, ...]:
    return (reading.metrics, dict(reading.standards), dict(reading.probes))


class Inputs:
    """Digests of pages that need not be read: of the evidence of their subject.

    They hold what every page of a subject is made of besides the rows that its definition
    names: the subject itself, its standings, its steps, its packages and advisories.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._rows: dict[str, Mapping[str, str]] = {}
        self._steps = fingerprints_of_steps(reading)
        self._shared = _digest(
            (
                reading.last_month,
                month_of_survey_before(reading),
                coverage_of(reading),
                _definitions(reading),
            )
        )
        self._subjects: dict[str, str] = {}
        self._packages = fingerprints_of_packages(reading)

    def digest(self, location: Location, crumbs: tuple[Crumb, ...]) -> str:
        """Digest what a page shows; "" where the page has to be read to know."""
        definition = pages()[location.page]
        if definition.inputs:
            made_of = definition.inputs(self._reading, *location.keys)
            return _digest((self._shared, made_of, location, crumbs))
        if not definition.evidence:
            return ""
        subject_id = str(location.keys[0])
        if subject_id not in self._subjects:
            self._subjects[subject_id] = self._of_subject(subject_id)
        rows = [self._of_rows(table, subject_id) for table in definition.evidence]
        return _digest((self._shared, self._subjects[subject_id], rows, location, crumbs))

    def _of_subject(self, subject_id: str) -> str:
        reading, supply = self._reading, supply_of(self._reading)
        subject = reading.subjects[subject_id]
        judged = judged_as(reading, subject)
        return _digest(
            (
                subject,
                caveats(reading, subject),
                project_of(reading, subject_id),
                standings(reading).get(judged, ()),
                self._steps.get(reading.entry_of(subject_id), ""),
                self._packages.get(subject_id, ""),
                self._of_rows("package_needed", subject_id),
                supply.advisories.get(subject_id, ()),
                supply.counts.get(subject_id, NONE),
                self._of_rows("finding", subject_id),
                self._of_rows("verdict", subject_id),
            )
        )

    def _of_rows(self, table: str, subject_id: str) -> list[str]:
        if table not in self._rows:
            is_use = table == "package_needed"
            self._rows[table] = (
                fingerprints_of_uses(self._reading)
                if is_use
                else fingerprints(self._reading, table)
            )
        found, ids = self._rows[table], self._ids(subject_id)
        return [found.get(id_, "") for id_ in ids]

    def _ids(self, subject_id: str) -> Iterable[str]:
        subject = self._reading.subjects[subject_id]
        return (subject_id, judged_as(self._reading, subject), *subject.repository_ids)


def _named(value: object) -> str:
    """What a function is called: where it is in memory differs from run to run."""
    return str(getattr(value, "__qualname__", value))
