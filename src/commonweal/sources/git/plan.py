# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Looking at a repository before anything is collected: what is new, and what family it is of."""

import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

import msgspec

from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.sources.git.process import PIPE_BYTES, GitFailed, running
from commonweal.sources.git.quarantine import (
    SECONDS,
    Quarantine,
    SourceRepository,
    is_object_id,
    open_source,
    quarantine,
)
from commonweal.sources.git.refs import Refs, read_refs

MAX_COMMITS = 5_000_000
# An id of either kind, and the space behind it.
LINE_START = 80


class NoHistory(Problem):
    """Not one commit of a repository could be read."""


class Known(msgspec.Struct, frozen=True):
    """What the previous generation knew of a repository; broken: its history was not all read."""

    family_id: FamilyId
    head: str
    digest: str
    is_light: bool
    is_broken: bool = False


class Plan(msgspec.Struct, frozen=True):
    """What is there to collect of one repository.

    `roots` are the parentless commits of HEAD, and `listed` a file with all its
    commits, parents first; empty and None where the family is known already. `spent` are the
    seconds that this took.
    """

    repository_id: RepositoryId
    source: SourceRepository
    refs: Refs
    digest: str
    roots: tuple[str, ...]
    known: Known | None
    listed: Path | None = None
    problems: tuple[Problem, ...] = ()
    spent: float = 0

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing was pushed, cut or deepened since the last survey."""
        return self.known is not None and self.known.digest == self.digest


def plan_repository(
    repository_id: RepositoryId,
    root: Path,
    known: Known | None,
    *,
    work: Path,
    seconds: float = SECONDS,
) -> Plan:
    """Open a clone and see what a survey has to do; raises `Problem` where it cannot be read."""
    started = time.monotonic()
    source = open_source(root)
    refs = read_refs(source)
    form = (source.object_format, str(source.is_partial), source.store)
    digest = refs.digest(*form, *source.shallow)
    if known is not None:
        spent = time.monotonic() - started
        return Plan(repository_id, source, refs, digest, (), known, spent=spent)
    with quarantine(source, work, seconds=seconds) as view:
        listed, problems = list_commits(view, refs.head)
    handle, name = tempfile.mkstemp(suffix=".commits", dir=work)
    with os.fdopen(handle, "w") as file:
        file.writelines(f"{commit_id}\n" for commit_id in listed.ids)
    roots = tuple(sorted(listed.roots)) or (refs.head,)
    spent = time.monotonic() - started
    return Plan(repository_id, source, refs, digest, roots, None, Path(name), problems, spent)


class Listed(NamedTuple):
    """Ids of commits, parents first, and of those among them that have no parent."""

    ids: list[str]
    roots: list[str]


def list_commits(view: Quarantine, *revisions: str) -> tuple[Listed, tuple[Problem, ...]]:
    """List commits, parents first; of a broken history what can be walked."""
    order = ("rev-list", "--topo-order", "--reverse", "--parents", f"--max-count={MAX_COMMITS}")
    try:
        with running(view.start(*order, *revisions)) as git:
            listed = _understood(git.stdout)
            git.check()
            return listed, ()
    except GitFailed as error:
        problem = Problem(
            message("A part of the history cannot be read: %(reason)s.", reason=error.what),
            fix=error.fix,
        )
        left = _walk_what_is_left(view, *revisions)
        if not left.ids:
            raise NoHistory(problem.what, fix=problem.fix) from error
        return left, (problem,)


def _understood(stream: BufferedReader) -> Listed:
    """Read "id parent parent ..." lines; of a commit of many parents only the start is kept."""
    listed, rest = Listed([], []), b""
    while chunk := stream.read1(PIPE_BYTES):
        *lines, rest = (rest + chunk).split(b"\n")
        rest = rest[:LINE_START]
        for line in lines:
            start, space, _ = line.partition(b" ")
            commit_id = start.decode("ascii", "replace")
            # A git that was ended in the middle of a line leaves half an id.
            if is_object_id(commit_id):
                listed.ids.append(commit_id)
                if not space:
                    listed.roots.append(commit_id)
    return listed


def _walk_what_is_left(view: Quarantine, *revisions: str) -> Listed:
    """Without an order to keep, git prints commits until it meets the broken one."""
    with running(view.start("rev-list", "--parents", *revisions)) as git:
        listed = _understood(git.stdout)
    listed.ids.reverse()
    return listed


def is_ancestor(view: Quarantine, old: str, new: str) -> bool:
    """Whether history only grew: the old commit is there and the new one descends from it."""
    try:
        view.output("merge-base", "--is-ancestor", old, new)
    except GitFailed:
        return False
    return True


def families(
    plans: tuple[Plan, ...], known_roots: Mapping[FamilyId, Sequence[str]] | None = None
) -> dict[FamilyId, tuple[Plan, ...]]:
    """Group repositories that share a root commit; a family is named by its smallest root.

    A family keeps its name once given: a repository that was collected before
    stays where its commits are stored, and newcomers with one of its roots join it.
    `known_roots` are the roots of families collected before.
    """
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = name = leader[leader[name]]
        return name

    for plan in plans:
        family_id = plan.known.family_id if plan.known else None
        names = [family_id, *(known_roots or {}).get(family_id, ())] if family_id else plan.roots
        for name in names[1:]:
            first, second = sorted((find(names[0]), find(name)))
            leader[second] = first
        find(names[0])
    settled = {plan.known.family_id for plan in plans if plan.known}
    named: dict[str, FamilyId] = {}
    for family_id in sorted(settled, reverse=True):
        named[find(family_id)] = family_id
    grouped: dict[FamilyId, list[Plan]] = {}
    for plan in plans:
        top = find(plan.known.family_id if plan.known else plan.roots[0])
        grouped.setdefault(named.get(top, FamilyId(top)), []).append(plan)
    return {family_id: tuple(members) for family_id, members in grouped.items()}
