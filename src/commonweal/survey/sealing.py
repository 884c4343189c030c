# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sealing a generation: who is who, what the numbers are, what they mean, and the one rename."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from commonweal import __version__
from commonweal.core.ids import FamilyId, RepositoryId
from commonweal.core.progress import Progress, Report, Stage
from commonweal.evidence import (
    Engine,
    EvidenceStore,
    Manifest,
    Provenance,
    Segment,
    SegmentWriter,
)
from commonweal.formats.portfolio import Portfolio
from commonweal.measures.catalogue import metrics, probes
from commonweal.measures.compute import compute
from commonweal.measures.find import find_in_evidence, versions
from commonweal.packages.model import repository_purl
from commonweal.sources.advisories import AdvisoryStore
from commonweal.sources.advisories.match import Matched, match, upgrades
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.git.plan import Plan
from commonweal.sources.git.process import git_version
from commonweal.sources.git.quarantine import DIFF_OPTIONS, web_address
from commonweal.sources.people import resolve_people
from commonweal.sources.tree.packages import READERS
from commonweal.standards import catalogue
from commonweal.standards.answers import digest, given
from commonweal.standards.assess import Given, assess
from commonweal.standards.catalogue import standards
from commonweal.survey.opening import Before, locator
from commonweal.survey.sboms import Supplied
from commonweal.survey.vex import statements_on
from commonweal.survey.words import Options
from commonweal.workspace import Target, Workspace

OWNER = "portfolio"
# In the order in which `Assessed` gives them.
_ASSESSED = ("verdict", "obstacle", "standing")
# Those of the portfolio are of its history and advisories, those of a repository of its tree.
_FOUND = frozenset({"finding", "finding_place"})
# What depends on more than the repositories, and is worked out again without a survey.
_JUDGED = frozenset(
    {*_ASSESSED, *Matched._fields, "advisory_answer", "upgrade"},
)
Row = tuple[Any, ...]


class Collected(msgspec.Struct, frozen=True):
    """Everything a survey has gathered before people and numbers are worked out."""

    portfolio: Portfolio
    targets: tuple[Target, ...]
    plans: Mapping[RepositoryId, Plan | None]
    grouped: Mapping[FamilyId, tuple[Plan, ...]]
    segments: tuple[Segment, ...]
    problems: tuple[RepositoryProblem, ...]
    before: Mapping[RepositoryId, Before]
    supplied: Supplied = Supplied()


def seal(
    workspace: Workspace,
    previous: Manifest | None,
    collected: Collected,
    options: Options,
    now: datetime,
    report: Report,
) -> Manifest:
    """Work out people and metrics, write the manifest and make it current; give it.

    Gives the previous manifest where nothing at all would be different.
    """
    answers = _answers(workspace)
    described = _described(collected, options, answers, workspace.advisories().digest())
    manifest = Manifest(
        number=previous.number + 1 if previous else 1,
        surveyed_at=now,
        tool_version=__version__,
        git_version=".".join(str(part) for part in git_version()),
        options=described,
        segments=collected.segments,
    )
    if previous and _is_same(previous, manifest):
        return previous
    writer = workspace.store.writer()
    seal = _Seal(workspace.store, writer, now)
    try:
        report(Progress(Stage.PEOPLE, "", 0, 1))
        manifest = seal.with_rows(manifest, "repository", _repository_rows(collected, options))
        manifest = seal.with_rows(manifest, "project", _project_rows(collected.targets))
        manifest = seal.with_rows(manifest, "problem", _problem_rows(collected.problems))
        manifest = seal.with_rows(manifest, "package_provided", _address_rows(collected))
        manifest = seal.with_rows(manifest, "package_needed", collected.supplied.needed)
        manifest = seal.with_people(manifest, collected.portfolio)
        report(Progress(Stage.METRICS, "", 0, 1))
        manifest = seal.with_metrics(manifest, options.months)
        report(Progress(Stage.ASSESSMENT, "", 0, 1))
        manifest = seal.with_judgements(manifest, workspace, answers)
    finally:
        writer.close()
    workspace.store.commit(manifest)
    workspace.store.close_journals()
    workspace.store.sweep()
    return manifest


def reassess(workspace: Workspace, *, now: datetime) -> Manifest | None:
    """Judge the current evidence again by the ledger and the advisories; None without a survey.

    The generation takes the place of the one before: it is the same survey.
    """
    previous = workspace.store.current()
    if previous is None:
        return None
    answers = _answers(workspace)
    kept = tuple(
        one
        for one in previous.segments
        if one.table not in _JUDGED and not (one.owner == OWNER and one.table in _FOUND)
    )
    manifest = Manifest(
        number=previous.number + 1,
        surveyed_at=previous.surveyed_at,
        tool_version=previous.tool_version,
        git_version=previous.git_version,
        options=previous.options
        | {"answers": digest(answers), "advisories": workspace.advisories().digest()},
        segments=kept,
    )
    writer = workspace.store.writer()
    try:
        seal = _Seal(workspace.store, writer, now)
        manifest = seal.with_judgements(manifest, workspace, answers)
    finally:
        writer.close()
    workspace.store.commit(manifest)
    workspace.store.sweep()
    return manifest


def _answers(workspace: Workspace) -> tuple[Given, ...]:
    ledger = workspace.ledger()
    try:
        return tuple(given(ledger.current_answers()))
    finally:
        ledger.close()


def _is_same(previous: Manifest, manifest: Manifest) -> bool:
    """Same evidence, same options, same day: numbers that look back from today would be equal."""
    collected = {one for one in previous.segments if one.owner != OWNER}
    return (
        collected == set(manifest.segments)
        and previous.options == manifest.options
        and previous.tool_version == manifest.tool_version
        and previous.surveyed_at.date() == manifest.surveyed_at.date()
    )


def _described(
    collected: Collected, options: Options, answers: tuple[Given, ...], advisories: str
) -> dict[str, str]:
    """The options that decide what a generation says, for its manifest."""
    inputs = repr(
        (
            collected.portfolio,
            collected.targets,
            sorted((p.repository_id, p.stage, p.problem.what) for p in collected.problems),
            collected.supplied.digest,
        )
    )
    return {
        "depth": "light" if options.is_light else "full",
        "months": str(options.months),
        "office": collected.portfolio.office.name,
        "standards": msgspec.json.encode(collected.portfolio.standards, order="sorted").decode(),
        "answers": digest(answers),
        "advisories": advisories,
        "probes": versions(probes().values()),
        "package readers": READERS,
        "judged by": catalogue.versions(standards().values()),
        "diff": " ".join(f"{key}={value}" for key, value in DIFF_OPTIONS.items()),
        # A digest: a manifest may be shown, what the office wrote about people may not.
        "inputs": hashlib.sha256(inputs.encode("utf-8", "backslashreplace")).hexdigest(),
    }


class _Seal:
    """Adds the portfolio's own segments to a manifest, one table after the other."""

    def __init__(self, store: EvidenceStore, writer: SegmentWriter, now: datetime) -> None:
        self._folder = store.segments_folder
        self._writer, self._now = writer, now

    def with_rows(self, manifest: Manifest, table: str, rows: Iterable[Row]) -> Manifest:
        provenance = Provenance("survey", self._now).values()
        segment = self._writer.write(table, OWNER, rows, provenance)
        segments = (*manifest.segments, segment) if segment else manifest.segments
        return msgspec.structs.replace(manifest, segments=segments)

    def with_people(self, manifest: Manifest, portfolio: Portfolio) -> Manifest:
        """Resolve people over the whole portfolio, and empty the rows of those to be forgotten."""
        raw = self._writer.fetch(manifest.of_table("person_raw"), "person_key, name, email")
        found = resolve_people(
            raw, self._mailmaps(manifest), portfolio.people, portfolio.organisations
        )
        manifest = self.with_rows(manifest, "person", found.people)
        manifest = self.with_rows(manifest, "affiliation", found.affiliations)
        erased = frozenset(row.person_key for row in found.people if row.reason == "erased")
        return self._without(manifest, erased) if erased else manifest

    def _mailmaps(self, manifest: Manifest) -> list[bytes]:
        documents = self._writer.fetch(
            manifest.of_table("document"), "case when kind = 'mailmap' then text end"
        )
        return [text.encode() for (text,) in documents if text]

    def _without(self, manifest: Manifest, erased: frozenset[int]) -> Manifest:
        kept = tuple(
            self._writer.blanked(one, "person_key", erased, ("name", "email"))
            if one.table == "person_raw"
            else one
            for one in manifest.segments
        )
        return msgspec.structs.replace(manifest, segments=kept)

    def with_metrics(self, manifest: Manifest, months: int) -> Manifest:
        engine = Engine(self._folder, manifest)
        try:
            rows = compute(engine, metrics().values(), as_of=self._now, months=months)
            return self.with_rows(manifest, "metric_value", rows)
        finally:
            engine.close()

    def with_judgements(
        self, manifest: Manifest, workspace: Workspace, answers: tuple[Given, ...]
    ) -> Manifest:
        """Add what is said about the evidence: advisories, findings of history, verdicts."""
        manifest = self.with_exposures(manifest, workspace.advisories(), answers)
        manifest = self.with_findings(manifest)
        return self.with_verdicts(manifest, answers)

    def with_exposures(
        self, manifest: Manifest, store: AdvisoryStore, answers: tuple[Given, ...]
    ) -> Manifest:
        """Match packages in use against advisories, and take what people say of them."""
        engine = Engine(self._folder, manifest)
        try:
            matched = match(engine, store)
            raised = upgrades(engine, store, matched)
            said = statements_on(matched.advisory, answers, engine, now=self._now)
        finally:
            engine.close()
        manifest = self.with_rows(manifest, "advisory", matched.advisory)
        manifest = self.with_rows(manifest, "exposure", matched.exposure)
        manifest = self.with_rows(manifest, "advisory_coverage", matched.advisory_coverage)
        manifest = self.with_rows(manifest, "upgrade", raised)
        return self.with_rows(manifest, "advisory_answer", said)

    def with_findings(self, manifest: Manifest) -> Manifest:
        """What the history of all repositories tells; trees were asked when they were read."""
        engine = Engine(self._folder, manifest)
        try:
            found, places = find_in_evidence(engine, probes().values(), surveyed_at=self._now)
        finally:
            engine.close()
        manifest = self.with_rows(manifest, "finding", found)
        return self.with_rows(manifest, "finding_place", places)

    def with_verdicts(self, manifest: Manifest, answers: tuple[Given, ...]) -> Manifest:
        """Judge by every standard that matters here."""
        weights: dict[str, float] = msgspec.json.decode(manifest.options.get("standards", "{}"))
        chosen = {id_: one for id_, one in standards().items() if weights.get(id_, 1.0) > 0}
        engine = Engine(self._folder, manifest)
        try:
            rows = assess(engine, chosen, probes(), answers, surveyed_at=self._now)
        finally:
            engine.close()
        for table, of_table in zip(_ASSESSED, rows, strict=True):
            manifest = self.with_rows(manifest, table, of_table)
        return manifest


def _repository_rows(collected: Collected, options: Options) -> Iterable[Row]:
    family_of = {
        plan.repository_id: name for name, plans in collected.grouped.items() for plan in plans
    }
    for target in collected.targets:
        plan = collected.plans[target.repository_id]
        was = collected.before.get(target.repository_id)
        if plan:
            yield (
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
                True,
            )
        elif was:
            yield (*was.row, False)
        else:
            nothing = (None,) * 9
            yield (target.repository_id, target.name, locator(target.location), *nothing, False)


def _address_rows(collected: Collected) -> Iterable[Row]:
    """A repository's own address is a name that submodules and actions ask for."""
    for target in collected.targets:
        plan = collected.plans[target.repository_id]
        was = collected.before.get(target.repository_id)
        origin = _origin(target, plan) if plan else was.row[-1] if was else None
        if origin and (purl := repository_purl(str(origin))):
            yield (target.repository_id, "", 0, purl, purl.partition("/")[2], "", purl)


def _origin(target: Target, plan: Plan) -> str | None:
    return web_address(target.location) or plan.source.origin or None


def _is_light(plan: Plan, options: Options) -> bool:
    """Lines that were counted before stay counted where nothing was pushed since."""
    was_counted = plan.known is not None and not plan.known.is_light and plan.is_unchanged
    return options.is_light and not was_counted


def _project_rows(targets: Iterable[Target]) -> Iterable[Row]:
    return (
        (one.project_id, one.project_name, one.description, one.repository_id, one.weight)
        for one in targets
    )


def _problem_rows(problems: Iterable[RepositoryProblem]) -> Iterable[Row]:
    for one in problems:
        problem = one.problem
        yield (one.repository_id, one.stage, one.kind, problem.what, problem.fix, problem.where)
