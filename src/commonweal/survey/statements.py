# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Taking answers in from reviewed files: what is new goes into the ledger, once."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from commonweal.core.ids import PORTFOLIO, RepositoryId, SubjectId, project_subject
from commonweal.core.message import message
from commonweal.core.near import did_you_mean, id_named, near
from commonweal.core.problem import InputMalformed, InputMissing, Problem
from commonweal.core.text import printable
from commonweal.formats.answers import ADVISORY, Statement, read_statements
from commonweal.ledger import Answer, Ledger
from commonweal.standards.catalogue import control_named, standards
from commonweal.workspace import Target

_SIZE_LIMIT = 4 * 1024 * 1024


def statements_in(file: Path) -> tuple[Statement, ...]:
    """Read a file of answers whole, or refuse it with its first mistake."""
    try:
        with file.open("rb") as opened:
            content = opened.read(_SIZE_LIMIT + 1)
    except OSError as error:
        raise InputMissing(
            message("cannot read %(file)s: %(reason)s", file=file, reason=error.strerror),
            fix=message("Check the name of the file, and whether it may be read."),
            where=str(file),
        ) from error
    statements, faults = read_statements(content)
    if faults:
        raise InputMalformed(
            message(
                "%(file)s:%(line)s: %(what)s",
                file=file,
                line=faults[0].line,
                what=faults[0].message,
            ),
            fix=message(
                "Nothing was imported. See all mistakes with: "
                "commonweal check %(file)s --as answers",
                file=file,
            ),
            where=str(file),
        )
    return statements


def answers_of(
    statements: Iterable[Statement], subject_of: Callable[[str], str], *, now: datetime
) -> list[Answer]:
    """Give the answers for the ledger; whatever they name must be there."""
    return [_answer(statement, subject_of, now) for statement in statements]


def _answer(stated: Statement, subject_of: Callable[[str], str], now: datetime) -> Answer:
    control = stated.control
    if not control.startswith(ADVISORY):
        control = control_named(standards(), control)
    if stated.stated_at > now:
        raise InputMalformed(
            message("the answer on %(control)s is dated in the future", control=stated.control),
            fix=message("Write the day on which it was stated."),
        )
    return Answer(
        subject_id=subject_of(stated.subject),
        control_id=control,
        verdict=stated.verdict,
        because=stated.because,
        author=stated.author,
        stated_at=stated.stated_at.replace(microsecond=0),
        link=stated.link,
        expires_at=stated.until.replace(microsecond=0) if stated.until else None,
    )


def news_among(answers: Iterable[Answer], ledger: Ledger) -> list[Answer]:
    """Leave out what the ledger knows already, and what is older than what it knows."""
    known = {
        (current_answer.subject_id, current_answer.control_id): current_answer
        for current_answer in ledger.current_answers()
    }
    found = []
    for answer in answers:
        before = known.get((answer.subject_id, answer.control_id))
        if before is None or (answer != before and answer.stated_at >= before.stated_at):
            found.append(answer)
    return found


def take_in(
    ledger: Ledger, files: Iterable[str], targets: Iterable[Target], *, now: datetime
) -> list[tuple[RepositoryId, Problem]]:
    """Take in the files that a portfolio names; a file that is wrong is a problem, no more."""
    chosen = tuple(targets)
    problems = []
    for file in files:
        try:
            stated = answers_of(statements_in(Path(file)), _subjects(chosen), now=now)
            for answer in news_among(stated, ledger):
                ledger.record(answer)
        except Problem as problem:
            owner = chosen[0].repository_id if chosen else RepositoryId("")
            problems.append((owner, problem))
    return problems


def _subjects(targets: tuple[Target, ...]) -> Callable[[str], SubjectId]:
    """Find subjects by name before anything was surveyed: projects, then repositories."""
    of_project: dict[str, list[Target]] = {}
    for target in targets:
        of_project.setdefault(target.project_id, []).append(target)
    repositories = {target.repository_id: target for target in targets}
    projects = {id_: (members[0].project_name,) for id_, members in of_project.items()}
    chosen = {str(target.repository_id): (target.name,) for target in targets}

    def subject_of(name: str) -> SubjectId:
        if name == PORTFOLIO:
            return PORTFOLIO
        if project_id := id_named(name, projects):
            return project_subject(of_project[project_id][0].project_id)
        target = repositories.get(RepositoryId(id_named(name, chosen) or name))
        if target is None:
            close = near(name, projects | chosen)
            raise InputMissing(
                message("there is no project %(name)s", name=printable(name)),
                fix=did_you_mean(close)
                if close
                else message("Write the name of a project or repository of the portfolio."),
            )
        is_alone = len(of_project[target.project_id]) == 1
        return project_subject(target.project_id) if is_alone else SubjectId(target.repository_id)

    return subject_of
