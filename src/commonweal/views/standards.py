# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All standards at a glance: every project in each of them, and the office itself."""

import msgspec

from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import (
    StandardLabel,
    Standing,
    asked_of,
    label_of_standard,
    standings,
)


class Row(msgspec.Struct, frozen=True):
    """A project with its standings, in the order of the columns; None where nothing applies."""

    subject: Subject
    standings: tuple[Standing | None, ...]


class Page(msgspec.Struct, frozen=True):
    """Projects by standards, and what is asked of the office."""

    columns: tuple[StandardLabel, ...]
    rows: tuple[Row, ...]
    office: tuple[Standing, ...]


def page(reading: Reading) -> Page:
    """Read where everybody stands; standards that apply to nobody have no column."""
    found = standings(reading)
    asked = [
        standard
        for standard in asked_of(reading, "project")
        if any(one.standard.id == standard.id for some in found.values() for one in some)
    ]
    return Page(
        columns=tuple(label_of_standard(standard) for standard in asked),
        rows=tuple(
            Row(subject, _in_order(found.get(subject.id, ()), [one.id for one in asked]))
            for subject in reading.entries
        ),
        office=found.get("portfolio", ()),
    )


def _in_order(found: tuple[Standing, ...], ids: list[str]) -> tuple[Standing | None, ...]:
    by_id = {one.standard.id: one for one in found}
    return tuple(by_id.get(id_) for id_ in ids)
