# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All standards at a glance: every project in each of them, and the office itself."""

from collections.abc import Iterable

import msgspec

from commonweal.core.message import message
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import (
    StandardLabel,
    Standing,
    label_of_standard,
    standards_for,
    standings,
)
from commonweal.standards.definition import Standard
from commonweal.views.definition import Column, Definition, Table, columns

ROWS = 30


class Row(msgspec.Struct, frozen=True):
    """A project with its standings, in the order of the columns; None where nothing applies."""

    subject: Subject
    standings: tuple[Standing | None, ...]


class Page(msgspec.Struct, frozen=True):
    """Projects by standards, and what is asked of the office."""

    columns: tuple[StandardLabel, ...]
    rows: tuple[Row, ...]
    office: tuple[Standing, ...]
    number: int
    pages: int


def page(reading: Reading, number: int | None = None) -> Page:
    """Read where everybody stands, thirty projects a page; without a number, all of them.

    Standards that apply to nobody have no column.
    """
    rows = _rows(reading)
    return Page(
        columns=tuple(label_of_standard(standard) for standard in reading.once(_applying)),
        rows=rows if number is None else rows[(number - 1) * ROWS : number * ROWS],
        office=standings(reading).get(reading.portfolio.id, ()),
        number=number or 1,
        pages=pages(reading),
    )


def pages(reading: Reading) -> int:
    """Count the pages of the table."""
    return max(1, -(-len(reading.entries) // ROWS))


def _applying(reading: Reading) -> tuple[Standard, ...]:
    applying = {standing.standard.id for found in standings(reading).values() for standing in found}
    return tuple(
        standard for standard in standards_for(reading, "project") if standard.id in applying
    )


def _rows(reading: Reading) -> tuple[Row, ...]:
    found, ids = standings(reading), [standard.id for standard in reading.once(_applying)]
    return tuple(
        Row(subject, _in_order(found.get(subject.id, ()), ids)) for subject in reading.entries
    )


def _pairs(rows: Iterable[Row]) -> list[tuple[Subject, Standing]]:
    return [(row.subject, standing) for row in rows for standing in row.standings if standing]


def _in_order(found: tuple[Standing, ...], ids: list[str]) -> tuple[Standing | None, ...]:
    by_id = {standing.standard.id: standing for standing in found}
    return tuple(by_id.get(id_) for id_ in ids)


STANDINGS = Table(
    columns(
        Column("project", message("Id of the project"), lambda row: row[0].id),
        Column("name", message("Name of the project"), lambda row: row[0].name),
        Column("standard", message("Id of the standard"), lambda row: row[1].standard.id),
        Column("met", message("Controls met"), lambda row: row[1].met),
        Column("not_met", message("Controls not met"), lambda row: row[1].not_met),
        Column(
            "unknown", message("Controls of which nothing is known"), lambda row: row[1].unknown
        ),
        Column("level", message("Level reached, where there are levels"), lambda row: row[1].level),
        Column("score", message("Score, where the standard has one"), lambda row: row[1].score),
    ),
    lambda found: _pairs(found.rows),
    lambda reading: _pairs(_rows(reading)),
)
PAGES = (
    Definition(
        "standards",
        "standards{number}.html",
        message("Standards"),
        page,
        keys=lambda reading: [(number + 1,) for number in range(pages(reading))],
        navigation=3,
        has_groups=True,
        table=STANDINGS,
        is_table_alone=True,
    ),
)
