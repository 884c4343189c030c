# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A part of the evidence: the projects of a group, read as if they were the whole portfolio."""

import functools
from collections.abc import Collection, Mapping
from importlib import resources
from typing import NamedTuple

from commonweal.core.ids import PORTFOLIO
from commonweal.evidence.tables import Table

REPOSITORIES, SUBJECTS = "part_repository", "part_subject"
WHOLE = "whole_"
# Which columns say whose a row is; a row of two repositories is of a part that has both.
_OF_REPOSITORIES = ("repository_id", "needing_id", "providing_id")
# A part has no parts of its own.
_NOTHING = frozenset({"project_group"})


class Part(NamedTuple):
    """Some repositories and the subjects that consist of them.

    The numbers of `subject_id` stand for the portfolio's.
    """

    subject_id: str
    repository_ids: tuple[str, ...]
    subject_ids: tuple[str, ...]

    def shown(self) -> Mapping[str, str]:
        """Under which name each subject is read."""
        return {self.subject_id: PORTFOLIO, **{id_: id_ for id_ in self.subject_ids}}


@functools.cache
def restricted() -> Mapping[str, str]:
    """Queries of tables whose rows are of nobody, by table: they read `whole_<table>`."""
    folder = resources.files(__package__) / "within"
    return {
        file.name.removesuffix(".sql"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    }


def rows_of_part(name: str, table: Table, source: str) -> str:
    """Write the query for the rows of a table that are of the part; tables of people have all.

    Histories have all rows as well: which commits count, `repository_commit` says.
    """
    columns: Collection[str] = table.columns
    if name in _NOTHING:
        return f"select * from {source} where false"  # noqa: S608  our own names
    if "subject_id" in columns:
        return (
            f"select stored.* replace (shown as subject_id) from {source} as stored "  # noqa: S608
            f"join {SUBJECTS} on {SUBJECTS}.id = stored.subject_id"
        )
    named = [column for column in _OF_REPOSITORIES if column in columns]
    of_part = f"in (select id from {REPOSITORIES})"  # noqa: S608  our own name
    where = " and ".join(f'"{column}" {of_part}' for column in named)
    return f"select * from {source}" + (f" where {where}" if where else "")  # noqa: S608
