# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Collecting a repository for a test, and asking git the same questions as an oracle."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.text import path_bytes
from commonweal.evidence import Engine, EvidenceStore, Manifest, Segment, compact
from commonweal.sources.git.collect import FamilyTask, RepositoryProblem, collect_family
from commonweal.sources.git.plan import Known, families, plan_repository
from tests.gitkit import git

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PINNED = (
    "--no-mailmap",
    "--raw",
    "--numstat",
    "-z",
    "-M50%",
    "-l1000",
    "--no-abbrev",
    "--diff-algorithm=myers",
    "--no-ext-diff",
    "--no-textconv",
    "--format=%x01%H",
)


class ChangeRow(NamedTuple):
    """What git and we must agree on, for one path of one commit."""

    status: str
    old_path: bytes | None
    old_mode: int
    new_mode: int
    added: int | None
    deleted: int | None


class Collected(NamedTuple):
    """What a collection gave, with the segments that a survey would seal."""

    family_id: FamilyId
    segments: tuple[Segment, ...]
    problems: tuple[RepositoryProblem, ...]
    commits: int
    changes: int


Rows = dict[tuple[str, bytes], ChangeRow]


def collect(
    repository: Path,
    folder: Path,
    *,
    is_light: bool = False,
    jobs: int = 2,
    before: tuple[Collected, Known] | None = None,
) -> Collected:
    """Collect one repository into `folder`; `before` makes it incremental."""
    known = before[1] if before else None
    plan = plan_repository(RepositoryId("r"), repository, known, work=folder / "work")
    [(family_id, plans)] = families((plan,)).items()
    segments = before[0].segments if before else ()
    result = collect_family(
        FamilyTask(
            family_id=family_id,
            plans=plans,
            segments=segments,
            is_light=is_light,
            jobs=jobs,
            evidence=folder / "evidence",
            work=folder / "work",
            secret=b"k" * 32,
            now=NOW,
            seconds=60,
        )
    )
    store = EvidenceStore(folder / "evidence")
    writer = store.writer()
    sealed = compact(writer, segments, [result.delta], ("git", "2026-01-01", "0"), buckets=1)
    writer.close()
    store.close_journals()
    return Collected(result.family_id, sealed, result.problems, result.commits, result.changes)


def known_of(repository: Path, result: Collected, folder: Path, *, is_light: bool = False) -> Known:
    """What a next survey would know of a collected repository."""
    plan = plan_repository(RepositoryId("r"), repository, None, work=folder / "work")
    return Known(result.family_id, plan.refs.head, plan.digest, is_light)


def engine_of(result: Collected, folder: Path) -> Engine:
    """An engine over what was collected."""
    manifest = Manifest(1, NOW, "0", "0", {}, result.segments)
    return Engine(folder / "evidence" / "segments", manifest)


def query(result: Collected, folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query over what was collected."""
    engine = engine_of(result, folder)
    try:
        return engine.rows(sql)
    finally:
        engine.close()


def our_changes(result: Collected, folder: Path) -> Rows:
    """Every change row collected, in git's own bytes."""
    rows = query(
        result,
        folder,
        "select lower(hex(commit_id)), path, old_path, status, old_mode, new_mode, added, deleted "
        "from change join commit using (family_id, commit_no)",
    )
    return {
        (row[0], path_bytes(row[1])): ChangeRow(
            row[3], path_bytes(row[2]) if row[2] else None, row[4], row[5], row[6], row[7]
        )
        for row in rows
    }


def gits_changes(repository: Path, *revisions: str) -> Rows:
    """The same from `git log` with the same pinned options."""
    output = git(repository, "log", *(revisions or ("HEAD",)), *PINNED)
    tokens = iter(output.split(b"\0"))
    found: Rows = {}
    commit = ""
    for untrimmed in tokens:
        token = untrimmed.lstrip(b"\n")
        if token.startswith(b"\x01"):
            commit = token[1:].decode()
        elif token.startswith(b":"):
            modes, new_mode, _, _, status = token[1:].decode().split(" ")
            old = next(tokens)
            new = next(tokens) if status[0] in "RC" else old
            renamed = old if status[0] in "RC" else None
            found[(commit, new)] = ChangeRow(
                status[0], renamed, int(modes, 8), int(new_mode, 8), None, None
            )
        elif token:
            added, deleted, path = token.split(b"\t", 2)
            if not path:
                next(tokens)
                path = next(tokens)
            if added != b"-":
                row = found[(commit, path)]
                found[(commit, path)] = row._replace(added=int(added), deleted=int(deleted))
    return found
