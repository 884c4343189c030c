# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Collecting one family: the unit of work, the same inline, in a pool, or elsewhere."""

import hashlib
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from commonweal.core.execution import ahead
from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.message import Number, counted, message
from commonweal.core.objects import ObjectReader
from commonweal.core.problem import Problem
from commonweal.core.progress import Progress, Report, Stage, report_nothing
from commonweal.evidence import (
    Delta,
    EvidenceStore,
    JournalEntry,
    Provenance,
    Segment,
    Spool,
    encoded,
    read_chunks,
    segments_of,
    tables,
)
from commonweal.evidence.generation import Chunk
from commonweal.evidence.rows import RepositoryCommitRow
from commonweal.sources.git.batches import Batch, count_lines, read_batches, rows_of
from commonweal.sources.git.commits import PersonKeys
from commonweal.sources.git.lines import Count, LineCounter, Pair
from commonweal.sources.git.objects import MAX_PATH, MAX_PATHS, TREE_BYTES, GitObjects
from commonweal.sources.git.plan import Plan, is_ancestor, list_commits
from commonweal.sources.git.quarantine import Quarantine, quarantine
from commonweal.sources.git.refs import MAX_REFS, REF_BYTES
from commonweal.sources.git.tags import branch_rows, newest_ref_rows, tag_rows
from commonweal.sources.git.troubles import Troubles

Row = tuple[Any, ...]
HISTORY = ("commit", "change", "credit", "person_raw", "commit_signature")
# Rows that take more as lines of JSON are a segment at once, so that workers share the work.
LARGE_CHUNK = 2 * 1024 * 1024

# What another collector makes of a repository while its view is open: rows by table, problems.
AtHead = Callable[
    [ObjectReader, RepositoryId, str], tuple[dict[str, list[Row]], tuple[Problem, ...]]
]


class FamilyTask(msgspec.Struct, frozen=True):
    """One family to collect. Rows of it and its repositories from last time are in `segments`.

    `has_absent` tells that a repository of the family cannot be read this time: what
    it alone has could not be collected again. Rows that take more than `large` bytes are
    a segment of their own at once.
    """

    family_id: FamilyId
    plans: tuple[Plan, ...]
    segments: tuple[Segment, ...]
    is_light: bool
    jobs: int
    evidence: Path
    work: Path
    secret: bytes
    now: datetime
    seconds: float
    has_absent: bool = False
    large: int = LARGE_CHUNK


_SHORTEN = message("Give the files shorter paths. What is judged from files does not see them.")
_DIVIDE = message(
    "Take files that a program made, and copies of other projects, out of the repository. What "
    "was not read is not judged."
)


class RepositoryProblem(msgspec.Struct, frozen=True):
    """A problem of one repository, at one stage; `kind` is the name of its class."""

    repository_id: RepositoryId
    stage: str
    problem: Problem
    kind: str = ""

    def __post_init__(self) -> None:
        if not self.kind:
            msgspec.structs.force_setattr(self, "kind", type(self.problem).__name__)


class FamilyResult(msgspec.Struct, frozen=True):
    """What the collection of a family changes in the evidence; `read` had their tree read."""

    family_id: FamilyId
    delta: Delta
    read: tuple[RepositoryId, ...]
    problems: tuple[RepositoryProblem, ...]
    commits: int
    changes: int
    seconds: float


def collect_family(
    task: FamilyTask, at_head: AtHead | None = None, report: Report = report_nothing
) -> FamilyResult:
    """Collect what is new of every member; finished batches survive a kill."""
    return _Collection(task, at_head, report).run()


class _Collection:
    """The state of one family's collection: commits known by number, what changed so far."""

    def __init__(self, task: FamilyTask, at_head: AtHead | None, report: Report) -> None:
        self.task, self.at_head, self.report = task, at_head, report
        self.store = EvidenceStore(task.evidence)
        self.writer = self.store.writer()
        self.spool = Spool(self.store.journal_path(task.family_id))
        self.provenance = Provenance("git", task.now)
        self.keys = PersonKeys(task.secret)
        self.problems: list[RepositoryProblem] = []
        self.troubles = Troubles()
        self.chunks: list[Chunk] = []
        self.segments: list[Segment] = []
        self.gone: set[tuple[str, str]] = set()
        self.read: list[RepositoryId] = []
        self.members: dict[RepositoryId, set[int]] = {}
        self.numbers: dict[str, int] = {}
        self.next_no = self.commits = self.changes = 0

    def run(self) -> FamilyResult:
        started = time.monotonic()
        try:
            self._recall()
            for plan in self.task.plans:
                self._collect_or_note(plan)
            self._flush()
        finally:
            self.writer.close()
        return FamilyResult(
            self.task.family_id,
            Delta(self.spool.path, tuple(self.chunks), tuple(self.segments), frozenset(self.gone)),
            tuple(self.read),
            (*self.problems, *self._troubles()),
            self.commits,
            self.changes,
            time.monotonic() - started,
        )

    def _before(self, table: str, owner: str, columns: str) -> list[tuple[Any, ...]]:
        """Columns of what the last generation has of an owner, but for what is gone."""
        segments = segments_of(self.task.segments, {owner}, table=table)
        if (table, owner) in self.gone:
            return []
        return self.writer.fetch(segments, columns, owner=(tables()[table].owner, owner))

    def _journal_note(self) -> str:
        """Batches of another depth, from a source cut elsewhere, or on other ground do not fit.

        A journal that outlived its survey's end would add rows that are there already.
        """
        cuts = [(plan.source.is_partial, plan.source.shallow) for plan in self.task.plans]
        names = "".join(sorted(segment.sha256 for segment in self.task.segments))
        ground = hashlib.sha256(names.encode()).hexdigest()[:16]
        return f"light={self.task.is_light} {sorted(set(cuts))} on {ground}"

    def _recall(self) -> None:
        """Take over what earlier surveys finished, unless it was less than is wanted now."""
        owner, note = self.task.family_id, self._journal_note()
        journal = self.store.journal(owner)
        if any(entry.note != note for entry in journal):
            self.store.forget_journal(owner)
            journal = ()
        if not self.task.has_absent and self._must_start_again():
            self._start_again()
        commits = self._before("commit", owner, "lower(hex(commit_id)), commit_no")
        people = self._before("person_raw", owner, "name, email, person_key")
        for entry in journal:
            commits += self._noted(entry, "commit", ("commit_id", "commit_no"))
            people += self._noted(entry, "person_raw", ("name", "email", "person_key"))
            self.segments += (segment for segment in entry.segments if segment.table in HISTORY)
            self.chunks += (chunk for chunk in entry.chunks if chunk.table in HISTORY)
        self.numbers = dict(commits)
        self.next_no = max(self.numbers.values(), default=-1) + 1
        # The key of somebody forgotten stands beside an empty name, and is not that name's.
        self.keys.recall(((name, email), key) for name, email, key in people)

    def _noted(
        self, entry: JournalEntry, table: str, columns: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """Columns of the rows that a journal's entry holds."""
        segments = [segment for segment in entry.segments if segment.table == table]
        stored = ", ".join(
            f"lower(hex({column}))" if column == "commit_id" else column for column in columns
        )
        found = self.writer.fetch(segments, stored)
        chunks = [chunk for chunk in entry.chunks if chunk.table == table]
        for lines in read_chunks(self.spool.path, chunks):
            rows = msgspec.json.Decoder(dict[str, Any]).decode_lines(lines)
            found += (tuple(row[column] for column in columns) for row in rows)
        return found

    def _start_again(self) -> None:
        """All that is known of the family goes; it is read anew."""
        owners = {str(self.task.family_id), *(str(plan.repository_id) for plan in self.task.plans)}
        self.gone |= {
            (name, owner) for name, table in tables().items() if table.owner for owner in owners
        }

    def _must_start_again(self) -> bool:
        """Deeper than before, or from a source that was cut or broken and now is not: anew."""
        if not self.task.is_light and self._has_pending():
            return True
        if any(p.known and p.known.is_broken and not p.is_unchanged for p in self.task.plans):
            return True
        boundaries = self._known_boundaries()
        cut = {commit_id for plan in self.task.plans for commit_id in plan.source.shallow}
        return not boundaries <= cut

    def _has_pending(self) -> bool:
        """Whether lines were left for later, be it for a clone that lies elsewhere now."""
        found = self._before("change", self.task.family_id, "bool_or(kind = 'pending')")
        return found == [(True,)]

    def _known_boundaries(self) -> set[str]:
        column = "case when is_boundary then lower(hex(commit_id)) end"
        rows = self._before("commit", self.task.family_id, column)
        return {commit_id for (commit_id,) in rows if commit_id}

    def _collect_or_note(self, plan: Plan) -> None:
        """One bad repository never stops a survey."""
        try:
            self._collect(plan)
        except Problem as problem:
            self._note(plan, "graph", problem)

    def _note(self, plan: Plan, stage: str, problem: Problem) -> None:
        self.problems.append(RepositoryProblem(plan.repository_id, stage, problem))

    def _troubles(self) -> Iterator[RepositoryProblem]:
        for trouble in self.troubles:
            yield RepositoryProblem(trouble.repository_id, "graph", trouble.problem(), trouble.kind)

    def _collect(self, plan: Plan) -> None:
        # Whose turn it is: the limits are of one repository.
        self.report(Progress(Stage.HISTORY, plan.repository_id, 0, 1))
        with quarantine(plan.source, self.task.work, seconds=self.task.seconds) as view:
            listed, has_grown = self._list(view, plan)
            new = [commit_id for commit_id in listed if commit_id not in self.numbers]
            self._read_history(view, plan, new)
            reached = [commit_id for commit_id in listed if commit_id in self.numbers]
            if not has_grown:
                self._drop(plan.repository_id, ("repository_commit",))
            self._write_membership(plan.repository_id, reached)
            self._write_refs(view, plan)
            self._write_head(view, plan)

    def _list(self, view: Quarantine, plan: Plan) -> tuple[list[str], bool]:
        """Commits to look at, and whether they only come on top of those known before."""
        if plan.listed:
            for problem in plan.problems:
                self._note(plan, "graph", problem)
            return plan.listed.read_text().split(), False
        old = plan.known.head if plan.known else ""
        members = self._before("repository_commit", plan.repository_id, "commit_no")
        self.members[plan.repository_id] = {number for (number,) in members}
        is_of_family = plan.known is not None and plan.known.family_id == self.task.family_id
        has_grown = is_of_family and bool(members) and is_ancestor(view, old, plan.refs.head)
        revisions = (plan.refs.head, f"^{old}") if has_grown else (plan.refs.head,)
        listed, problems = list_commits(view, *revisions)
        for problem in problems:
            self._note(plan, "graph", problem)
        return listed.ids, has_grown

    def _read_history(self, view: Quarantine, plan: Plan, new: list[str]) -> None:
        if not new:
            return
        shallow = frozenset(plan.source.shallow)
        counter = None if self.task.is_light else LineCounter(view, jobs=self.task.jobs)
        jobs, is_exact = self.task.jobs, plan.source.is_partial
        batches = read_batches(view, new, jobs=jobs, exact=is_exact, now=self.task.now)
        # While a batch is written, git counts the next one.
        counted = ahead(self._counted(plan.repository_id, batches, counter, len(new)))
        try:
            for batch, counts in counted:
                self._write_batch(batch, counts, shallow)
                self.troubles.note(plan.repository_id, batch)
        finally:
            if counter:
                counter.stop()
            counted.close()
            batches.close()

    def _counted(
        self,
        repository_id: RepositoryId,
        batches: Iterable[Batch],
        counter: LineCounter | None,
        total: int,
    ) -> Generator[tuple[Batch, dict[Pair, Count] | None], None, None]:
        """Give batches with their counts, telling how far counting is."""
        done = 0
        for batch in batches:
            size = len(batch.commit_ids)

            def tell(part: float, done: int = done, size: int = size) -> None:
                self.report(Progress(Stage.HISTORY, repository_id, done + int(part * size), total))

            yield batch, count_lines(counter, batch, tell) if counter else None
            done += size
            self.report(Progress(Stage.HISTORY, repository_id, done, total))

    def _write_batch(
        self, batch: Batch, counts: dict[Pair, Count] | None, shallow: frozenset[str]
    ) -> None:
        first_no = self.next_no
        rows = rows_of(
            batch,
            counts,
            family_id=self.task.family_id,
            first_no=first_no,
            shallow=shallow,
            keys=self.keys,
        )
        for table in HISTORY:
            self._put(table, self.task.family_id, getattr(rows, table))
        if self.spool.waiting_bytes >= self.task.large or self.spool.has_segments:
            self._flush()
        for number, commit_id in enumerate(batch.commit_ids, first_no):
            self.numbers[commit_id] = number
        self.next_no += len(batch.commit_ids)
        self.commits += len(rows.commit)
        self.changes += len(rows.change)

    def _flush(self) -> None:
        """Note what is finished, so that it outlives a kill; little things are noted together."""
        self.chunks += self.spool.flush(self._journal_note()).chunks

    def _drop(self, owner: str, names: Iterable[str]) -> None:
        self.gone |= {(name, owner) for name in names}

    def _put(self, table: str, owner: str, rows: Iterable[Row]) -> None:
        count, lines = encoded(table, rows)
        if len(lines) < self.task.large:
            if count:
                self.spool.add(table, owner, count, lines)
            return
        segment = self.writer.write_lines(table, owner, [lines], self.provenance.values())
        if segment:
            self.spool.add_segment(segment)
            self.segments.append(segment)

    def _write_membership(self, repository_id: RepositoryId, reached: list[str]) -> None:
        numbers = [self.numbers[commit_id] for commit_id in reached]
        known = self.members.setdefault(repository_id, set())
        if ("repository_commit", repository_id) in self.gone:
            known.clear()
        known.update(numbers)
        family_id = self.task.family_id
        rows = (RepositoryCommitRow(repository_id, family_id, number) for number in numbers)
        self._put("repository_commit", repository_id, rows)

    def _write_refs(self, view: Quarantine, plan: Plan) -> None:
        self._drop(plan.repository_id, ("tag", "branch", "newest_ref"))
        repository_id, now = plan.repository_id, self.task.now
        tags = tag_rows(view, plan.refs, repository_id=repository_id, now=now)
        self._put("tag", repository_id, tags.rows)
        if tags.too_large:
            what = counted(
                "%(num)s tag is too large to be opened: it counts as no release.",
                "%(num)s tags are too large to be opened: they count as no releases.",
                tags.too_large,
            )
            fix = message("Check these tags with `git tag`, and delete what is no release.")
            self._note(plan, "tags", Problem(what, fix=fix))
        reached = self._members(repository_id)
        rows = branch_rows(view, plan.refs, repository_id=repository_id, reached=reached, now=now)
        self._put("branch", repository_id, rows)
        newest = newest_ref_rows(view, plan.refs, repository_id=repository_id, now=now)
        self._put("newest_ref", repository_id, newest)
        if plan.refs.is_cut:
            what = message(
                "The repository has more than %(limit)s branches and tags, or %(size)s MiB of "
                "their names. The rest was not read.",
                limit=Number(MAX_REFS),
                size=REF_BYTES >> 20,
            )
            fix = message("Delete branches and tags that nobody needs, and survey it again.")
            self._note(plan, "graph", Problem(what, fix=fix))

    def _members(self, repository_id: RepositoryId) -> set[str]:
        members = self.members[repository_id]
        return {commit_id for commit_id, number in self.numbers.items() if number in members}

    def _write_head(self, view: Quarantine, plan: Plan) -> None:
        if self.at_head is None:
            return

        def tell(done: int, total: int) -> None:
            self.report(Progress(Stage.FILES, plan.repository_id, done, total))

        reader = GitObjects(view, tell)
        found, problems = self.at_head(reader, plan.repository_id, plan.refs.head)
        if reader.overlong:
            what = counted(
                "%(num)s file has a path longer than %(limit)s bytes, and was left out.",
                "%(num)s files have paths longer than %(limit)s bytes, and were left out.",
                reader.overlong,
                limit=Number(MAX_PATH),
            )
            self._note(plan, "tree", Problem(what, fix=_SHORTEN))
        elif reader.is_cut:
            what = message(
                "The repository has more than %(files)s files, or %(size)s MiB of paths. The rest "
                "was not read.",
                files=Number(MAX_PATHS),
                size=TREE_BYTES >> 20,
            )
            self._note(plan, "tree", Problem(what, fix=_DIVIDE))
        # What was found in the tree before goes with it.
        self._drop(plan.repository_id, (*found, "finding", "finding_place"))
        self.read.append(plan.repository_id)
        for table, rows in found.items():
            self._put(table, plan.repository_id, rows)
        for problem in problems:
            self._note(plan, "tree", problem)
