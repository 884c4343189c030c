# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A portfolio of made-up but plausible evidence, written by the real store and writer."""

import hashlib
import json
import math
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Formatter
from typing import Literal, NamedTuple

from commonweal.evidence import Engine, EvidenceStore, Manifest, Provenance, Segment
from commonweal.insight.reading import Reading
from commonweal.measures.catalogue import metrics, probes
from commonweal.measures.definition import Metric
from commonweal.standards.assess import Given, assess
from commonweal.standards.catalogue import standards

SURVEYED_AT = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)
MONTHS = 60
WORDS = (
    "registry", "portal", "licence", "map", "ledger", "form", "survey", "notice", "archive",
    "gateway", "census", "permit", "transit", "health", "school", "library", "water", "energy",
    "budget", "ballot",
)  # fmt: skip
LANGUAGES = ("Python", "TypeScript", "Java", "HTML", "Shell", "SQL", "Go", "CSS", "Rust", "R")
PERSON = "Ngozi Secretname"
ADDRESS = "ngozi@secret.example"

Row = tuple[object, ...]


class Repository(NamedTuple):
    """A repository of the portfolio and how it fares."""

    id: str
    name: str
    project: str = ""
    size: float = 1.0
    locator: str = ""
    is_read: bool = True
    is_shallow: bool = False
    is_light: bool = False
    is_licensed: bool = True
    has_conduct: bool = True
    is_quiet: bool = False
    one_person: bool = False
    groups: tuple[tuple[str, str], ...] = ()


MINISTRY, TEAM = ("ministry", "Health & <b>Care</b>"), ("team", "فريق الويب")


def portfolio(count: int) -> tuple[Repository, ...]:
    """Make so many repositories; some share a project, some have something to mend."""
    chance = random.Random(7)
    return tuple(
        Repository(
            id=f"{WORDS[n % len(WORDS)]}-{n}",
            name=f"{WORDS[n % len(WORDS)].title()} {WORDS[(n * 7 + 3) % len(WORDS)]} {n}",
            project=f"service-{n // 3}" if n % 10 in (0, 1, 2) else f"tool-{n}",
            size=chance.lognormvariate(0, 1.1),
            locator=f"https://code.example.org/office/repository-{n}.git",
            is_read=n != 11,
            is_shallow=n == 12,
            is_light=n == 13,
            is_licensed=n % 9 != 4,
            has_conduct=n % 3 != 1,
            is_quiet=n % 8 == 5,
            one_person=n % 6 == 2,
            groups=(MINISTRY,) if n % 10 in (0, 1, 2) else (TEAM,) if n % 10 == 5 else (),
        )
        for n in range(count)
    )


REASON = "The board decided it in March."


def definitions() -> tuple[Metric, ...]:
    """Give the metrics that ship with Commonweal."""
    return tuple(metrics().values())


def reading_of(
    engine: Engine,
    *,
    previous: Engine | None = None,
    joined: tuple[str, ...] | None = None,
    measured: Sequence[Metric] | None = None,
) -> Reading:
    """Read a generation with all definitions that ship with Commonweal, or some metrics alone."""
    return Reading(
        engine,
        definitions() if measured is None else tuple(measured),
        previous=previous,
        standards=standards(),
        probes=probes(),
        joined=joined,
    )


def month_ends(surveyed_at: datetime) -> list[tuple[str, datetime]]:
    """Names and ends of the months of a series, oldest first; the running one is cut short."""
    newest = 12 * surveyed_at.year + surveyed_at.month - 1
    found = []
    for number in range(newest - MONTHS + 1, newest + 1):
        end = datetime((number + 1) // 12, (number + 1) % 12 + 1, 1, tzinfo=UTC)
        found.append((f"{number // 12:04d}-{number % 12 + 1:02d}", min(end, surveyed_at)))
    return found


def metric_rows(
    subject: str, size: float, of: Sequence[Repository], surveyed_at: datetime
) -> Iterator[Row]:
    """Values of every metric for a subject: now, a year ago, by month, by label."""
    chance = random.Random(f"{subject} {surveyed_at:%Y-%m}")
    for metric in definitions():
        if any(one.is_light for one in of) and "changes" in metric.reads:
            continue
        scale = _scale(metric, size)
        drift = chance.uniform(0.6, 1.7)
        if metric.breakdown:
            for place, label in enumerate(_labels(metric)):
                value = round(scale * chance.random() / (place + 1), metric.decimals)
                yield (subject, metric.id, "now", _text(surveyed_at), label, value)
            continue
        ceiling = 6.0 if metric.id == "contributor_absence_factor" else scale * 9
        floor = 2.0 if metric.id == "contributor_absence_factor" else 0.0
        value = round(min(max(scale * drift, floor), ceiling), metric.decimals)
        if metric.id == "contributor_absence_factor" and any(one.one_person for one in of):
            value = 1.0
        if metric.id == "quiet_ratio":
            value = 4.2 if any(one.is_quiet for one in of) else 0.3
        if metric.id == "quiet_days":
            value = 84 if any(one.is_quiet for one in of) else 6
        yield (subject, metric.id, "now", _text(surveyed_at), None, value)
        if metric.series_window:
            before = min(max(scale * (1 + (drift - 1) * (1 - 12 / MONTHS)), floor), ceiling)
            end = _text(surveyed_at - timedelta(days=365))
            yield (subject, metric.id, "year_ago", end, None, round(before, metric.decimals))
            for place, (period, until) in enumerate(month_ends(surveyed_at)):
                growth = 1 + (drift - 1) * place / MONTHS
                wobble = chance.uniform(0.6, 1.4) if metric.series_window == "P1M" else 1
                month = scale * growth * wobble * chance.uniform(0.97, 1.03)
                month = min(max(month, floor), ceiling)
                month /= 12 if metric.series_window == "P1M" else 1
                yield (
                    subject, metric.id, period, _text(until), None, round(month, metric.decimals)
                )  # fmt: skip


def _scale(metric: Metric, size: float) -> float:
    match metric.unit:
        case "percent":
            return 48.0
        case "people":
            return 14 * size
        case "lines":
            return 22_000 * size
        case "commits":
            return 420 * size
        case _:
            return 8 * math.sqrt(size)


def _labels(metric: Metric) -> Sequence[str]:
    match metric.id:
        case "languages":
            return LANGUAGES
        case "activity_hours":
            return [f"{hour:02d}" for hour in range(24)]
        case "activity_weekdays":
            days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
            return [f"{n} {day}" for n, day in enumerate(days, start=1)]
        case "retention":
            return [str(year) for year in range(2015, 2027)]
        case "contributor_zones":
            return ["UTC-05:00", "UTC+00:00", "UTC+01:00", "UTC+02:00", "UTC+05:30"]
        case "licences_declared":
            return ["EUPL-1.2", "Apache-2.0", "MIT", "CC-BY-4.0"]
        case "hot_files":
            return [f"src/office/{word}.py" for word in WORDS]
        case _:
            return ["first", "second", "third", "fourth"]


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def vex_rows(engine: Engine, surveyed_at: datetime) -> list[Row]:
    """Two repositories are said not to be affected by an advisory."""
    moment = surveyed_at.replace(tzinfo=None)
    ids = engine.rows("select repository_id, name from repository order by repository_id limit 2")
    return [
        (id_, "advisory", "CVE-2026-1000", "not_affected", name, None, moment, None, 2, moment)
        for id_, name in ids
    ]


class World(NamedTuple):
    """A generation on disk."""

    store: EvidenceStore
    manifest: Manifest

    def engine(self) -> Engine:
        """Open an engine over it; two answers about an advisory are given with it."""
        plain = Engine(self.store.segments_folder, self.manifest)
        rows = vex_rows(plain, self.manifest.surveyed_at)
        plain.close()
        return Engine(self.store.segments_folder, self.manifest, given={"answer": rows})


def build(
    folder: Path,
    repositories: Sequence[Repository],
    *,
    surveyed_at: datetime = SURVEYED_AT,
    number: int = 1,
    problems: Sequence[Row] = (),
    values: Literal["all", "repositories", "none"] = "all",
) -> World:
    """Write the evidence of a portfolio and make it the current generation."""
    store = EvidenceStore(folder)
    writer = store.writer()
    provenance = Provenance("test", surveyed_at).values()
    segments: list[Segment] = []
    tables = _tables(repositories, surveyed_at, problems)
    ids = {repository.id for repository in repositories}
    if values != "all":
        kept = ids if values == "repositories" else set()
        tables["metric_value"] = [row for row in tables["metric_value"] if row[0] in kept]
    for table, rows in tables.items():
        segment = writer.write(table, "portfolio", rows, provenance)
        segments += [segment] if segment else []
    for table, rows in _judged(store, segments, surveyed_at).items():
        segment = writer.write(table, "portfolio", rows, provenance)
        segments += [segment] if segment else []
    writer.close()
    options = {"workers": "2", "targets": "/home/ngozi/clones/registry"}
    manifest = Manifest(number, surveyed_at, "0.1.0", "2.50.0", options, tuple(segments))
    store.commit(manifest)
    return World(store, manifest)


def _judged(
    store: EvidenceStore, segments: Sequence[Segment], surveyed_at: datetime
) -> dict[str, list[Row]]:
    """Judge by every standard; one answer was given, and one holds no more."""
    manifest = Manifest(0, surveyed_at, "0", "0", {}, tuple(segments))
    engine = Engine(store.segments_folder, manifest)
    asked = next(
        (standard for standard in standards().values() if standard.subject == "office"), None
    )
    stated = surveyed_at.replace(tzinfo=None)
    answers = [
        Given("portfolio", asked.id, control.id, "met", REASON, link, when, None)
        for control, when, link in zip(
            asked.control if asked else (),
            (stated, stated.replace(year=2020), stated),
            ("https://example.org/a", None, "javascript:alert(1)"),
            strict=False,
        )
        if asked
    ]
    assessed = assess(engine, standards(), probes(), answers, surveyed_at=surveyed_at)
    engine.close()
    return {
        "verdict": assessed.verdicts,
        "obstacle": assessed.obstacles,
        "standing": assessed.results,
    }


def _findings(repositories: Sequence[Repository]) -> tuple[list[Row], list[Row]]:
    """Every probe says something of every repository, with every reason it may give."""
    found: list[Row] = []
    places: list[Row] = []
    for place, repository in enumerate(one for one in repositories if one.is_read):
        for number, probe in enumerate(probes().values(), place):
            outcome = ("true", "false", "true", "unknown", "false")[number % 5]
            reasons = list(probe.reasons)
            reason = reasons[number % len(reasons)]
            names = {name for _, name, _, _ in Formatter().parse(probe.reasons[reason]) if name}
            values = json.dumps(dict.fromkeys(sorted(names), 3))
            labels = list(probe.labels) or [""]
            found.append((repository.id, probe.id, 1, outcome, reason, values, 7))
            places += [
                (repository.id, probe.id, n, outcome, f"docs/{probe.id}.md", n + 1, label)
                for n, label in enumerate(labels)
            ]
    return found, places


def _tables(
    repositories: Sequence[Repository], surveyed_at: datetime, problems: Sequence[Row]
) -> dict[str, list[Row]]:
    findings, places = _findings(repositories)
    return {
        **_packages([repository for repository in repositories if repository.is_read]),
        "finding": findings,
        "finding_place": places,
        "repository": [_repository(repository) for repository in repositories],
        "project": [
            (
                repository.project,
                repository.project.replace("-", " ").title(),
                None,
                repository.id,
                1.0,
            )
            for repository in repositories
            if repository.project
        ],
        "project_group": sorted(
            {(one.project, *group) for one in repositories for group in one.groups if one.project}
        ),
        "metric_value": list(_values(repositories, surveyed_at)),
        "tree_file": [
            (
                repository.id,
                "README.md",
                33188,
                900,
                "ab" * 20,
                "documentation",
                "Markdown",
                30,
                None,
            )
            for repository in repositories
            if repository.is_read
        ],
        "licence": [
            (repository.id, "LICENSE", "EUPL-1.2", "text", 0.99, 1)
            for repository in repositories
            if repository.is_licensed and repository.is_read
        ],
        "document": [
            (repository.id, "CODE_OF_CONDUCT.md", "conduct", "Be kind.", 8, False)
            for repository in repositories
            if repository.has_conduct and repository.is_read
        ],
        "person_raw": [(1, PERSON, ADDRESS)],
        "person": [(1, "p1", PERSON, False, "alone")],
        "problem": [
            *(
                (
                    repository.id,
                    "fetch",
                    "refused",
                    "cannot clone it: access denied",
                    "Sign in.",
                    "",
                )
                for repository in repositories
                if not repository.is_read
            ),
            *problems,
        ],
    }


def _packages(repositories: Sequence[Repository]) -> dict[str, list[Row]]:
    """Each needs what all need, what its neighbour makes, and sixty packages of its own."""
    needed: list[Row] = []
    provided: list[Row] = []
    exposures: list[Row] = []
    for place, one in enumerate(repositories):
        neighbour = f"pkg:npm/made-{(place + 1) % len(repositories)}"
        purls = ["pkg:npm/shared", neighbour, *(f"pkg:pypi/p{place}-{n}" for n in range(60))]
        for line, purl in enumerate(purls, 1):
            version = f"1.{line}.0"
            needed.append(
                (one.id, f"{one.name}/lock", line, "lock", purl, f"{one.name} {line}", version,
                 "", "", ("runtime", "development")[line % 9 == 8], line < 5, True, [], "")
            )  # fmt: skip
        provided.append((one.id, "package.json", 2, f"pkg:npm/made-{place}", one.name, "1", ""))
        exposures += [
            (one.id, f"{one.name}/lock", line, purls[line - 1], f"1.{line}.0", f"CVE-2026-{number}",
             f"GHSA-{number}", "in_range", "0", "fixed", "2.0", "2.0" if number % 3 else "")
            for number, line in ((1000, 1), (2000 + place, 3), (3000 + place, 4))
        ]  # fmt: skip
    ids = sorted({str(row[5]) for row in exposures})
    said = [repositories[n % len(repositories)].name for n in range(len(ids))]
    links = ["https://example.org/a", "javascript:alert(1)"]
    levels = ("critical", "high", "medium", "low", "none", "unknown")
    return {
        "package_needed": needed,
        "package_provided": provided,
        "exposure": exposures,
        "advisory": [
            (id_, [f"GHSA-{id_}"], [f"GHSA-{id_}"], "vulnerability", summary, None, None,
             levels[n % 6], 5.0 if n % 6 < 5 else None, "", links)
            for n, (id_, summary) in enumerate(zip(ids, said, strict=True))
        ],
        "advisory_coverage": [
            ("npm", "npm", 40, 2, True, 900, "2026-01-01 00:00:00"),
            ("PyPI", "pypi", 3000, 0, False, 0, None),
        ] if repositories else [],
    }  # fmt: skip


def _repository(repository: Repository) -> Row:
    family = hashlib.sha1(repository.id.encode()).hexdigest() if repository.is_read else None  # noqa: S324  an id
    return (
        repository.id, repository.name, repository.locator, family, "main",
        "c0ffee" * 6 + "c0ff", "sha1", "",
        repository.is_shallow, False, repository.is_light, None, repository.is_read,
    )  # fmt: skip


def _values(repositories: Sequence[Repository], surveyed_at: datetime) -> Iterator[Row]:
    read = [repository for repository in repositories if repository.is_read]
    for one in read:
        yield from metric_rows(one.id, one.size, [one], surveyed_at)
    for project in sorted({one.project for one in read if one.project}):
        of = [one for one in read if one.project == project]
        size = sum(one.size for one in of)
        yield from metric_rows(f"project:{project}", size, of, surveyed_at)
    for kind, name in sorted({group for one in read for group in one.groups if one.project}):
        of = [one._replace(is_light=False) for one in read if (kind, name) in one.groups]
        size = sum(one.size for one in of)
        yield from metric_rows(f"group:{kind}/{name}", size, of, surveyed_at)
    if read:
        size = sum(one.size for one in read)
        healthy = [one._replace(one_person=False, is_quiet=False, is_light=False) for one in read]
        yield from metric_rows("portfolio", size, healthy, surveyed_at)
