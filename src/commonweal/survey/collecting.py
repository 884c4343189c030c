# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Collecting families: those that changed, largest first; the others keep their segments."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from commonweal import __version__
from commonweal.core.execution import run_all
from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.objects import ObjectReader
from commonweal.core.problem import Problem
from commonweal.core.progress import Progress, Report, Stage
from commonweal.evidence import Manifest, Segment
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree, rows_of, versions
from commonweal.sources.git.collect import (
    FamilyResult,
    FamilyTask,
    RepositoryProblem,
    collect_family,
)
from commonweal.sources.git.plan import Plan
from commonweal.sources.tree import TreeRows, collect_tree
from commonweal.sources.tree.collect import ProblemRow
from commonweal.sources.tree.packages import (
    MISSING,
    READERS,
    PackageFileMissing,
    PackageFileUnread,
)
from commonweal.survey.opening import Before
from commonweal.survey.words import Options
from commonweal.workspace import Workspace

Row = tuple[Any, ...]
Grouped = Mapping[FamilyId, tuple[Plan, ...]]


def collect(
    workspace: Workspace,
    previous: Manifest | None,
    grouped: Grouped,
    options: Options,
    now: datetime,
    report: Report,
    *,
    absent: Iterable[Before] = (),
) -> tuple[list[Segment], list[FamilyResult], list[RepositoryProblem]]:
    """Collect what changed; give every family's segments, the results, and the problems.

    `absent` are repositories collected before that cannot be read now.
    """
    segments: list[Segment] = []
    results: list[FamilyResult] = []
    problems: list[RepositoryProblem] = []
    tasks = []
    incomplete = {one.known.family_id for one in absent if one.known}
    for task in _tasks(workspace, previous, grouped, options, now, incomplete):
        if _is_as_before(task, previous):
            segments += task.segments
        else:
            tasks.append(task)
    run = (
        _with_tree if options.workers > 1 and len(tasks) > 1 else partial(_with_tree, report=report)
    )
    for done, (task, result) in enumerate(run_all(run, tasks, workers=options.workers), 1):
        report(
            Progress(
                Stage.COLLECT,
                ", ".join(plan.repository_id for plan in task.plans),
                done,
                len(tasks),
            )
        )
        if isinstance(result, Problem):
            segments += task.segments
            problems += [RepositoryProblem(p.repository_id, "graph", result) for p in task.plans]
        else:
            segments += result.segments
            problems += result.problems
            results.append(result)
    return segments, results, problems


def _with_tree(task: FamilyTask, report: Report | None = None) -> FamilyResult:
    """Collect a family, its files at HEAD included, in whatever process this runs."""
    if report is None:
        return collect_family(task, _at_head)
    return collect_family(task, _at_head, report)


def _at_head(
    reader: ObjectReader, repository_id: RepositoryId, head: str
) -> tuple[dict[str, list[Row]], tuple[Problem, ...]]:
    """What the tree collector sees while the git collector holds the repository open."""
    seen = collect_tree(reader, repository_id=repository_id, head=head)
    tables: dict[str, list[Row]] = {
        "tree_file": list(seen.files),
        "document": list(seen.documents),
        "licence": list(seen.licences),
        "sign": list(seen.signs),
        "model_artifact": list(seen.artifacts),
        "package_needed": list(seen.needed),
        "package_provided": list(seen.provided),
    }
    tables["finding"], tables["finding_place"] = _found(seen, repository_id)
    return tables, tuple(_problem(one) for one in seen.problems)


_KINDS = {MISSING: PackageFileMissing}


def _problem(one: ProblemRow) -> Problem:
    kind = _KINDS.get(one.kind, PackageFileUnread) if one.stage == "packages" else Problem
    return kind(one.what, fix=one.fix, where=one.place)


def _found(seen: TreeRows, repository_id: RepositoryId) -> tuple[list[Row], list[Row]]:
    """What the probes find in a tree that was just read."""
    findings = find_in_tree(seen.tree(), probes().values())
    found, places = rows_of(repository_id, findings, probes())
    return list(found), list(places)


def _is_as_before(task: FamilyTask, previous: Manifest | None) -> bool:
    """Nothing pushed, no greater depth asked for, and rows made by this very version."""
    if previous is None or previous.tool_version != __version__:
        return False
    if previous.options.get("probes") != versions(probes().values()):
        return False
    if previous.options.get("package readers") != READERS:
        return False
    is_deep_enough = task.is_light or not any(p.known and p.known.is_light for p in task.plans)
    return is_deep_enough and all(plan.is_unchanged for plan in task.plans)


def _tasks(
    workspace: Workspace,
    previous: Manifest | None,
    grouped: Grouped,
    options: Options,
    now: datetime,
    incomplete: Container[FamilyId],
) -> list[FamilyTask]:
    """Largest first; a family that is most of the work gets most of the git processes."""
    weights = {name: sum(plan.source.memory for plan in plans) for name, plans in grouped.items()}
    total = sum(weights.values())
    return [
        FamilyTask(
            family_id=family_id,
            plans=grouped[family_id],
            segments=_segments_of(family_id, grouped[family_id], previous),
            is_light=options.is_light,
            jobs=max(1, round(options.workers * weights[family_id] / total)),
            evidence=workspace.store.folder,
            work=workspace.work,
            secret=workspace.secret(),
            now=now,
            seconds=options.seconds,
            has_absent=family_id in incomplete,
        )
        for family_id in sorted(grouped, key=lambda name: (-weights[name], name))
    ]


def _segments_of(
    family_id: FamilyId, plans: Sequence[Plan], previous: Manifest | None
) -> tuple[Segment, ...]:
    owners = {str(family_id), *(str(plan.repository_id) for plan in plans if plan.known)}
    return tuple(one for one in (previous.segments if previous else ()) if one.owner in owners)


def kept_from_before(
    previous: Manifest | None,
    absent: Iterable[Before],
    grouped: Grouped,
    *,
    present: Sequence[Segment],
) -> list[Segment]:
    """Segments of repositories that cannot be read now, as the last generation had them.

    Where others of the family were read, its history is among those `present`.
    """
    owners: set[str] = set()
    for one in absent:
        if one.known:
            owners.add(str(one.row[0]))
            if one.known.family_id not in grouped:
                owners.add(one.known.family_id)
    already = frozenset(present)
    segments = previous.segments if previous else ()
    return [one for one in segments if one.owner in owners and one not in already]
