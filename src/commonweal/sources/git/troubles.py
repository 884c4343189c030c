# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Commits that could not be read as they should: counted by kind, told once a repository."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from commonweal.core.ids import RepositoryId
from commonweal.core.message import Message, Number, counted, message
from commonweal.core.problem import Problem
from commonweal.sources.git.batches import Batch
from commonweal.sources.git.changes import BLOB_MISSING, TOO_LARGE_CHANGE
from commonweal.sources.git.objects import MAX_PATH

_FETCH_WHOLE = message("Make a full clone, without a filter, and survey it again.")
_CHECK_COPY = message("Check the copy with `git fsck`, or make a new clone.")


class _Kind(NamedTuple):
    """The sentence about a number of commits, of which `first` is the first; and what to do."""

    of: Callable[..., Message]
    fix: str = ""


_KINDS = {
    "BlobsMissing": _Kind(
        lambda count, **values: counted(
            "files are missing from this copy: the renames of commit %(first)s were found by equal "
            "content only",
            "files are missing from this copy: the renames of %(num)s commits were found by equal "
            "content only, those of %(first)s among them",
            count,
            **values,
        ),
        _FETCH_WHOLE,
    ),
    "ChangesTooMany": _Kind(
        lambda count, **values: counted(
            "commit %(first)s is too large, or changes more paths than can be read: what it "
            "changes is left out",
            "%(num)s commits are too large, or change more paths than can be read: what they "
            "change is left out, that of %(first)s among them",
            count,
            **values,
        ),
    ),
    "ChangesUnread": _Kind(
        lambda count, **values: counted(
            "the changes of commit %(first)s could not be read: %(why)s",
            "the changes of %(num)s commits could not be read, those of %(first)s "
            "among them: %(why)s",
            count,
            **values,
        ),
        _CHECK_COPY,
    ),
    "CommitUnread": _Kind(
        lambda count, **values: counted(
            "commit %(first)s could not be read",
            "%(num)s commits could not be read, %(first)s among them",
            count,
            **values,
        ),
        _CHECK_COPY,
    ),
    "CommitCut": _Kind(
        lambda count, **values: counted(
            "commit %(first)s is larger than usual, and was read in part",
            "%(num)s commits are larger than usual, and were read in part, %(first)s among them",
            count,
            **values,
        ),
    ),
    "PathsTooLong": _Kind(
        lambda count, **_: counted(
            "%(num)s change has a path longer than %(limit)s bytes; it was left out",
            "%(num)s changes have paths longer than %(limit)s bytes; they were left out",
            count,
            limit=Number(MAX_PATH),
        ),
    ),
}
_OF_TEXT = {BLOB_MISSING: "BlobsMissing", TOO_LARGE_CHANGE: "ChangesTooMany"}


class Trouble(NamedTuple):
    """So many commits of a repository had this kind of problem."""

    repository_id: RepositoryId
    kind: str
    commits: int
    first: str
    why: str

    def problem(self) -> Problem:
        """One sentence for all of them."""
        kind = _KINDS[self.kind]
        return Problem(kind.of(self.commits, first=self.first, why=self.why), fix=kind.fix)


class Troubles:
    """Counts while a history is read."""

    def __init__(self) -> None:
        self._found: dict[tuple[RepositoryId, str], Trouble] = {}

    def __iter__(self) -> Iterator[Trouble]:
        return iter(self._found.values())

    def note(self, repository_id: RepositoryId, batch: Batch) -> None:
        """Count what a batch could not give."""
        if batch.overlong:
            self._add(repository_id, "PathsTooLong", "", batch.overlong)
        for commit_id, commit in zip(batch.commit_ids, batch.commits, strict=True):
            if not commit:
                self._add(repository_id, "CommitUnread", commit_id)
            elif commit.is_cut:
                self._add(repository_id, "CommitCut", commit_id)
        for text in batch.problems:
            commit_id, _, why = text.partition(": ")
            self._add(repository_id, _OF_TEXT.get(why, "ChangesUnread"), commit_id, why=why)

    def _add(
        self, repository_id: RepositoryId, kind: str, first: str, count: int = 1, why: str = ""
    ) -> None:
        new = Trouble(repository_id, kind, 0, first, why)
        known = self._found.get((repository_id, kind), new)
        self._found[repository_id, kind] = known._replace(commits=known.commits + count)
