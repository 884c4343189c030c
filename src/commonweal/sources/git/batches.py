# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A batch of commits as rows: the graph stage, and the lines stage where it is wanted."""

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from commonweal.core.ids import FamilyId
from commonweal.evidence.rows import (
    ChangeRow,
    CommitRow,
    CommitSignatureRow,
    CreditRow,
    PersonRawRow,
)
from commonweal.sources.git.changes import GITLINK, Change, ChangeReader, Piece
from commonweal.sources.git.commits import Commit, PersonKeys, read_commits
from commonweal.sources.git.lines import UNKNOWN, Count, LineCounter, Pair
from commonweal.sources.git.quarantine import Quarantine

BATCH_CHANGES = 80_000
BATCH_COMMITS = 20_000
# Reached before the others only where paths are longer than paths are.
BATCH_BYTES = 64 << 20

PENDING = Count("pending", None, None)
SAME = Count("text", 0, 0)


class Batch(NamedTuple):
    """Commits in order with their changes; either is None where git could not read it."""

    commit_ids: tuple[str, ...]
    commits: tuple[Commit | None, ...]
    changes: tuple[tuple[Change, ...] | None, ...]
    problems: tuple[str, ...]
    overlong: int


class Rows(NamedTuple):
    """Rows of the tables that a batch gives."""

    commit: list[CommitRow]
    change: list[ChangeRow]
    credit: list[CreditRow]
    person_raw: list[PersonRawRow]
    commit_signature: list[CommitSignatureRow]


def read_batches(
    view: Quarantine, commit_ids: Sequence[str], *, jobs: int, exact: bool, now: datetime
) -> Generator[Batch, None, None]:
    """Read commits and their changes, in batches whose borders depend on the data alone."""
    reader = ChangeReader(view, commit_ids, jobs=jobs, exact=exact)
    commits = read_commits(view, commit_ids, now=now)
    try:
        gathered: list[tuple[Sequence[str], Piece]] = []
        for piece in reader.pieces():
            gathered.append(piece)
            if _is_full(gathered):
                yield _batch(gathered, commits)
                gathered = []
        if gathered:
            yield _batch(gathered, commits)
    finally:
        reader.stop()
        commits.close()


def _is_full(gathered: list[tuple[Sequence[str], Piece]]) -> bool:
    commits = sum(len(commit_ids) for commit_ids, _ in gathered)
    changes = sum(len(change or ()) for _, piece in gathered for change in piece.changes)
    size = sum(piece.size for _, piece in gathered)
    return commits >= BATCH_COMMITS or changes >= BATCH_CHANGES or size >= BATCH_BYTES


def _batch(gathered: list[tuple[Sequence[str], Piece]], commits: Iterator[Commit | None]) -> Batch:
    ids = tuple(commit_id for commit_ids, _ in gathered for commit_id in commit_ids)
    return Batch(
        ids,
        tuple(next(commits, None) for _ in ids),
        tuple(change for _, piece in gathered for change in piece.changes),
        tuple(problem for _, piece in gathered for problem in piece.problems),
        sum(piece.overlong for _, piece in gathered),
    )


def count_lines(
    counter: LineCounter, batch: Batch, progress: Callable[[float], None]
) -> dict[Pair, Count]:
    """Count every pair of a batch that needs git to look into blobs."""
    wanted = (
        (change.path, pair)
        for changes in batch.changes
        for change in changes or ()
        for pair in pairs_of(change)
    )
    return counter.count(wanted, progress)


def pairs_of(change: Change) -> tuple[Pair, ...]:
    """The pairs to count for a change.

    A rename without an edit, or a change of mode, needs to know whether the
    blob is binary: git prints such a file as "-". So the blob is counted
    against nothing. The link to a submodule is one line of text, not a blob.
    """
    old_id, new_id = _blob(change.old_mode, change.old_id), _blob(change.new_mode, change.new_id)
    if old_id == new_id:
        return (Pair("", new_id),) if new_id else ()
    if GITLINK in (change.old_mode, change.new_mode):
        return tuple(pair for pair in (Pair(old_id, ""), Pair("", new_id)) if pair != Pair("", ""))
    return (Pair(old_id, new_id),)


def _blob(mode: int, blob_id: str) -> str:
    return "" if mode in (0, GITLINK) else blob_id


def count_of(change: Change, counts: dict[Pair, Count]) -> Count:
    """The lines of a change, by the rules that make it equal to git's numstat."""
    if change.old_id == change.new_id and GITLINK not in (change.old_mode, change.new_mode):
        alone = counts.get(Pair("", change.new_id), UNKNOWN)
        return SAME if alone.kind == "text" else alone
    if GITLINK in (change.old_mode, change.new_mode):
        return _gitlink_count(change, counts)
    return counts.get(pairs_of(change)[0], UNKNOWN)


def _gitlink_count(change: Change, counts: dict[Pair, Count]) -> Count:
    if change.old_id == change.new_id:
        return Count("gitlink", 0, 0)
    parts = [counts.get(pair, UNKNOWN) for pair in pairs_of(change)]
    if any(part.kind != "text" for part in parts):
        return parts[0]
    added = sum(part.added or 0 for part in parts) + (change.new_mode == GITLINK)
    deleted = sum(part.deleted or 0 for part in parts) + (change.old_mode == GITLINK)
    return Count("gitlink", added, deleted)


def rows_of(
    batch: Batch,
    counts: dict[Pair, Count] | None,
    *,
    family_id: FamilyId,
    first_no: int,
    shallow: frozenset[str],
    keys: PersonKeys,
) -> Rows:
    """Turn a batch into rows; commits are numbered from `first_no`; no counts means light."""
    known = set(keys.seen)
    rows = Rows([], [], [], [], [])
    for number, commit_id in enumerate(batch.commit_ids, first_no):
        commit, changes = batch.commits[number - first_no], batch.changes[number - first_no]
        is_boundary = commit_id in shallow
        if commit:
            rows.commit.append(
                _commit_row(commit, family_id, number, keys, is_boundary=is_boundary)
            )
            if commit.signed_by:
                rows.commit_signature.append(
                    CommitSignatureRow(
                        family_id,
                        number,
                        commit.signed_by.kind,
                        commit.signed_by.key,
                        commit.signed_by.is_verified,
                    )
                )
            rows.credit.extend(
                CreditRow(family_id, number, keys.key(person), role)
                for role, person in commit.credits
            )
        _add_changes(
            rows.change, changes or (), counts, (family_id, number), is_boundary=is_boundary
        )
    rows.person_raw.extend(
        PersonRawRow(keys.seen[person], *person, family_id) for person in keys.seen.keys() - known
    )
    rows.person_raw.sort()
    return rows


def _commit_row(
    commit: Commit, family_id: FamilyId, number: int, keys: PersonKeys, *, is_boundary: bool
) -> CommitRow:
    return CommitRow(
        family_id,
        number,
        commit.commit_id,
        commit.parents,
        keys.key(commit.author),
        keys.key(commit.committer),
        commit.authored.at,
        commit.authored.zone,
        commit.committed.at,
        commit.committed.zone,
        commit.subject,
        len(commit.parents) > 1,
        is_boundary,
        commit.authored.is_doubtful or commit.committed.is_doubtful,
        commit.signature,
    )


def _add_changes(
    rows: list[ChangeRow],
    changes: Sequence[Change],
    counts: dict[Pair, Count] | None,
    key: tuple[FamilyId, int],
    *,
    is_boundary: bool,
) -> None:
    for change in changes:
        if is_boundary:
            count = UNKNOWN
        elif counts is None:
            count = PENDING
        else:
            count = count_of(change, counts)
        rows.append(
            ChangeRow(
                *key,
                change.path,
                change.old_path,
                change.status,
                change.similarity,
                change.old_mode,
                change.new_mode,
                count.kind,
                count.added,
                count.deleted,
            )
        )
