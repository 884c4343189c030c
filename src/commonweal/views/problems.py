# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What could not be read, and what to do about it."""

from itertools import groupby

import msgspec

from commonweal.core.message import message
from commonweal.insight.places import public_locator, without_folders
from commonweal.insight.problems import problem_groups
from commonweal.insight.reading import Reading
from commonweal.views.definition import Column, Definition, Table, columns

GROUPS = 100
PLACES = 3


class Difficulty(msgspec.Struct, frozen=True):
    """Problems of one kind in one repository: how many, and the first places."""

    stage: str
    what: str
    fix: str
    count: int
    places: tuple[str, ...]


class Repository(msgspec.Struct, frozen=True):
    """A repository with its problems. `subject_id` is empty where it is no subject."""

    name: str
    subject_id: str
    is_read: bool
    difficulties: tuple[Difficulty, ...]


class Page(msgspec.Struct, frozen=True):
    """All problems; `more` counts kinds of problems left out."""

    repositories: tuple[Repository, ...]
    total: int
    more: int


def page(reading: Reading) -> Page:
    """Read the problems, those of unread repositories first."""
    rows = problem_groups(reading)
    shown = rows[:GROUPS]
    return Page(
        repositories=tuple(
            _repository(reading, id_, list(group))
            for id_, group in groupby(shown, key=lambda row: str(row[0]))
        ),
        total=sum(row[7] for row in rows),
        more=len(rows) - len(shown),
    )


def _repository(reading: Reading, id_: str, rows: list[tuple[object, ...]]) -> Repository:
    _, name, locator, is_read, *_ = rows[0]
    return Repository(
        name=str(name or public_locator(id_)),
        subject_id=id_ if id_ in reading.subjects else "",
        is_read=bool(is_read),
        difficulties=tuple(_difficulty(row[4:], str(locator or "")) for row in rows),
    )


def _difficulty(row: tuple[object, ...], locator: str) -> Difficulty:
    stage, what, fix, count, places = row
    listed = places if isinstance(places, list) else []
    return Difficulty(
        stage=str(stage),
        what=public_sentence(str(what or ""), locator),
        fix=public_sentence(str(fix or ""), locator),
        count=int(str(count)),
        places=tuple(without_folders(str(place)) for place in listed[:PLACES]),
    )


def public_sentence(sentence: str, locator: str) -> str:
    """Take the folders of a person's machine out of a sentence."""
    if locator:
        sentence = sentence.replace(locator, public_locator(locator))
    return without_folders(sentence)


_PROBLEMS = Table(
    columns(
        Column("repository", message("Name of the repository"), lambda row: row[0].name),
        Column("stage", message("What was being done"), lambda row: row[1].stage),
        Column("what", message("What happened"), lambda row: row[1].what),
        Column("fix", message("What to do"), lambda row: row[1].fix),
        Column("count", message("How often"), lambda row: row[1].count),
    ),
    lambda found: [(of, row) for of in found.repositories for row in of.difficulties],
)
PAGES = (
    Definition(
        "problems", "problems.html", message("Problems"), page, navigation=8, table=_PROBLEMS
    ),
)
