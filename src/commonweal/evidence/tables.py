# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Table definitions, one TOML file each; the columns of every stored row."""

import functools
from importlib import resources
from types import MappingProxyType
from typing import Literal

import msgspec

Privacy = Literal["public", "pseudonymous", "personal"]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column: DuckDB type, one sentence, and how private its content is.

    `names_people` marks running text from which erased people are taken out; `nullable`
    that there may be no value, which the help then explains.
    """

    type: str
    help: str
    privacy: Privacy = "public"
    names_people: bool = False
    nullable: bool = False


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stored table. `local` tables never leave the workspace, not even in a snapshot.

    `owner` is the column that says whose a row is: rows of one owner are replaced together.
    It is empty where a survey writes the whole table anew. `keep` says which generations
    need it: all of them, or only the newest.
    """

    title: str
    key: tuple[str, ...]
    columns: dict[str, Column]
    local: bool = False
    owner: str = ""
    keep: Literal["history", "newest"] = "history"
    name: str = ""


# Every row says where it came from; constant columns cost Parquet next to nothing.
PROVENANCE = MappingProxyType(
    {
        "source": Column("VARCHAR", "The collector that wrote the row."),
        "collected_at": Column("TIMESTAMP", "When, UTC."),
        "tool_version": Column("VARCHAR", "Version of Commonweal that wrote the row."),
    }
)


@functools.cache
def tables() -> MappingProxyType[str, Table]:
    """All table definitions by name, in alphabetical order."""
    folder = resources.files(__package__) / "tables"
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda file: file.name):
        if entry.name.endswith(".toml"):
            table = msgspec.toml.decode(entry.read_bytes(), type=Table)
            found[entry.name.removesuffix(".toml")] = msgspec.structs.replace(
                table, name=entry.name.removesuffix(".toml")
            )
    return MappingProxyType(found)
