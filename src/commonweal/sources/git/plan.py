# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Looking at a repository before anything is collected: what is new, and what family it is of."""

from pathlib import Path

import msgspec

from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.problem import Problem
from commonweal.sources.git.process import GitFailed
from commonweal.sources.git.quarantine import Quarantine, SourceRepository, open_source, quarantine
from commonweal.sources.git.refs import Refs, read_refs

MAX_COMMITS = 5_000_000


class Known(msgspec.Struct, frozen=True):
    """What the previous generation knew of a repository."""

    family_id: FamilyId
    head: str
    digest: str
    is_light: bool


class Plan(msgspec.Struct, frozen=True):
    """What is there to collect of one repository.

    `roots` are the parentless commits of HEAD, empty where the family is
    known already. `is_unchanged` says that all refs are as they were.
    """

    repository_id: RepositoryId
    source: SourceRepository
    refs: Refs
    digest: str
    roots: tuple[str, ...]
    known: Known | None

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing was pushed, cut or deepened since the last survey."""
        return self.known is not None and self.known.digest == self.digest


def plan_repository(
    repository_id: RepositoryId, root: Path, known: Known | None, *, work: Path
) -> Plan:
    """Open a clone and see what a survey has to do; raises `Problem` where it cannot be read."""
    source = open_source(root)
    refs = read_refs(source)
    digest = refs.digest(source.object_format, str(source.is_partial), *source.shallow)
    roots: tuple[str, ...] = ()
    if known is None:
        with quarantine(source, work) as view:
            roots = roots_of(view, refs.head)
    return Plan(repository_id, source, refs, digest, roots, known)


def roots_of(view: Quarantine, head: str) -> tuple[str, ...]:
    """Ids of the commits without parents that a commit descends from; the commit itself if broken."""
    try:
        return tuple(sorted(view.output("rev-list", "--max-parents=0", head).decode().split()))
    except GitFailed:
        return (head,)


def list_commits(view: Quarantine, *revisions: str) -> tuple[list[str], tuple[Problem, ...]]:
    """Commits, parents first; where history is broken, those that can still be walked."""
    order = ("rev-list", "--topo-order", "--reverse", f"--max-count={MAX_COMMITS}")
    try:
        return view.output(*order, *revisions).decode().split(), ()
    except GitFailed as error:
        problem = Problem(
            f"history is incomplete: {error.what}",
            fix="Run `git fsck` in the clone, or clone it again.",
        )
        return _walk_what_is_left(view, *revisions), (problem,)


def _walk_what_is_left(view: Quarantine, *revisions: str) -> list[str]:
    """Without an order to keep, git prints commits until it meets the broken one."""
    git = view.start("rev-list", *revisions)
    try:
        found = git.stdout.read().decode("ascii", "replace").split()
    finally:
        git.stop()
    return list(reversed(found))


def is_ancestor(view: Quarantine, old: str, new: str) -> bool:
    """Whether history only grew: the old commit is there and the new one descends from it."""
    try:
        view.output("merge-base", "--is-ancestor", old, new)
    except GitFailed:
        return False
    return True


def families(plans: tuple[Plan, ...]) -> dict[FamilyId, tuple[Plan, ...]]:
    """Group repositories that share a root commit; a family is named by its smallest root.

    A family keeps its name once given: a repository that was collected before
    stays where its commits are stored, and newcomers with the same root join it.
    """
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = name = leader[leader[name]]
        return name

    for plan in plans:
        names = [plan.known.family_id] if plan.known else list(plan.roots)
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
