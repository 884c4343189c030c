# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SBOMs that suppliers gave: what they name counts as needed, like a lock file's."""

import hashlib
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

from commonweal.core.message import Number, counted, message
from commonweal.core.problem import Problem
from commonweal.core.text import printable
from commonweal.evidence.rows import PackageNeededRow
from commonweal.packages.catalogue.locks import read_lock
from commonweal.packages.model import PackagesRefused
from commonweal.packages.model.need import Need
from commonweal.packages.project import resolve
from commonweal.packages.sboms import usual_name
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.tree.packages import PACKAGE_BUDGET, PackageFileUnread, needed_rows
from commonweal.workspace import Target

STAGE = "sboms"
_FORMATS = frozenset({"cdx", "spdx"})


class Supplied(msgspec.Struct, frozen=True):
    """Rows of `package_needed`, what could not be read, and a digest of all that was."""

    needed: tuple[PackageNeededRow, ...] = ()
    problems: tuple[RepositoryProblem, ...] = ()
    digest: str = ""


def read_supplied(targets: Iterable[Target], limit: int = PACKAGE_BUDGET.blob) -> Supplied:
    """Read the files that a portfolio names; one that is wrong is a problem, no more."""
    needed: dict[PackageNeededRow, None] = {}
    problems = []
    digest = hashlib.sha256()
    for target in targets:
        for sbom in target.sboms:
            try:
                content = _content(sbom.name, Path(sbom.file), limit)
                digest.update(hashlib.sha256(content).digest())
                form, needs = _needs(sbom.name, content)
                owner = target.repository_id
                rows = [*needed_rows(owner, sbom.name, form, needs, is_locked=True)]
                _must_fit(sbom.name, len(needed) + len(rows))
                needed.update(dict.fromkeys(rows))
            except PackageFileUnread as problem:
                problems.append(RepositoryProblem(target.repository_id, STAGE, problem))
    return Supplied(tuple(needed), tuple(problems), digest.hexdigest() if needed else "")


def _content(name: str, file: Path, limit: int) -> bytes:
    try:
        # A pipe would keep the survey waiting.
        if not stat.S_ISREG(file.stat().st_mode):
            raise _unread(name, message("it is no file"))
        with file.open("rb") as opened:
            content = opened.read(limit + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise _unread(name, why or message("its name is not allowed")) from error
    if len(content) > limit:
        raise _unread(name, message("it has more than %(limit)s bytes", limit=Number(limit)))
    return content


def _needs(name: str, content: bytes) -> tuple[str, tuple[Need, ...]]:
    """What the file holds tells what it is: suppliers call it what they like."""
    usual = usual_name(content)
    try:
        found = read_lock(usual, content) if usual else None
    except PackagesRefused as refused:
        raise _unread(name, refused.what, refused.line) from refused
    if found is None or found.format not in _FORMATS:
        raise _unread(name, message("it is neither CycloneDX nor SPDX 2"))
    [walked] = resolve({usual: found}, {}, ()).locks.values()
    return walked.format, walked.needs


def _must_fit(name: str, rows: int) -> None:
    if rows > PACKAGE_BUDGET.rows:
        raise _unread(
            name,
            counted(
                "with it there is %(num)s package, more than are kept",
                "with it there are %(num)s packages, more than are kept",
                rows,
            ),
        )


def _unread(name: str, why: str, line: int = 0) -> Problem:
    return PackageFileUnread(
        message("The SBOM %(name)s was not read: %(why)s.", name=printable(name), why=why),
        fix=message("Ask the supplier for CycloneDX or SPDX 2.3, or take it out of the portfolio."),
        where=f"{name}:{line}" if line else name,
    )
