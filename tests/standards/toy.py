# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A portfolio of facts instead of repositories, judged by whatever standard is given."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

from commonweal.evidence.engine import Engine
from commonweal.measures.catalogue import probes
from commonweal.measures.probe import Probe
from commonweal.standards.assess import Assessed, Given, assess
from commonweal.standards.catalogue import facts_of
from commonweal.standards.definition import Standard
from tests.measures.test_metrics import offer_views

NOW = datetime(2026, 6, 1, tzinfo=UTC)
Facts = Mapping[str, Mapping[str, str]]


def as_probes(standard: Standard) -> dict[str, Probe]:
    """The real definitions where there are such, else made-up ones that hold for all."""
    named = [*standard.when, *(fact for one in standard.control for fact in facts_of(one))]
    names = {fact.partition(":")[0] for fact in named}
    made = {
        name: Probe(id=name, title=name, topic="quality", reads=(), reasons={}) for name in names
    }
    return made | dict(probes())


@contextmanager
def evidence(facts: Facts, projects: Mapping[str, tuple[str, ...]]) -> Iterator[Engine]:
    """Repositories with facts (`probe` or `probe:label` to outcome), in projects."""
    engine = Engine()
    findings, places = [], []
    for repository_id, of_one in facts.items():
        labels = [fact.split(":") for fact in of_one if ":" in fact]
        for fact, outcome in of_one.items():
            if ":" not in fact:
                count = sum(probe_id == fact for probe_id, _ in labels)
                findings.append(finding(repository_id, fact, outcome, count))
        places += [
            place(repository_id, fact.partition(":")[0], fact.partition(":")[2], outcome)
            for fact, outcome in of_one.items()
            if ":" in fact
        ]
        named = {row["probe_id"] for row in findings if row["repository_id"] == repository_id}
        findings += [
            finding(repository_id, probe_id, "true", len(labels))
            for probe_id in {probe_id for probe_id, _ in labels} - named
        ]
    members = [
        {"project_id": id_, "name": id_, "repository_id": repository_id}
        for id_, repository_ids in projects.items()
        for repository_id in repository_ids
    ]
    subjects = [
        {"subject_id": f"project:{id_}", "kind": "project", "name": id_} for id_ in projects
    ]
    subjects += [{"subject_id": id_, "kind": "repository", "name": id_} for id_ in facts]
    subjects.append({"subject_id": "portfolio", "kind": "portfolio", "name": "portfolio"})
    of_subjects = [
        {"subject_id": f"project:{row['project_id']}", "repository_id": row["repository_id"]}
        for row in members
    ]
    of_subjects += [
        {"subject_id": subject_id, "repository_id": id_}
        for id_ in facts
        for subject_id in (id_, "portfolio")
    ]
    try:
        with ExitStack() as offered:
            tables: dict[str, list[dict[str, Any]]] = {
                "finding": findings,
                "finding_place": places,
                "project": members,
                "subjects": subjects,
                "subject_repositories": of_subjects,
            }
            offer_views(engine, offered, tables)
            yield engine
    finally:
        engine.close()


def finding(repository_id: str, probe_id: str, outcome: str, places: int) -> dict[str, Any]:
    return {
        "repository_id": repository_id,
        "probe_id": probe_id,
        "version": 1,
        "outcome": outcome,
        "reason": "",
        "values": "{}",
        "places": places,
    }


def place(repository_id: str, probe_id: str, label: str, outcome: str) -> dict[str, Any]:
    return {
        "repository_id": repository_id,
        "probe_id": probe_id,
        "place_no": 0,
        "outcome": outcome,
        "path": "a",
        "label": label,
    }


def judged(
    standard: Standard,
    facts: Facts,
    *answers: Given,
    projects: Mapping[str, tuple[str, ...]] | None = None,
    now: datetime = NOW,
) -> Assessed:
    """Judge; without `projects` every repository is a project of its own name."""
    projects = projects or {id_: (id_,) for id_ in facts}
    with evidence(facts, projects) as engine:
        return assess(
            engine, {standard.id: standard}, as_probes(standard), answers, surveyed_at=now
        )


def verdicts(assessed: Assessed) -> dict[str, str]:
    """By control, of the only project."""
    return {row[2]: row[3] for row in assessed.verdicts}
