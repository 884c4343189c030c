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
    """The sentence about a number of commits, and what to do."""

    of: Callable[..., Message]
    fix: str


_LEAVE = message(
    "Nothing has to be done where the numbers look right. If the repository is not one you know, "
    "leave it out: it may be made to break its readers."
)
_KINDS = {
    "BlobsMissing": _Kind(
        lambda count, **_: counted(
            "The contents of some files are missing from this copy. In %(num)s commit, a file that "
            "was renamed and changed at once may count as a new file.",
            "The contents of some files are missing from this copy. In %(num)s commits, files that "
            "were renamed and changed at once may count as new files.",
            count,
        ),
        _FETCH_WHOLE,
    ),
    "ChangesTooMany": _Kind(
        lambda count, **_: counted(
            "%(num)s commit is too large, or changes more files than can be read. What it changes "
            "is not counted.",
            "%(num)s commits are too large, or change more files than can be read. What they "
            "change is not counted.",
            count,
        ),
        _LEAVE,
    ),
    "ChangesUnread": _Kind(
        lambda count, **values: counted(
            "What %(num)s commit changes could not be read, and is not counted. Git said: %(why)s",
            "What %(num)s commits change could not be read, and is not counted. Git said: %(why)s",
            count,
            **values,
        ),
        _CHECK_COPY,
    ),
    "CommitUnread": _Kind(
        lambda count, **_: counted(
            "%(num)s commit could not be read, and is not counted.",
            "%(num)s commits could not be read, and are not counted.",
            count,
        ),
        _CHECK_COPY,
    ),
    "CommitCut": _Kind(
        lambda count, **_: counted(
            "%(num)s commit is far larger than usual. Only its beginning was read.",
            "%(num)s commits are far larger than usual. Only their beginning was read.",
            count,
        ),
        _LEAVE,
    ),
    "PathsTooLong": _Kind(
        lambda count, **_: counted(
            "%(num)s change has a path longer than %(limit)s bytes, and is not counted.",
            "%(num)s changes have paths longer than %(limit)s bytes, and are not counted.",
            count,
            limit=Number(MAX_PATH),
        ),
        _LEAVE,
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
        return Problem(kind.of(self.commits, why=self.why), fix=kind.fix, where=self.first)


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
