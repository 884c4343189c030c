# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The main job, top to bottom."""

import fcntl
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.message import message
from commonweal.core.near import near
from commonweal.core.problem import InputMalformed, Problem
from commonweal.core.progress import Report, report_nothing
from commonweal.core.text import printable
from commonweal.core.workers import prepare
from commonweal.evidence import LAYOUT, Manifest
from commonweal.evidence.verify import Sound, whole
from commonweal.formats.portfolio import Portfolio
from commonweal.ledger import Answer
from commonweal.sources.git.collect import FamilyResult, RepositoryProblem
from commonweal.sources.git.plan import Plan, families
from commonweal.standards.catalogue import standards, titles_of
from commonweal.survey.collected import Collected
from commonweal.survey.collecting import ENDED, Grouped, collect, leavers, places_of
from commonweal.survey.opening import Before, known_before, known_roots, open_targets
from commonweal.survey.options import Options, Summary
from commonweal.survey.sboms import read_supplied
from commonweal.survey.sealing import reassess, seal
from commonweal.survey.statements import take_in
from commonweal.workspace import Target, Workspace


def survey(
    workspace: Workspace,
    portfolio: Portfolio,
    targets: Sequence[Target],
    options: Options,
    *,
    now: datetime,
    report: Report = report_nothing,
) -> Summary:
    """Survey the targets and make a new generation current.

    One bad repository never stops it: it becomes a problem. A survey that was
    killed is gone on with. Where nothing changed, the generation stays.
    """
    started = time.monotonic()
    _must_name_something(portfolio, targets)
    # Workers load while the evidence is looked at.
    prepare(__package__)
    with _alone(workspace):
        sound = whole(workspace.store)
        # Of older generations too little is kept to go on from them.
        previous = sound.manifest if sound.manifest and not sound.manifest.is_trimmed else None
        notes = _notes(sound, previous)
        known = known_before(workspace.store, previous)
        plans, problems = open_targets(workspace, targets, known, options, report)
        readable = tuple(plan for plan in plans.values() if plan)
        if not readable and not any(target.repository_id in known for target in targets):
            raise _nothing(problems[0].problem, has_survey=previous is not None)
        has_newcomers = any(plan.known is None for plan in readable)
        roots = known_roots(workspace.store, previous) if has_newcomers else {}
        grouped = families(readable, roots)
        unread = [target for target in targets if plans[target.repository_id] is None]
        absent = [known[target.repository_id] for target in unread if target.repository_id in known]
        results, more = collect(
            workspace,
            previous,
            grouped,
            options,
            now,
            report,
            absent=absent,
            places=places_of(targets),
        )
        plans, grouped = _without_ended(plans, grouped, more)
        unread = [target for target in targets if plans[target.repository_id] is None]
        absent = [known[target.repository_id] for target in unread if target.repository_id in known]
        left = leavers(workspace.store, previous, known.values(), absent, grouped)
        more += _problems_that_stay(grouped, known, results, more)
        more += _with_answers(workspace, portfolio, targets, now)
        supplied = read_supplied(targets)
        problems += (*more, *supplied.problems)
        collected = Collected(
            portfolio,
            tuple(targets),
            plans,
            grouped,
            (*(result.delta for result in results), left),
            tuple(name for result in results for name in result.read),
            tuple(problems),
            known,
            supplied,
            tuple({number for damage in sound.damages for number in damage.generations}),
            bool(sound.damages),
        )
        manifest, unanswered = seal(workspace, previous, collected, options, now, report)
        return Summary(
            generation=manifest.number,
            surveyed_at=manifest.surveyed_at,
            is_new=previous is None or manifest.number != previous.number,
            repositories=len(targets),
            read=len(targets) - len(unread),
            commits=sum(segment.rows for segment in manifest.of_table("commit")),
            new_commits=sum(result.commits for result in results),
            new_changes=sum(result.changes for result in results),
            problems=(*collected.problems, *unanswered),
            seconds=time.monotonic() - started,
            notes=notes,
        )


def _without_ended(
    plans: "Plans", grouped: "Families", problems: Iterable[RepositoryProblem]
) -> "tuple[Plans, Families]":
    """Take repositories whose reading was ended for such that cannot be read now.

    What was read of them before stays, and the next survey tries again.
    """
    ended = {problem.repository_id for problem in problems if problem.stage == ENDED}
    if not ended:
        return plans, grouped
    left = {
        family_id: tuple(plan for plan in members if plan.repository_id not in ended)
        for family_id, members in grouped.items()
    }
    return (
        {name: None if name in ended else plan for name, plan in plans.items()},
        {family_id: members for family_id, members in left.items() if members},
    )


def _nothing(first: Problem, *, has_survey: bool) -> "NothingToSurvey":
    """Say why the first of them cannot be read, and what helps there."""
    fix = first.fix or message("Check the names, or the portfolio.")
    return NothingToSurvey(
        message("none of the named repositories can be read: %(reason)s", reason=first.what),
        fix=message("The last survey stays as it was. %(fix)s", fix=fix) if has_survey else fix,
    )


def _must_name_something(portfolio: Portfolio, targets: Sequence[Target]) -> None:
    """Refuse a portfolio that names no repository, or standards that nobody knows."""
    if not targets:
        raise NothingToSurvey(
            message("the portfolio names no repository"),
            fix=message("Add one, or make a portfolio with `commonweal init FOLDER`."),
        )
    unknown = [name for name in portfolio.standards if name not in standards()]
    if unknown:
        close = {name: near(name, titles_of(standards())) for name in unknown}
        named = ", ".join(
            f"{name} (did you mean {close[name][0]}?)" if close[name] else name for name in unknown
        )
        raise InputMalformed(
            message("[standards] names unknown standards: %(named)s", named=printable(named)),
            fix=message("Known are: %(names)s.", names=", ".join(standards())),
        )


def _notes(sound: Sound, previous: Manifest | None) -> tuple[str, ...]:
    """What the user should know of the evidence that was there before."""
    notes = []
    if sound.damages:
        damage = sound.damages[0].sentence
        notes.append(
            message(
                "The evidence was damaged (%(damage)s). The survey continued from generation "
                "%(generation)s.",
                damage=damage,
                generation=previous.number,
            )
            if previous
            else message(
                "The evidence was damaged (%(damage)s). The survey started again from nothing.",
                damage=damage,
            )
        )
    if previous and previous.layout < LAYOUT:
        notes.append(message("The evidence of an earlier version was converted to the new form."))
    return tuple(notes)


def _with_answers(
    workspace: Workspace, portfolio: Portfolio, targets: Sequence[Target], now: datetime
) -> list[RepositoryProblem]:
    """Take in the answers that the portfolio names."""
    if not portfolio.answers:
        return []
    ledger = workspace.ledger()
    try:
        wrong = take_in(ledger, portfolio.answers, targets, now=now)
    finally:
        ledger.close()
    return [RepositoryProblem(owner, "answers", problem) for owner, problem in wrong]


def record(workspace: Workspace, answers: Iterable[Answer]) -> None:
    """Put answers into the ledger; whoever reads next joins them, and no survey is waited for."""
    ledger = workspace.ledger()
    try:
        for answer in answers:
            ledger.record(answer)
    finally:
        ledger.close()


def judge_again(workspace: Workspace, *, now: datetime) -> bool:
    """Judge the evidence anew after advisories changed; False where a survey will do that."""
    try:
        with _alone(workspace):
            reassess(workspace, now=now)
    except SurveyRuns:
        return False
    return True


Plans = dict[RepositoryId, Plan | None]
Families = dict[FamilyId, tuple[Plan, ...]]
# Files beside the portfolio are read by every survey, whatever the repositories do.
_READ_ANEW = frozenset({"answers", "sboms"})


class NothingToSurvey(Problem):
    """Not one target can be read, and none was read before: a typing error, most likely."""


class SurveyRuns(Problem):
    """Another survey of the same workspace is running."""


def _problems_that_stay(
    grouped: Grouped,
    known: Mapping[RepositoryId, Before],
    results: Sequence[FamilyResult],
    new: Sequence[RepositoryProblem],
) -> list[RepositoryProblem]:
    """What was wrong last time with what was not read again is wrong still."""
    collected = {result.family_id for result in results}
    reported = {(problem.repository_id, problem.stage, problem.problem.what) for problem in new}
    kept = [
        problem
        for family_id, members in grouped.items()
        for plan in members
        if plan.known and (family_id not in collected or plan.is_unchanged)
        for problem in known[plan.repository_id].problems
        if problem.stage not in _READ_ANEW
        and (family_id not in collected or problem.stage == "graph")
    ]
    return [
        problem
        for problem in kept
        if (problem.repository_id, problem.stage, problem.problem.what) not in reported
    ]


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace's lock; views that a killed survey left behind are removed."""
    workspace.folder.mkdir(parents=True, exist_ok=True)
    with (workspace.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SurveyRuns(
                message("another survey of %(root)s is running", root=workspace.root),
                fix=message("Wait until it is done."),
            ) from error
        shutil.rmtree(workspace.work, ignore_errors=True)
        try:
            yield
        finally:
            shutil.rmtree(workspace.work, ignore_errors=True)
