# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From findings and answers to verdicts: one step over all subjects and all standards."""

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from commonweal.evidence.engine import Engine
from commonweal.evidence.rows import FindingPlaceRow, FindingRow
from commonweal.measures.find import findings_of
from commonweal.measures.probe import Finding, Probe
from commonweal.standards.catalogue import ROLES, facts_of
from commonweal.standards.definition import Score, Standard

Row = tuple[Any, ...]

_RELATIONS: Mapping[str, Mapping[str, str]] = {
    "control": {
        "standard_id": "VARCHAR",
        "control_id": "VARCHAR",
        "level_no": "INTEGER",
        "is_of_office": "BOOLEAN",
        "settle": "VARCHAR",
        "due_again": "INTEGER",
    },
    "control_fact": {
        "standard_id": "VARCHAR",
        "control_id": "VARCHAR",
        "role": "VARCHAR",
        "fact": "VARCHAR",
        "position": "INTEGER",
    },
    "named_fact": {
        "fact": "VARCHAR",
        "probe_id": "VARCHAR",
        "label": "VARCHAR",
        "across": "VARCHAR",
    },
    "answer": {
        "subject_id": "VARCHAR",
        "standard_id": "VARCHAR",
        "control_id": "VARCHAR",
        "verdict": "VARCHAR",
        "because": "VARCHAR",
        "link": "VARCHAR",
        "stated_at": "TIMESTAMP",
        "expires_at": "TIMESTAMP",
    },
    "survey": {"surveyed_at": "TIMESTAMP"},
}


class Given(NamedTuple):
    """An answer of the ledger as the verdicts read it: naive UTC, no author."""

    subject_id: str
    standard_id: str
    control_id: str
    verdict: str
    because: str
    link: str | None
    stated_at: datetime
    expires_at: datetime | None


class Assessed(NamedTuple):
    """Rows of the tables `verdict`, `obstacle` and `standing`, in column order."""

    verdicts: list[Row]
    obstacles: list[Row]
    standings: list[Row]


def assess(
    engine: Engine,
    standards: Mapping[str, Standard],
    probes: Mapping[str, Probe],
    answers: Iterable[Given],
    *,
    surveyed_at: datetime,
) -> Assessed:
    """Judge projects, and the repositories of those that have several, by every standard."""
    moment = surveyed_at.astimezone(UTC).replace(tzinfo=None)
    controls = list(control_rows(standards.values()))
    facts = list(fact_rows(standards.values()))
    with ExitStack() as offered:

        def offer(name: str, rows: Sequence[Row]) -> None:
            offered.enter_context(engine.relation(name, _RELATIONS[name], rows))

        offer("control", controls)
        offer("control_fact", facts)
        offer("named_fact", list(named_facts(facts, probes)))
        offer("answer", list(answers))
        offer("survey", [(moment,)])
        for name, written in (("scope", "scope"), ("subject_fact", "facts"), ("given", "verdicts")):
            offered.enter_context(engine.derived(name, query(written)))
        verdicts = engine.rows("select * from given order by subject_id, standard_id, control_id")
        obstacles = engine.rows(query("obstacles"))
    scores = dict(_scores(engine, standards.values(), verdicts))
    return Assessed(verdicts, obstacles, list(_standings(verdicts, standards, scores)))


@functools.cache
def query(name: str) -> str:
    """One of our queries."""
    folder = resources.files(__package__) / "queries"
    return (folder / f"{name}.sql").read_text(encoding="utf-8")


def control_rows(standards: Iterable[Standard]) -> Iterator[Row]:
    """Controls as rows; a control without a level is of the lowest one."""
    for standard in standards:
        levels = {level.id: number for number, level in enumerate(standard.level, 1)}
        is_of_office = standard.subject == "office"
        for control in standard.control:
            level = levels.get(control.level, 1)
            yield (
                standard.id,
                control.id,
                level,
                is_of_office,
                control.settle,
                control.due_again,
            )


def fact_rows(standards: Iterable[Standard]) -> Iterator[Row]:
    """Which facts a control names, in which role; `asked` are those of the standard itself."""
    for standard in standards:
        for control in standard.control:
            named = [("asked", fact) for fact in standard.when]
            named += [(role, fact) for role in ROLES for fact in getattr(control, role)]
            for position, (role, fact) in enumerate(named):
                yield (standard.id, control.id, role, fact, position)


def named_facts(facts: Iterable[Row], probes: Mapping[str, Probe]) -> Iterator[Row]:
    """Every fact once, with its probe, its label and how it holds for several repositories."""
    for fact in dict.fromkeys(row[3] for row in facts):
        probe_id, _, label = fact.partition(":")
        yield (fact, probe_id, label, probes[probe_id].across)


def _scores(
    engine: Engine, standards: Iterable[Standard], verdicts: Iterable[Row]
) -> Iterator[tuple[tuple[str, str], Score]]:
    """What standards with a reckoning of their own make of each subject.

    A project of several repositories is as good as its weakest.
    """
    reckoning = [one for one in standards if one.scored_by]
    if not reckoning:
        return
    given = _by_subject(verdicts)
    subjects: dict[str, list[str]] = defaultdict(list)
    for subject_id, repository_id in engine.rows(query("scope")):
        if subject_id != "portfolio":
            subjects[repository_id].append(subject_id)
    scores: dict[tuple[str, str], list[Score]] = defaultdict(list)
    named = {
        fact.partition(":")[0]
        for standard in reckoning
        for fact in (*standard.when, *(fact for one in standard.control for fact in facts_of(one)))
    }
    for repository_id, findings in _by_repository(engine, named):
        for standard in reckoning:
            for subject_id in subjects[repository_id]:
                if standard.scored_by:
                    answered = given.get((subject_id, standard.id), {})
                    found = standard.scored_by(findings, answered)
                    scores[subject_id, standard.id].append(found)
    for key, of_repositories in scores.items():
        yield key, min(of_repositories, key=_weakest)


def _by_subject(verdicts: Iterable[Row]) -> dict[tuple[str, str], dict[str, str]]:
    given: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for subject_id, standard_id, control_id, verdict, *_ in verdicts:
        given[subject_id, standard_id][control_id] = verdict
    return given


def _weakest(score: Score) -> tuple[bool, float]:
    return (score.value is not None, score.value or 0.0)


def _by_repository(
    engine: Engine, probe_ids: Collection[str]
) -> Iterator[tuple[str, dict[str, Finding]]]:
    """Findings of some probes, one repository after the other, read a thousand at a time."""
    ids = [one for (one,) in engine.rows("select distinct repository_id from finding order by 1")]
    for start in range(0, len(ids), 1_000):
        chunk = ids[start : start + 1_000]
        found = engine.rows(
            "select repository_id, probe_id, version, outcome, reason, values, places "
            "from finding where repository_id in (select unnest($ids)) "
            "and probe_id in (select unnest($probes)) order by all",
            ids=chunk,
            probes=sorted(probe_ids),
        )
        places = engine.rows(
            "select repository_id, probe_id, place_no, outcome, path, line, label "
            "from finding_place where repository_id in (select unnest($ids)) "
            "and probe_id in (select unnest($probes)) order by all",
            ids=chunk,
            probes=sorted(probe_ids),
        )
        grouped: dict[str, dict[str, Finding]] = defaultdict(dict)
        read = findings_of(
            (FindingRow(*row) for row in found), (FindingPlaceRow(*row) for row in places)
        )
        for (repository_id, probe_id), finding in read.items():
            grouped[repository_id][probe_id] = finding
        yield from sorted(grouped.items())


def _standings(
    verdicts: Iterable[Row],
    standards: Mapping[str, Standard],
    scores: Mapping[tuple[str, str], Score],
) -> Iterator[Row]:
    for (subject_id, standard_id), by_control in sorted(_by_subject(verdicts).items()):
        standard = standards[standard_id]
        of_verdict = Counter(by_control.values())
        score = scores.get((subject_id, standard_id))
        yield (
            subject_id,
            standard_id,
            standard.version,
            *(of_verdict[one] for one in ("met", "not_met", "unknown", "not_applicable")),
            level_reached(standard, by_control),
            *_score_columns(score),
        )


def _score_columns(score: Score | None) -> Row:
    if score is None:
        return (None, None, None, "", "{}")
    parts = msgspec.json.encode(score.parts, order="sorted").decode()
    return (score.value, score.most, score.coverage, score.word, parts)


def level_reached(standard: Standard, verdicts: Mapping[str, str]) -> int | None:
    """The highest level whose controls are all met or do not apply; 0 for none.

    None for a standard without levels, and where nothing at all applies.
    """
    if not standard.level or set(verdicts.values()) <= {"not_applicable"}:
        return None
    reached = 0
    numbers = {level.id: number for number, level in enumerate(standard.level, 1)}
    for number in range(1, len(standard.level) + 1):
        of_level = [
            verdicts.get(control.id, "unknown")
            for control in standard.control
            if numbers.get(control.level, 1) == number
        ]
        is_whole = all(verdict in ("met", "not_applicable") for verdict in of_level)
        if is_whole and of_level:
            reached = number
        elif standard.cumulative and not is_whole:
            break
    return reached
