# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What of a tree could not be read: gaps that probes must know, and sentences for people."""

from collections.abc import Iterator, Sequence

from commonweal.evidence.rows import ProblemRow
from commonweal.sources.tree.packages import MISSING, PackageProblem

# Of so many files the path is named.
_NAMED = 3


def package_problem(repository_id: str, problem: PackageProblem) -> ProblemRow:
    """Say in a sentence that a package file was not read, or is missing."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    before = (
        "A package file is missing" if problem.kind == MISSING else "A package file was not read"
    )
    what = f"{before}: {problem.what}." if problem.path else f"{problem.what}."
    return ProblemRow(repository_id, "packages", problem.kind, what, "", place)


def gaps_of(absent: int, unread: int, left_out: int) -> frozenset[str]:
    """Name the tables that may lack rows; a file's own row is always there."""
    gaps = {"documents"} if left_out or absent else set()
    if unread or absent:
        gaps |= {"signs", "licences"}
    if absent:
        gaps.add("artifacts")
    return frozenset(gaps)


def problems_of(
    repository_id: str,
    wanted: int,
    absent: int,
    unread: Sequence[str],
    left_out: int,
    limit: str,
) -> Iterator[ProblemRow]:
    """Say which files were not read, and what to do about it where something can be done."""
    if absent:
        yield ProblemRow(
            repository_id,
            "tree",
            "blob_absent",
            f"{absent:,} of {wanted:,} files to read are not in this clone.",
            "Fetch the repository in full, without a filter, and survey it again.",
            "",
        )
    if unread:
        more = ", ..." if len(unread) > _NAMED else ""
        yield ProblemRow(
            repository_id,
            "tree",
            "over_budget",
            f"{len(unread):,} files were not read ({', '.join(unread[:_NAMED])}{more}): of a "
            f"repository {limit}.",
            "If they are copies of other projects or generated, take them out of the repository; "
            "what is judged from files does not see them.",
            "",
        )
    if left_out:
        what = f"{left_out:,} documents far from the root were not kept."
        yield ProblemRow(repository_id, "tree", "documents_left_out", what, "", "")
