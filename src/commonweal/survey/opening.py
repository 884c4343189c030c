# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Opening the targets: clones brought up to date, refs read, families found."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from commonweal.core.address import without_credentials
from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.core.progress import Progress, Report, Stage
from commonweal.core.text import path_text, printable
from commonweal.core.workers import is_full, run_all
from commonweal.evidence import EvidenceStore, Manifest
from commonweal.evidence.rows import RepositoryRow
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.git.fetch import fetch_clone, is_url
from commonweal.sources.git.plan import Known, Plan, plan_repository
from commonweal.survey.options import Options
from commonweal.workspace import Target, Workspace


class Before(msgspec.Struct, frozen=True):
    """A repository as the last generation had it; `known` is None where it was never read."""

    locator: str
    known: Known | None
    row: RepositoryRow
    problems: tuple[RepositoryProblem, ...] = ()


def locator(location: str) -> str:
    """Where a repository is, as it may be stored: absolute, without credentials."""
    return without_credentials(location) if is_url(location) else _resolved(location)


def _resolved(location: str) -> str:
    """A folder's name may hold any bytes; what is stored is text."""
    return path_text(os.fsencode(Path(location).resolve()))


def known_before(store: EvidenceStore, previous: Manifest | None) -> dict[RepositoryId, Before]:
    """What the last generation knew of each repository."""
    if previous is None:
        return {}
    writer = store.writer()
    columns = ", ".join(RepositoryRow._fields)
    rows = writer.fetch(previous.of_table("repository"), columns)
    rows_of_problems = writer.fetch(
        previous.of_table("problem"), "repository_id, stage, kind, what, fix, place"
    )
    writer.close()
    problems: dict[RepositoryId, list[RepositoryProblem]] = {}
    for repository_id, stage, kind, what, fix, place in rows_of_problems:
        problem = RepositoryProblem(repository_id, stage, Problem(what, fix=fix, where=place), kind)
        problems.setdefault(repository_id, []).append(problem)
    found = {}
    for row in (RepositoryRow(*stored) for stored in rows):
        repository_id = RepositoryId(row.repository_id)
        reported = problems.get(repository_id, ())
        mine = tuple(problem for problem in reported if problem.stage != "open")
        found[repository_id] = Before(row.locator, _known(row, mine), row, mine)
    return found


def _known(row: RepositoryRow, problems: Iterable[RepositoryProblem]) -> Known | None:
    if not row.family_id:
        return None
    is_broken = any(problem.stage == "graph" for problem in problems)
    return Known(
        FamilyId(row.family_id),
        row.head_commit or "",
        row.refs_digest or "",
        bool(row.is_light),
        is_broken,
    )


def known_roots(store: EvidenceStore, previous: Manifest | None) -> dict[FamilyId, list[str]]:
    """The root commits of the families collected before."""
    if previous is None:
        return {}
    writer = store.writer()
    rows = writer.fetch(
        previous.of_table("commit"),
        "distinct family_id, case when len(parent_ids) = 0 then lower(hex(commit_id)) end",
    )
    writer.close()
    found: dict[FamilyId, list[str]] = {}
    for family_id, root in rows:
        if root:
            found.setdefault(family_id, []).append(root)
    return found


class OpenTask(msgspec.Struct, frozen=True):
    """One target to open; a clone of a URL lies in `clone`."""

    target: Target
    clone: Path
    known: Known | None
    work: Path
    is_light: bool
    allow_private: bool
    seconds: float


def open_targets(
    workspace: Workspace,
    targets: Sequence[Target],
    before: Mapping[RepositoryId, Before],
    options: Options,
    report: Report,
) -> tuple[dict[RepositoryId, Plan | None], list[RepositoryProblem]]:
    """Open every target; None and a problem where one cannot be opened."""
    tasks = [
        _task(workspace, target, before.get(target.repository_id), options) for target in targets
    ]
    done = 0

    def watch(task: OpenTask, _: Progress) -> None:
        report(Progress(Stage.OPEN, task.target.name, done, len(targets)))

    opened: dict[RepositoryId, Plan | Problem] = {}
    # Much of fetching is waiting for the network. Two that read a folder would share one's memory.
    is_fetching = any(is_url(target.location) for target in targets)
    workers = 2 * options.workers if is_fetching else options.workers
    for task, outcome in run_all(_open, tasks, workers=workers, share=options.share, watch=watch):
        done += 1
        opened[task.target.repository_id] = outcome
        report(Progress(Stage.OPEN, task.target.name, done, len(targets)))
    plans = {target.repository_id: opened[target.repository_id] for target in targets}
    problems = [
        RepositoryProblem(repository_id, "open", outcome)
        for repository_id, outcome in plans.items()
        if isinstance(outcome, Problem)
    ]
    return {
        repository_id: outcome if isinstance(outcome, Plan) else None
        for repository_id, outcome in plans.items()
    }, problems


def _task(
    workspace: Workspace, target: Target, before: Before | None, options: Options
) -> OpenTask:
    is_same_place = before is not None and before.locator == locator(target.location)
    return OpenTask(
        target,
        workspace.clone_folder(target.location, target.repository_id),
        before.known if before and is_same_place else None,
        workspace.work,
        options.is_light,
        options.allow_private,
        options.seconds,
    )


def _open(task: OpenTask, report: Report) -> Plan:
    """Open one target, in a worker."""
    target = task.target
    report(Progress(Stage.OPEN, target.repository_id, 0, 0))
    try:
        return plan_repository(
            target.repository_id, _root(task), task.known, work=task.work, seconds=task.seconds
        )
    except OSError as error:
        if is_full(error):
            raise
        raise Problem(
            message(
                "cannot read %(target)s: %(reason)s",
                target=printable(target.location),
                reason=error.strerror,
            ),
            fix=message("Check that the folder may be read."),
            where=target.location,
        ) from error


def _root(task: OpenTask) -> Path:
    if not is_url(task.target.location):
        return Path(task.target.location)
    return fetch_clone(
        task.target.location,
        task.clone,
        is_light=task.is_light,
        inherited=os.environ,
        allow_private=task.allow_private,
        seconds=task.seconds,
    )
