# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All reasons to act, found by walking this folder, and the texts of the classes."""

import functools
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed
from commonweal.insight.priorities.definition import Class, ClassTexts, Reason

_CLASSES = "classes.toml"


@functools.cache
def reasons() -> MappingProxyType[str, Reason]:
    """All reasons to act by id, in alphabetical order."""
    folder = resources.files(__package__)
    files = sorted((file for file in folder.iterdir()), key=lambda file: file.name)
    found = [
        read_reason(folder, file.name.removesuffix(".toml"))
        for file in files
        if file.name.endswith(".toml") and file.name != _CLASSES
    ]
    return MappingProxyType({reason.id: reason for reason in found})


def read_reason(folder: Traversable, name: str) -> Reason:
    """Read one reason, or say what is wrong with it."""
    where = str(folder / f"{name}.toml")
    try:
        reason = msgspec.toml.decode((folder / f"{name}.toml").read_bytes(), type=Reason)
    except (OSError, ValueError) as error:
        raise InputMalformed(
            message("cannot read the reason %(name)s: %(error)s", name=name, error=str(error)),
            where=where,
        ) from error
    query = folder / f"{name}.sql"
    sql = query.read_text(encoding="utf-8") if query.is_file() else ""
    for wrong in _faults(reason, name, has_sql=bool(sql)):
        raise InputMalformed(
            message("the reason %(name)s %(wrong)s", name=name, wrong=str(wrong)), where=where
        )
    return msgspec.structs.replace(reason, sql=sql)


def _faults(reason: Reason, name: str, *, has_sql: bool) -> tuple[str, ...]:
    checks = (
        (reason.id != name, f"has the id {reason.id!r}; it must be the file's name"),
        (bool(reason.sql), "has SQL in its TOML; it belongs into a file of its own"),
        (has_sql != (reason.source == "query"), "needs a query, and only then a file with SQL"),
        (bool(reason.probe) != (reason.source == "probe"), "names a probe where it asks none"),
        (
            not reason.remedies and reason.source in ("query", "upgrades", "questions"),
            "has no remedy",
        ),
        (
            reason.source == "probe" and set(reason.reasons) != {"many"},
            "needs the sentence `many` for several projects, and no other",
        ),
        (not set(reason.efforts) <= set(reason.remedies), "has an effort without its remedy"),
    )
    return tuple(fault for is_wrong, fault in checks if is_wrong)


@functools.cache
def classes() -> MappingProxyType[Class, ClassTexts]:
    """The texts of the classes."""
    content = (resources.files(__package__) / _CLASSES).read_bytes()
    return MappingProxyType(msgspec.toml.decode(content, type=dict[Class, ClassTexts]))
