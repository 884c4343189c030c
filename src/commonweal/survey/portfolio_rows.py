# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rows of what was asked for and what came of it: repositories, projects, copies, problems."""

from collections.abc import Iterable
from datetime import datetime

from commonweal.evidence.rows import (
    FetchedRow,
    PackageProvidedRow,
    ProblemRow,
    ProjectGroupRow,
    ProjectRow,
    RepositoryRow,
)
from commonweal.packages.model import repository_purl
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.git.fetch import is_url
from commonweal.sources.git.plan import Plan
from commonweal.sources.git.quarantine import web_address
from commonweal.survey.collected import Collected
from commonweal.survey.opening import locator
from commonweal.survey.options import Options
from commonweal.workspace import Target


def repository_rows(collected: Collected, options: Options) -> Iterable[RepositoryRow]:
    """Give every repository as it was read now, or as it was known before."""
    family_of = {
        plan.repository_id: name for name, plans in collected.grouped.items() for plan in plans
    }
    for target in collected.targets:
        plan = collected.plans[target.repository_id]
        was = collected.before.get(target.repository_id)
        if plan:
            yield RepositoryRow(
                target.repository_id,
                target.name,
                locator(target.location),
                family_of[plan.repository_id],
                plan.refs.head_ref,
                plan.refs.head,
                plan.source.object_format,
                plan.digest,
                bool(plan.source.shallow),
                plan.source.is_partial,
                _is_light(plan, options),
                _origin(target, plan),
                is_read=True,
            )
        elif was:
            yield was.row._replace(is_read=False)
        else:
            yield _unread(target)


def _unread(target: Target) -> RepositoryRow:
    """A repository of which nothing is known."""
    return RepositoryRow(
        repository_id=target.repository_id,
        name=target.name,
        locator=locator(target.location),
        family_id=None,
        head_ref=None,
        head_commit=None,
        object_format=None,
        refs_digest=None,
        is_shallow=None,
        is_partial=None,
        is_light=None,
        origin=None,
        is_read=False,
    )


def address_rows(collected: Collected) -> Iterable[PackageProvidedRow]:
    """A repository's own address is a name that submodules and actions ask for."""
    for target in collected.targets:
        plan = collected.plans[target.repository_id]
        was = collected.before.get(target.repository_id)
        origin = _origin(target, plan) if plan else was.row.origin if was else None
        if origin and (purl := repository_purl(origin)):
            name = purl.partition("/")[2]
            yield PackageProvidedRow(target.repository_id, "", 0, purl, name, "", purl)


def fetched_rows(collected: Collected, now: datetime) -> Iterable[FetchedRow]:
    """A clone of an address was fetched by this survey; of a folder, its git directory tells."""
    for target in collected.targets:
        plan = collected.plans[target.repository_id]
        fetched_at = plan and (now if is_url(target.location) else plan.source.fetched_at)
        if fetched_at:
            yield FetchedRow(target.repository_id, min(fetched_at, now))


def _origin(target: Target, plan: Plan) -> str | None:
    return web_address(target.location) or plan.source.origin or None


def _is_light(plan: Plan, options: Options) -> bool:
    """Lines that were counted before stay counted where nothing was pushed since."""
    was_counted = plan.known is not None and not plan.known.is_light and plan.is_unchanged
    return options.is_light and not was_counted


def project_rows(targets: Iterable[Target]) -> Iterable[ProjectRow]:
    """Give the projects that the repositories are of."""
    return (
        ProjectRow(
            target.project_id,
            target.project_name,
            target.description,
            target.repository_id,
            target.weight,
        )
        for target in targets
    )


def group_rows(targets: Iterable[Target]) -> Iterable[ProjectGroupRow]:
    """Give the groups that projects are in, each once."""
    found = {(target.project_id, *group) for target in targets for group in target.groups}
    return (ProjectGroupRow(*row) for row in sorted(found))


def problem_rows(problems: Iterable[RepositoryProblem]) -> Iterable[ProblemRow]:
    """Give the sentences of problems in English, whose rows know no translation."""
    for row in problems:
        problem = row.problem
        sentences = (str(problem.what), str(problem.fix), str(problem.where))
        yield ProblemRow(row.repository_id, row.stage, row.kind, *sentences)
