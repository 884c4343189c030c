# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Asking the probes over stored trees: new trees all of them, the others only what is new."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from commonweal.core import tree
from commonweal.core.ids import RepositoryId
from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.core.progress import Progress, Report, Stage
from commonweal.core.stopped import Stopped
from commonweal.core.tree import Tree
from commonweal.core.workers import run_all
from commonweal.evidence import (
    Delta,
    EvidenceStore,
    Manifest,
    Segment,
    SegmentWriter,
    Spool,
    encoded,
    segments_of,
)
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree, rows_of
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.survey.options import Options
from commonweal.workspace import Workspace

FOUND = ("finding", "finding_place")
# Columns of each table as the parts of a tree have them.
_PARTS: Mapping[str, tuple[type[Any], str]] = {
    "tree_file": (
        tree.File,
        "path, mode, size, lower(hex(blob_id)), kind, language, lines, spdx",
    ),
    "document": (tree.Document, "path, kind, text, size, is_truncated"),
    "sign": (tree.Sign, "path, sign, line, value"),
    "licence": (tree.Licence, "path, spdx, basis, coverage, files"),
    "model_artifact": (
        tree.Artifact,
        "path, format, parameters, architecture, licence, runs_code, is_stored",
    ),
    "tree_gap": (tuple, "part"),
}
_MOST_OF_TASK = 64
_TASKS_OF_WORKER = 4
# All probes over one tree take a second or two.
MOST_SECONDS = 300.0


class Found(NamedTuple):
    """What probes found, and the repositories that they could not be asked of."""

    deltas: tuple[Delta, ...]
    problems: tuple[RepositoryProblem, ...]


class ProbeTask(msgspec.Struct, frozen=True):
    """Some repositories whose trees are asked by some probes; findings go into `spool`."""

    evidence: Path
    segments: tuple[Segment, ...]
    repositories: tuple[str, ...]
    probes: tuple[str, ...]
    spool: Path


def probe_versions() -> dict[str, int]:
    """The version of every probe that reads trees."""
    return {name: probe.version for name, probe in probes().items() if probe.find is not None}


def changed_probes(previous: Manifest | None) -> frozenset[str]:
    """Probes that came, went, or may answer otherwise than in the last generation."""
    before, now = dict(previous.probes if previous else {}), probe_versions()
    return frozenset(name for name, _ in before.items() ^ now.items())


def find_in_trees(
    workspace: Workspace,
    segments: Sequence[Segment],
    *,
    read: Iterable[str],
    others: Iterable[str],
    changed: Iterable[str],
    options: Options,
    report: Report,
) -> Found:
    """Ask every probe over the trees just `read`, and those that `changed` over the others."""
    every, new = tuple(probe_versions()), tuple(sorted(set(changed) & probe_versions().keys()))
    tasks = [
        ProbeTask(
            workspace.store.folder,
            tuple(
                segment for segment in segments_of(segments, set(some)) if segment.table in _PARTS
            ),
            some,
            probed,
            workspace.work / f"found-{'all' if probed is every else 'new'}-{number}",
        )
        for repositories, probed in ((read, every), (others, new))
        if probed
        for number, some in enumerate(_shares(sorted(repositories), options.workers))
    ]
    begun: set[tuple[str, str]] = set()
    total = sum(len(task.repositories) for task in tasks)

    def watch(task: ProbeTask, progress: Progress) -> None:
        begun.add((task.spool.name, progress.name))
        report(Progress(Stage.PROBES, progress.name, len(begun) - 1, total))

    deltas: list[Delta] = []
    problems: list[RepositoryProblem] = []
    share = options.share._replace(seconds=min(options.seconds, MOST_SECONDS))
    for task, result in run_all(
        _find, tasks, workers=options.workers, share=share, watch=watch, rest=_without
    ):
        if isinstance(result, Delta):
            deltas.append(result)
        elif not isinstance(result, Stopped):
            raise result
        elif result.unit or len(task.repositories) == 1:
            unit = result.unit or task.repositories[0]
            problems.append(_unanswered(RepositoryId(unit), result))
    report(Progress(Stage.PROBES, "", total, total))
    return Found(tuple(deltas), tuple(problems))


def _without(task: ProbeTask, unit: str) -> Sequence[ProbeTask]:
    """What is left of a task without the repository it was at; in halves where none was told."""
    everyone, half = task.repositories, len(task.repositories) // 2
    parts = (
        (tuple(repository_id for repository_id in everyone if repository_id != unit),)
        if unit
        else (everyone[:half], everyone[half:])
    )
    return [
        msgspec.structs.replace(
            task, repositories=part, spool=task.spool.with_name(f"{task.spool.name}-{number}")
        )
        for number, part in enumerate(parts)
        if 0 < len(part) < len(everyone)
    ]


def _unanswered(repository_id: RepositoryId, how: Stopped) -> RepositoryProblem:
    """Without findings all that probes would tell of it stays unknown."""
    problem = Problem(
        message("its files could not be judged: %(reason)s", reason=how.what), fix=how.fix
    )
    return RepositoryProblem(repository_id, "probes", problem, type(how).__name__)


def _shares(repositories: Sequence[str], workers: int) -> Iterator[tuple[str, ...]]:
    size = math.ceil(len(repositories) / (workers * _TASKS_OF_WORKER)) or 1
    size = min(size, _MOST_OF_TASK)
    for start in range(0, len(repositories), size):
        yield tuple(repositories[start : start + size])


def _find(task: ProbeTask, report: Report) -> Delta:
    """Run probes over stored trees, in a worker."""
    writer = EvidenceStore(task.evidence).writer()
    spool = Spool(task.spool, is_durable=False)
    chosen = {name: probes()[name] for name in task.probes}
    try:
        for repository_id, seen in stored_trees(writer, task.segments, task.repositories):
            report(Progress(Stage.PROBES, repository_id, 0, 0))
            found, places = rows_of(repository_id, find_in_tree(seen, chosen.values()), chosen)
            spool.add("finding", repository_id, *encoded("finding", found))
            spool.add("finding_place", repository_id, *encoded("finding_place", places))
    finally:
        writer.close()
    return Delta(task.spool, spool.flush().chunks)


def stored_trees(
    writer: SegmentWriter, segments: Sequence[Segment], repositories: Sequence[str]
) -> Iterator[tuple[str, Tree]]:
    """Give the trees of repositories as the tree collector saw them."""
    parts: dict[str, dict[str, list[Any]]] = {}
    for table, (kind, columns) in _PARTS.items():
        mine = [segment for segment in segments if segment.table == table]
        grouped = parts.setdefault(table, {})
        for repository_id, *values in writer.fetch_of(
            mine, f"repository_id, {columns}", "repository_id", repositories
        ):
            part = values[0] if kind is tuple else kind(*values)
            grouped.setdefault(repository_id, []).append(part)
    for repository_id in repositories:
        files, documents, signs, licences, artifacts, gaps = (
            tuple(parts[table].get(repository_id, ())) for table in _PARTS
        )
        yield repository_id, Tree(files, documents, signs, licences, artifacts, frozenset(gaps))
