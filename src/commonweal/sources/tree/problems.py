# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What of a tree could not be read: gaps that probes must know, and sentences for people."""

from collections.abc import Iterator, Sequence

from commonweal.core.message import Number, counted, message
from commonweal.evidence.rows import ProblemRow
from commonweal.sources.tree.packages import MISSING, PackageProblem

_KEEP_FEWER = message(
    "Take package files that are copies or examples out of the repository. Packages that were not "
    "read are not looked up for advisories."
)
# Of so many files the path is named.
_NAMED = 3


def package_problem(repository_id: str, problem: PackageProblem) -> ProblemRow:
    """Say in a sentence that a package file was not read, or is missing."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    why, fix = problem.what, ""
    if not problem.path:
        what = message("%(what)s.", what=why)
        fix = _KEEP_FEWER
    elif problem.kind == MISSING:
        what = message("A package file is missing: %(what)s.", what=why)
        fix = message(
            "Commit it, if it should be there. If it is published elsewhere, as a BOM of Maven is,"
            " nothing is wrong: a bill of materials of a build, named under `sboms` in the"
            " portfolio, would tell the versions."
        )
    else:
        what = message("A package file was not read: %(what)s.", what=why)
        fix = (
            _KEEP_FEWER
            if problem.kind == "over_budget"
            else message(
                "See whether the tool that made the file can read it, and make it anew. Its "
                "packages are not looked up for advisories."
            )
        )
    return ProblemRow(repository_id, "packages", problem.kind, what, fix, place)


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
    cut: Sequence[str] = (),
) -> Iterator[ProblemRow]:
    """Say which files were not read, and what to do about it where something can be done."""
    if absent:
        yield ProblemRow(
            repository_id,
            "tree",
            "blob_absent",
            counted(
                "%(num)s of %(wanted)s files to read is not in this clone.",
                "%(num)s of %(wanted)s files to read are not in this clone.",
                absent,
                wanted=Number(wanted),
            ),
            message("Fetch the repository in full, without a filter, and survey it again."),
            "",
        )
    if unread:
        yield ProblemRow(
            repository_id,
            "tree",
            "over_budget",
            counted(
                "%(num)s file was not read (%(names)s): of each repository, %(limit)s.",
                "%(num)s files were not read (%(names)s): of each repository, %(limit)s.",
                len(unread),
                names=_first(unread),
                limit=limit,
            ),
            message(
                "If they are copies of other projects or generated, take them out of the "
                "repository; what is judged from files does not see them."
            ),
            "",
        )
    if cut:
        yield ProblemRow(
            repository_id,
            "tree",
            "document_cut",
            counted(
                "%(num)s document is very large (%(names)s). Only its beginning was read.",
                "%(num)s documents are very large (%(names)s). Only their beginning was read.",
                len(cut),
                names=_first(cut),
            ),
            message("Divide the document. What stands behind its beginning is not seen."),
            "",
        )
    if left_out:
        what = counted(
            "%(num)s document in folders far from the top was not read.",
            "%(num)s documents in folders far from the top were not read.",
            left_out,
        )
        fix = message("Put documents that matter at the top of the repository, or into docs/.")
        yield ProblemRow(repository_id, "tree", "documents_left_out", what, fix, "")


def large_problem(repository_id: str, paths: Sequence[str], most: int) -> Iterator[ProblemRow]:
    """Say which files are larger than what is opened at all, if any; `most` in bytes."""
    if paths:
        what = counted(
            "%(num)s file is larger than %(most)s MiB, and was not opened (%(names)s).",
            "%(num)s files are larger than %(most)s MiB, and were not opened (%(names)s).",
            len(paths),
            most=Number(most >> 20),
            names=_first(paths),
        )
        fix = message(
            "Keep large files elsewhere, or divide them. What is judged from files does not see "
            "them."
        )
        yield ProblemRow(repository_id, "tree", "over_budget", what, fix, "")


def _first(paths: Sequence[str]) -> str:
    return ", ".join(paths[:_NAMED]) + (", ..." if len(paths) > _NAMED else "")
