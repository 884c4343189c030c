# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a workflow's token is granted, at the top and for each job."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from commonweal.formats.workflow.publishing import (
    needs_contents,
    needs_packages,
    needs_security_events,
)
from commonweal.formats.workflow.read import Permissions, Workflow

Level = Literal["undeclared", "none", "read", "write", "write_all", "needed", "other"]

# Scopes by which a stolen token could change what others get.
_RISKY = frozenset(
    {"statuses", "checks", "security-events", "deployments", "contents", "packages", "actions"}
)


class Granted(NamedTuple):
    """A grant: `where` is "top" or "job"; `scope` is "" where it holds for everything.

    `needed` is a right to write that the job's own work asks for, `other` one by
    which nothing can be changed that others get.
    """

    where: Literal["top", "job"]
    level: Level
    scope: str
    line: int


def granted(workflow: Workflow) -> Iterator[Granted]:
    """Give all grants: those at the top first, then those of each job."""
    yield from _granted("top", workflow.permissions, frozenset(), 1)
    needed = _needed(workflow)
    for job in workflow.jobs:
        yield from _granted("job", job.permissions, needed, job.line)


def _needed(workflow: Workflow) -> frozenset[str]:
    needs = {
        "packages": needs_packages(workflow),
        "contents": needs_contents(workflow),
        "security-events": needs_security_events(workflow),
    }
    return frozenset(scope for scope, is_needed in needs.items() if is_needed)


def _granted(
    where: Literal["top", "job"],
    permissions: Permissions | None,
    needed: frozenset[str],
    line: int,
) -> Iterator[Granted]:
    if permissions is None:
        yield Granted(where, "undeclared", "", line)
    elif permissions.all:
        yield Granted(where, _of_all(permissions.all), "", permissions.line)
    elif not permissions.scopes:
        yield Granted(where, "none", "", permissions.line)
    for scope, value, at in permissions.scopes if permissions else ():
        yield Granted(where, _of_scope(scope, value, needed), scope, at)


def _of_all(value: str) -> Level:
    if value.casefold() == "read-all":
        return "read"
    return "write_all" if value == "write-all" else "other"


def _of_scope(scope: str, value: str, needed: frozenset[str]) -> Level:
    if value.casefold() == "write":
        if scope.casefold() not in _RISKY:
            return "other"
        return "needed" if scope.casefold() in needed else "write"
    return "read" if value == "read" else "none" if value == "none" else "other"
