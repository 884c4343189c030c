# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""About this survey: what was read, when, with which tool, and how much of it was seen."""

from datetime import datetime

import msgspec

from commonweal.core.message import message
from commonweal.core.privacy import FEWEST_PEOPLE
from commonweal.evidence import tables
from commonweal.insight.changes import problem_count
from commonweal.insight.places import without_folders
from commonweal.insight.reading import Reading, Subject
from commonweal.views.caveats import Caveat, caveats
from commonweal.views.definition import Column, Definition, Table, columns
from commonweal.views.project import Source, sources

SOURCES = 100


class Setting(msgspec.Struct, frozen=True):
    """An option of the survey."""

    name: str
    value: str


class Kept(msgspec.Struct, frozen=True):
    """A table of the evidence with its number of rows and bytes."""

    name: str
    title: str
    rows: int
    bytes: int


class Page(msgspec.Struct, frozen=True):
    """About a survey; `more` counts repositories not listed, `few` people are not shown alone."""

    portfolio: Subject
    number: int
    surveyed_at: datetime | None
    tool_version: str
    git_version: str
    settings: tuple[Setting, ...]
    caveats: tuple[Caveat, ...]
    tables: tuple[Kept, ...]
    sources: tuple[Source, ...]
    more: int
    metrics: int
    problems: int
    few: int


def page(reading: Reading) -> Page:
    """Read what the manifest and the coverage tell."""
    manifest = reading.engine.manifest
    found = sources(reading, reading.portfolio)
    return Page(
        portfolio=reading.portfolio,
        number=manifest.number if manifest else 0,
        surveyed_at=reading.surveyed_at,
        tool_version=manifest.tool_version if manifest else "",
        git_version=manifest.git_version if manifest else "",
        settings=_settings(reading),
        caveats=caveats(reading, reading.portfolio),
        tables=_tables(reading),
        sources=found[:SOURCES],
        more=max(0, len(found) - SOURCES),
        metrics=len(reading.metrics),
        problems=problem_count(reading),
        few=FEWEST_PEOPLE,
    )


def _settings(reading: Reading) -> tuple[Setting, ...]:
    manifest = reading.engine.manifest
    options = manifest.options if manifest else {}
    return tuple(Setting(name, without_folders(options[name])) for name in sorted(options))


def _tables(reading: Reading) -> tuple[Kept, ...]:
    manifest = reading.engine.manifest
    if manifest is None:
        return ()
    return tuple(
        Kept(
            name,
            table.title,
            sum(segment.rows for segment in manifest.of_table(name)),
            sum(segment.bytes for segment in manifest.of_table(name)),
        )
        for name, table in tables().items()
        if manifest.of_table(name)
    )


_TABLES = Table(
    columns(
        Column("table", message("Name of the table"), lambda row: row.name),
        Column("what", message("What a row is"), lambda row: row.title),
        Column("rows", message("How many rows it has"), lambda row: row.rows),
        Column("bytes", message("How large it is"), lambda row: row.bytes),
    ),
    lambda found: found.tables,
)
PAGES = (
    Definition(
        "about", "about.html", message("About this survey"), page, navigation=9, table=_TABLES
    ),
)
