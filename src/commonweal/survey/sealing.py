# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sealing a generation: who is who, what the numbers are, what they mean, and the one rename."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from commonweal import __version__
from commonweal.core.memory import fair_share
from commonweal.core.progress import Progress, Report, Stage
from commonweal.evidence import (
    DERIVED,
    LAYOUT,
    PORTFOLIO_OWNER,
    Engine,
    EvidenceStore,
    Manifest,
    Provenance,
    QueryTooLarge,
    Segment,
    SegmentWriter,
    derived,
    remove_spills,
    tables,
)
from commonweal.evidence.erase import Erasure, erase, replaced
from commonweal.evidence.rows import (
    PersonRow,
)
from commonweal.formats.portfolio import Portfolio
from commonweal.measures.catalogue import metrics, probes
from commonweal.measures.compute import computed
from commonweal.measures.definition import metric_versions
from commonweal.measures.find import find_in_evidence, versions
from commonweal.resilience.paths import Locked, gateway_packages
from commonweal.sources.advisories import AdvisoryStore
from commonweal.sources.advisories.match import Matched, match, upgrades
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.sources.git.process import git_version
from commonweal.sources.git.quarantine import DIFF_OPTIONS
from commonweal.sources.people import ERASED, RepositoryMailmap, resolve_people
from commonweal.standards import catalogue
from commonweal.standards.answers import digest, given
from commonweal.standards.assess import assess
from commonweal.standards.catalogue import standards
from commonweal.survey.collected import Collected
from commonweal.survey.collecting import FOLDERS, READ_BY, places_of, said_of_folders
from commonweal.survey.compacting import owned_segments
from commonweal.survey.options import Options
from commonweal.survey.portfolio_rows import (
    address_rows,
    fetched_rows,
    group_rows,
    problem_rows,
    project_rows,
    repository_rows,
)
from commonweal.survey.probing import FOUND, probe_versions
from commonweal.workspace import Workspace

OWNER = PORTFOLIO_OWNER
# In the order in which `Assessed` gives them.
_ASSESSED = ("verdict", "obstacle", "standing")
# Those of the portfolio are of its history and advisories, those of a repository of its tree.
_FOUND = frozenset(FOUND)
# What depends on more than the repositories, and is worked out again without a survey.
_JUDGED = frozenset(
    {*_ASSESSED, *Matched._fields, "upgrade", "gateway"},
)
Row = tuple[Any, ...]
T = TypeVar("T")


def seal(
    workspace: Workspace,
    previous: Manifest | None,
    collected: Collected,
    options: Options,
    now: datetime,
    report: Report,
) -> tuple[Manifest, tuple[RepositoryProblem, ...]]:
    """Work out people and metrics, write the manifest and make it current; give it.

    Gives the previous manifest where nothing at all would be different. Also gives the
    problems that came up on the way.
    """
    answers = digest(given(workspace.answers()))
    described = _described(collected, options, answers, workspace.advisories().digest(), now)
    manifest = Manifest(
        number=max(workspace.store.numbers(), default=0) + 1,
        surveyed_at=now,
        tool_version=__version__,
        git_version=".".join(str(part) for part in git_version()),
        options=described,
        segments=(),
        layout=LAYOUT,
        probes=probe_versions(),
        metrics=metric_versions(metrics().values()),
    )
    has_changes = collected.is_repair or any(delta.has_changes for delta in collected.deltas)
    if previous and not has_changes and _is_same(previous, manifest):
        return previous, ()
    remove_spills(workspace.store.segments_folder)
    writer = workspace.store.writer()
    seal = _Seal(workspace.store, writer, now, collected.damaged)
    try:
        segments, unanswered = owned_segments(
            workspace, writer, previous, collected, options, now=now, report=report
        )
        manifest = msgspec.structs.replace(manifest, segments=segments)
        report(Progress(Stage.PEOPLE, "", 0, 1))
        manifest = seal.with_rows(manifest, "repository", repository_rows(collected, options))
        manifest = seal.with_rows(manifest, "fetched", fetched_rows(collected, now))
        manifest = seal.with_rows(manifest, "project", project_rows(collected.targets))
        manifest = seal.with_rows(manifest, "project_group", group_rows(collected.targets))
        manifest = seal.with_rows(
            manifest, "problem", problem_rows((*collected.problems, *unanswered))
        )
        manifest = seal.with_rows(manifest, "package_provided", address_rows(collected))
        manifest = seal.with_rows(manifest, "package_needed", collected.supplied.needed)
        manifest = seal.with_people(manifest, collected.portfolio)
        report(Progress(Stage.METRICS, "", 0, 1))
        manifest = seal.with_derived(manifest)
        manifest = seal.with_metrics(
            manifest, options.months, shows_few=collected.portfolio.people.names_public
        )
        report(Progress(Stage.ASSESSMENT, "", 0, 1))
        manifest = seal.with_judgements(manifest, workspace)
    finally:
        writer.close()
    workspace.store.commit(manifest)
    workspace.store.close_journals()
    for number in collected.damaged:
        workspace.store.drop(number)
    workspace.store.sweep()
    return manifest, unanswered


def reassess(workspace: Workspace, *, now: datetime) -> Manifest | None:
    """Match and judge the current evidence again after advisories changed; None without a survey.

    The generation takes the place of the one before: it is the same survey.
    """
    previous = workspace.store.current()
    if previous is None:
        return None
    kept = tuple(
        segment
        for segment in previous.segments
        if segment.table not in _JUDGED and not (segment.owner == OWNER and segment.table in _FOUND)
    )
    manifest = msgspec.structs.replace(
        previous,
        number=previous.number + 1,
        options=previous.options | {"advisories": workspace.advisories().digest()},
        segments=kept,
    )
    writer = workspace.store.writer()
    try:
        seal = _Seal(workspace.store, writer, now)
        manifest = seal.with_judgements(manifest, workspace)
    finally:
        writer.close()
    workspace.store.commit(manifest)
    workspace.store.sweep()
    return manifest


def _is_same(previous: Manifest, manifest: Manifest) -> bool:
    """Same options and measures, same day: numbers that look back from today would be equal.

    Answers do not count: they are joined when evidence is read.
    """
    answers = {"answers": manifest.options["answers"]}
    return (
        previous.options | answers == manifest.options
        and previous.tool_version == manifest.tool_version
        and previous.layout == manifest.layout
        and previous.probes == manifest.probes
        and previous.metrics == manifest.metrics
        and previous.surveyed_at.date() == manifest.surveyed_at.date()
    )


def _described(
    collected: Collected, options: Options, answers: str, advisories: str, now: datetime
) -> dict[str, str]:
    """The options that decide what a generation says, for its manifest."""
    inputs = repr(
        (
            collected.portfolio,
            collected.targets,
            sorted((p.repository_id, p.stage, p.problem.what) for p in collected.problems),
            collected.supplied.digest,
            # Numbers end on the day of the last fetch, also where that brought nothing.
            [(row.repository_id, f"{row.fetched_at:%F}") for row in fetched_rows(collected, now)],
        )
    )
    links = collected.portfolio.links
    shown = {"links": msgspec.json.encode(links, order="sorted").decode()} if links else {}
    return {
        **shown,
        "depth": "light" if options.is_light else "full",
        "months": str(options.months),
        "office": collected.portfolio.office.name,
        "office url": collected.portfolio.office.url or "",
        "standards": msgspec.json.encode(collected.portfolio.standards, order="sorted").decode(),
        "answers": answers,
        "advisories": advisories,
        "probes": versions(probes().values()),
        "package readers": READ_BY,
        FOLDERS: said_of_folders(places_of(collected.targets)),
        DERIVED: " ".join(f"{table}={query}" for table, query in derived().items()),
        "judged by": catalogue.versions(standards().values()),
        "diff": " ".join(f"{key}={value}" for key, value in DIFF_OPTIONS.items()),
        # A digest: a manifest may be shown, what the office wrote about people may not.
        "inputs": hashlib.sha256(inputs.encode("utf-8", "backslashreplace")).hexdigest(),
    }


class _Seal:
    """Adds the portfolio's own segments to a manifest, one table after the other."""

    def __init__(
        self,
        store: EvidenceStore,
        writer: SegmentWriter,
        now: datetime,
        damaged: Container[int] = (),
    ) -> None:
        self._damaged = damaged
        self._store, self._folder = store, store.segments_folder
        self._writer, self._now = writer, now

    def with_rows(self, manifest: Manifest, table: str, rows: Iterable[Row]) -> Manifest:
        provenance = Provenance("survey", self._now).values()
        segment = self._writer.write(table, OWNER, rows, provenance)
        return _added(manifest, segment)

    def with_people(self, manifest: Manifest, portfolio: Portfolio) -> Manifest:
        """Resolve people over the whole portfolio, and empty the rows of those to be forgotten."""
        raw = self._writer.fetch(
            manifest.of_table("person_raw"), "distinct person_key, name, email"
        )
        keys = self._keys_of_families(manifest)
        found = resolve_people(
            raw,
            self._mailmaps(manifest, keys),
            portfolio.people,
            portfolio.organisations,
            keys.values(),
        )
        manifest = self.with_rows(manifest, "person", found.people)
        manifest = self.with_rows(manifest, "affiliation", found.affiliations)
        erasure = erasure_of(raw, found.people, portfolio.people.erase)
        return self._forgetting(manifest, erasure) if erasure else manifest

    def _keys_of_families(self, manifest: Manifest) -> dict[str, frozenset[int]]:
        """The people of each history; nobody where an early version did not say whose it is."""
        keys: dict[str, set[int]] = defaultdict(set)
        for family_id, key in self._writer.fetch(
            manifest.of_table("person_raw"), "family_id, person_key"
        ):
            if family_id:
                keys[family_id].add(key)
        return {family_id: frozenset(found) for family_id, found in keys.items()}

    def _mailmaps(
        self, manifest: Manifest, keys: Mapping[str, frozenset[int]]
    ) -> list[RepositoryMailmap]:
        """The mailmaps at HEAD, each with the people of its own history."""
        documents = self._writer.fetch(
            manifest.of_table("document"),
            "case when kind = 'mailmap' then repository_id end, "
            "case when kind = 'mailmap' then text end",
        )
        texts = [(repository_id, text) for repository_id, text in documents if text]
        if not texts:
            return []
        families = dict(
            self._writer.fetch(manifest.of_table("repository"), "repository_id, family_id")
        )
        return [
            RepositoryMailmap(
                text.encode(), keys.get(families.get(repository_id) or "", frozenset())
            )
            for repository_id, text in texts
        ]

    def _forgetting(self, manifest: Manifest, erasure: Erasure) -> Manifest:
        """Take people out of this generation and of all that are kept."""
        history = [
            kept
            for kept in self._store.history(until=manifest.number - 1)
            if kept.number not in self._damaged
        ]
        segments = [segment for kept in (*history, manifest) for segment in kept.segments]
        anew = erase(self._writer, segments, erasure)
        for kept in history:
            if any(segment.sha256 in anew for segment in kept.segments):
                less = replaced(kept.segments, anew)
                self._store.rewrite(msgspec.structs.replace(kept, segments=less))
        return msgspec.structs.replace(manifest, segments=replaced(manifest.segments, anew))

    def with_metrics(self, manifest: Manifest, months: int, *, shows_few: bool) -> Manifest:
        def asked(engine: Engine) -> Manifest:
            with computed(
                engine, metrics().values(), as_of=self._now, months=months, shows_few=shows_few
            ) as values:
                return self._with_query(manifest, "metric_value", engine, values)

        return self._ask(manifest, asked)

    def with_derived(self, manifest: Manifest) -> Manifest:
        """Work out once what many readers ask."""
        kept = {name: text for name, text in manifest.options.items() if name != DERIVED}

        def asked(engine: Engine) -> Manifest:
            more = manifest
            for table in derived():
                columns = ", ".join(tables()[table].columns)
                query = f'select {columns} from "{table}" order by all'  # noqa: S608  our own names
                more = self._with_query(more, table, engine, query)
            return more

        return self._ask(msgspec.structs.replace(manifest, options=kept), asked)

    def _ask(self, manifest: Manifest, ask: Callable[[Engine], T]) -> T:
        """Ask an engine; with much of the memory where what a query usually may take is too little.

        A history of a million people is counted like any other, and stops nobody else's survey.
        """
        engine = Engine(self._folder, manifest)
        try:
            return ask(engine)
        except QueryTooLarge:
            engine.close()
            engine = Engine(self._folder, manifest, memory=f"{fair_share(2) >> 20}MiB")
            return ask(engine)
        finally:
            engine.close()

    def _with_query(self, manifest: Manifest, table: str, engine: Engine, query: str) -> Manifest:
        """Add what a query of an engine gives, which is never read out of it."""
        source, collected_at, tool_version = Provenance("survey", self._now).values()
        with engine.exported(
            f"select *, $source as source, $at::timestamp as collected_at, "  # noqa: S608  our own
            f"$version as tool_version from ({query})",
            source=source,
            at=collected_at,
            version=tool_version,
        ) as file:
            segment = self._writer.write_query(table, OWNER, f"from read_parquet({_quoted(file)})")
        return _added(manifest, segment)

    def with_judgements(self, manifest: Manifest, workspace: Workspace) -> Manifest:
        """Add what is said about the evidence: advisories, findings of history, verdicts.

        What people answered is joined when it is read.
        """
        manifest = self.with_exposures(manifest, workspace.advisories())
        manifest = self.with_findings(manifest)
        return self.with_verdicts(manifest)

    def with_exposures(self, manifest: Manifest, store: AdvisoryStore) -> Manifest:
        """Match packages in use against advisories."""

        def asked(engine: Engine) -> tuple[Matched, tuple[Row, ...], list[Row]]:
            found = match(engine, store)
            return found, upgrades(engine, store, found), _gateways(engine, found.exposure)

        matched, raised, gateways = self._ask(manifest, asked)
        manifest = self.with_rows(manifest, "advisory", matched.advisory)
        manifest = self.with_rows(manifest, "exposure", matched.exposure)
        manifest = self.with_rows(manifest, "advisory_coverage", matched.advisory_coverage)
        manifest = self.with_rows(manifest, "upgrade", raised)
        return self.with_rows(manifest, "gateway", gateways)

    def with_findings(self, manifest: Manifest) -> Manifest:
        """What the history of all repositories tells; trees were asked when they were read."""
        found, places = self._ask(
            manifest,
            lambda engine: find_in_evidence(engine, probes().values(), surveyed_at=self._now),
        )
        manifest = self.with_rows(manifest, "finding", found)
        return self.with_rows(manifest, "finding_place", places)

    def with_verdicts(self, manifest: Manifest) -> Manifest:
        """Judge by every standard that matters here, as far as evidence alone can."""
        weights: dict[str, float] = msgspec.json.decode(manifest.options.get("standards", "{}"))
        chosen = {
            id_: standard for id_, standard in standards().items() if weights.get(id_, 1.0) > 0
        }
        rows = self._ask(
            manifest, lambda engine: assess(engine, chosen, probes(), (), surveyed_at=self._now)
        )
        for table, of_table in zip(_ASSESSED, rows, strict=True):
            manifest = self.with_rows(manifest, table, of_table)
        return manifest


def erasure_of(
    raw: Iterable[tuple[int, str, str]], people: Iterable[PersonRow], listed: Iterable[str]
) -> Erasure:
    """All names and addresses of the people who asked to be forgotten."""
    keys = frozenset(row.person_key for row in people if row.reason == ERASED)
    erased = {entry.strip() for entry in listed} - {""}
    theirs = [(name.strip(), email.strip()) for key, name, email in raw if key in keys]
    addresses = {email for _, email in theirs} | {entry for entry in erased if "@" in entry}
    names = {name for name, _ in theirs} | {entry for entry in erased if "@" not in entry}
    return Erasure(keys, frozenset(addresses - {""}), frozenset(names - {""}))


def _added(manifest: Manifest, segment: Segment | None) -> Manifest:
    segments = (*manifest.segments, segment) if segment else manifest.segments
    return msgspec.structs.replace(manifest, segments=segments)


def _gateways(engine: Engine, exposures: Iterable[Row]) -> list[Row]:
    """Rows of `gateway` for every place that names an affected version."""
    columns = list(tables()["exposure"].columns)
    repository_id, path, purl, version = (
        columns.index(name) for name in ("repository_id", "path", "purl", "version")
    )
    places = {Locked(row[repository_id], row[path], row[purl], row[version]) for row in exposures}
    found = gateway_packages(engine, places)
    return [(*place, gateway) for place, gateway in sorted(found.items())]


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"
