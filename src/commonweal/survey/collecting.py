# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Collecting families: those that changed, largest first; the others keep their rows."""

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

import msgspec

from commonweal import __version__
from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.objects import ObjectReader
from commonweal.core.problem import Problem
from commonweal.core.progress import Progress, Report, Stage
from commonweal.core.stopped import Stopped
from commonweal.core.workers import run_all
from commonweal.evidence import Delta, EvidenceStore, Manifest, segments_of, tables
from commonweal.evidence.rows import ProblemRow, TreeGapRow
from commonweal.sources.git.collect import (
    LARGE_CHUNK,
    FamilyResult,
    FamilyTask,
    RepositoryProblem,
    collect_family,
)
from commonweal.sources.git.plan import Plan
from commonweal.sources.tree import collect_tree
from commonweal.sources.tree.origin import NO_PLACES, Places
from commonweal.sources.tree.packages import (
    MISSING,
    READERS,
    PackageFileMissing,
    PackageFileUnread,
)
from commonweal.survey.opening import Before
from commonweal.survey.options import Options
from commonweal.workspace import Target, Workspace

Row = tuple[Any, ...]
Grouped = Mapping[FamilyId, tuple[Plan, ...]]
# The stage of the problem of a repository whose reading was ended.
ENDED = "limits"


def collect(
    workspace: Workspace,
    previous: Manifest | None,
    grouped: Grouped,
    options: Options,
    now: datetime,
    report: Report,
    *,
    absent: Iterable[Before] = (),
    places: Mapping[str, Places] = MappingProxyType({}),
) -> tuple[list[FamilyResult], list[RepositoryProblem]]:
    """Collect what changed; give the results, and the problems.

    `absent` are repositories collected before that cannot be read now; `places` what the
    office says of folders in some. A repository that took more than its share costs nobody
    else anything: what is left of its family is collected without it. Its problem is of the
    stage `ENDED`.
    """
    results: list[FamilyResult] = []
    problems: list[RepositoryProblem] = []
    incomplete = {repository.known.family_id for repository in absent if repository.known}
    tasks = _tasks(workspace, previous, grouped, options, now, incomplete, places)
    total = sum(len(task.plans) for task in tasks)
    done = 0
    for task, result in run_all(
        partial(_with_tree, places=places),
        tasks,
        workers=options.workers,
        share=options.share,
        watch=lambda _, progress: report(progress),
        rest=_without,
        spent=_spent,
    ):
        if isinstance(result, FamilyResult):
            problems += result.problems
            results.append(result)
            ended: Sequence[Plan] = task.plans
        else:
            ended = _ended(task, result)
            problems += [RepositoryProblem(plan.repository_id, ENDED, result) for plan in ended]
        done += len(ended)
        names = ", ".join(plan.repository_id for plan in ended)
        report(Progress(Stage.COLLECT, names, done, total))
    return results, problems


def _ended(task: FamilyTask, how: Problem) -> Sequence[Plan]:
    """Which repositories of a task were not read: the one it was at, where that is known."""
    at = how.unit if isinstance(how, Stopped) else ""
    return [plan for plan in task.plans if plan.repository_id == at] or task.plans


def _spent(task: FamilyTask, unit: str) -> float:
    """The seconds that a repository of a task took when it was opened."""
    return sum(plan.spent for plan in task.plans if plan.repository_id == unit)


def _without(task: FamilyTask, unit: str) -> Sequence[FamilyTask]:
    """What is left of a task without the repository it was at."""
    plans = tuple(plan for plan in task.plans if plan.repository_id != unit)
    if not plans or len(plans) == len(task.plans):
        return ()
    return [msgspec.structs.replace(task, plans=plans, has_absent=True)]


def _with_tree(task: FamilyTask, report: Report, *, places: Mapping[str, Places]) -> FamilyResult:
    """Collect a family, its files at HEAD included, in a worker."""
    return collect_family(task, partial(_at_head, places=places), report)


def _at_head(
    reader: ObjectReader, repository_id: RepositoryId, head: str, places: Mapping[str, Places]
) -> tuple[dict[str, list[Row]], tuple[Problem, ...]]:
    """What the tree collector sees while the git collector holds the repository open."""
    seen = collect_tree(
        reader,
        repository_id=repository_id,
        head=head,
        places=places.get(repository_id, NO_PLACES),
    )
    tables: dict[str, list[Row]] = {
        "tree_file": list(seen.files),
        "document": list(seen.documents),
        "licence": list(seen.licences),
        "sign": list(seen.signs),
        "model_artifact": list(seen.artifacts),
        "package_needed": list(seen.needed),
        "package_provided": list(seen.provided),
        "tree_gap": [TreeGapRow(repository_id, part) for part in sorted(seen.gaps)],
    }
    return tables, tuple(_problem(row) for row in seen.problems)


_KINDS = {MISSING: PackageFileMissing}


def _problem(row: ProblemRow) -> Problem:
    kind = _KINDS.get(row.kind, PackageFileUnread) if row.stage == "packages" else Problem
    return kind(row.what, fix=row.fix, where=row.place)


# Raised when files are told apart in another way: then trees are read again.
ORIGINS = "2"
READ_BY = f"{READERS}/{ORIGINS}"


def places_of(targets: Iterable[Target]) -> dict[str, Places]:
    """What the office says of folders, by repository, where it says something."""
    return {
        str(target.repository_id): Places(target.vendored, target.own)
        for target in targets
        if target.vendored or target.own
    }


def said_of_folders(places: Mapping[str, Places]) -> str:
    """A digest of it for each repository, for a manifest: it decides what rows trees give."""
    return msgspec.json.encode(
        {name: _digest(place) for name, place in places.items()}, order="sorted"
    ).decode()


def _digest(place: Places | None) -> str:
    text = repr((place.vendored, place.own)) if place else ""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16] if text else ""


# The option of a manifest that keeps the digests.
FOLDERS = "folders"


def _is_as_before(
    plans: tuple[Plan, ...],
    previous: Manifest | None,
    options: Options,
    places: Mapping[str, Places],
) -> bool:
    """Nothing pushed, no greater depth asked for, and rows made by this very version."""
    if previous is None or previous.tool_version != __version__:
        return False
    if previous.options.get("package readers") != READ_BY:
        return False
    before = msgspec.json.decode(previous.options.get(FOLDERS, "{}"), type=dict[str, str])
    if any(_digest(places.get(p.repository_id)) != before.get(p.repository_id, "") for p in plans):
        return False
    is_deep_enough = options.is_light or not any(p.known and p.known.is_light for p in plans)
    return is_deep_enough and all(plan.is_unchanged for plan in plans)


def _tasks(
    workspace: Workspace,
    previous: Manifest | None,
    grouped: Grouped,
    options: Options,
    now: datetime,
    incomplete: Container[FamilyId],
    places: Mapping[str, Places],
) -> list[FamilyTask]:
    """What changed, largest first; who is most of the work gets most of the git processes."""
    weights = {name: sum(plan.source.memory for plan in plans) for name, plans in grouped.items()}
    total = sum(weights.values())
    return [
        FamilyTask(
            family_id=family_id,
            plans=grouped[family_id],
            segments=segments_of(
                previous.segments if previous else (),
                {str(family_id), *(str(p.repository_id) for p in grouped[family_id] if p.known)},
            ),
            is_light=options.is_light,
            jobs=max(1, round(options.workers * weights[family_id] / total)),
            evidence=workspace.store.folder,
            work=workspace.work,
            secret=workspace.secret(),
            now=now,
            seconds=options.seconds,
            has_absent=family_id in incomplete,
            large=LARGE_CHUNK,
        )
        for family_id in sorted(grouped, key=lambda name: (-weights[name], name))
        if not _is_as_before(grouped[family_id], previous, options, places)
    ]


def leavers(
    store: EvidenceStore,
    previous: Manifest | None,
    before: Iterable[Before],
    absent: Iterable[Before],
    grouped: Grouped,
) -> Delta:
    """The rows that go because nobody looks after their repository any more.

    Of repositories that cannot be read now all stays as the last generation had it.
    """
    staying = {str(plan.repository_id) for plans in grouped.values() for plan in plans}
    staying |= {str(family_id) for family_id in grouped}
    for repository in absent:
        staying |= {
            str(repository.row.repository_id),
            *([str(repository.known.family_id)] if repository.known else []),
        }
    owners = {str(repository.row.repository_id) for repository in before} | {
        str(repository.known.family_id) for repository in before if repository.known
    }
    gone = owners - staying if previous else set()
    names = [name for name, table in tables().items() if table.owner]
    return Delta(store.folder, gone=frozenset((name, owner) for owner in gone for name in names))
