# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""When projects released."""

from collections.abc import Mapping, Sequence

from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject, sources


def months_with_release(reading: Reading, subject: Subject) -> tuple[str, ...]:
    """Give the months, as YYYY-MM, in which a subject released, the first one first.

    Versions before a release, such as a beta, are none. Of a copy with a part of the history
    nothing is said.
    """
    return reading.of(_months, subject.id) or ()


def _months(reading: Reading, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    by_id = sources(reading, ids)
    found: dict[str, list[str]] = {}
    for source_id, month in reading.engine.rows(
        query("release_months"), ids=sorted(set(by_id.values()))
    ):
        found.setdefault(source_id, []).append(month)
    return {id_: tuple(found.get(source_id, ())) for id_, source_id in by_id.items()}
