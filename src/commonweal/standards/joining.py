# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Joining answers to the evidence when it is read: only who answered is judged again.

A generation keeps what evidence alone says. Where people answered, their subjects are judged
anew by the same step, and the result takes the place of the stored rows for as long as the
engine is open; recording an answer so costs nothing but its own row.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from commonweal.evidence import Engine, tables
from commonweal.measures.find import find_in_evidence
from commonweal.measures.probe import Probe
from commonweal.standards.assess import Assessed, Given, assess, query
from commonweal.standards.definition import Standard

ADVISORY = "advisory"
# The view that reads what people say of advisories.
_OF_ADVISORIES = "exposures"
_JUDGED = {"verdict": "verdicts", "obstacle": "obstacles", "standing": "results"}


def join_answers(
    engine: Engine,
    standards: Mapping[str, Standard],
    probes: Mapping[str, Probe],
    *,
    asked_at: datetime,
) -> str:
    """Let `verdict`, `obstacle`, `standing` and `finding` say what answers make of them.

    The engine must have been given rows of `answer`. Gives a digest of all that differs by
    them, "" where nobody answered: with the generation it decides what is read.
    """
    if not engine.is_given("answer"):
        return ""
    answers = [Given(*row) for row in engine.rows(query("answers"))]
    repositories = {repository for (repository,) in engine.rows(query("answered_repositories"))}
    found = _find_again(engine, probes, repositories, asked_at) if repositories else ()
    subjects = {subject for (subject,) in engine.rows(query("answered_subjects"))}
    of_controls = [answer for answer in answers if answer.standard_id != ADVISORY]
    assessed = assess(
        engine,
        _chosen(engine, standards),
        probes,
        of_controls,
        surveyed_at=asked_at,
        subjects=subjects,
    )
    _replace_judged(engine, assessed, subjects)
    spoken = engine.rows(query("advisory_answers")) if repositories else ()
    return hashlib.sha256(repr((answers, found, assessed, spoken)).encode()).hexdigest()


def _chosen(engine: Engine, standards: Mapping[str, Standard]) -> Mapping[str, Standard]:
    """The standards that this generation was judged by."""
    described = engine.manifest.options.get("standards", "{}") if engine.manifest else "{}"
    weights: dict[str, float] = msgspec.json.decode(described)
    return {id_: standard for id_, standard in standards.items() if weights.get(id_, 1.0) > 0}


def _find_again(
    engine: Engine, probes: Mapping[str, Probe], repositories: set[str], asked_at: datetime
) -> tuple[object, ...]:
    """Probes that read advisories say something else where people answered them: give it."""
    concerned = [probe for probe in probes.values() if _OF_ADVISORIES in probe.reads]
    found, places = find_in_evidence(engine, concerned, surveyed_at=asked_at)
    ids = [probe.id for probe in concerned]
    for table, rows in (("finding", found), ("finding_place", places)):
        _offer(
            engine,
            table,
            [row for row in rows if row.repository_id in repositories],
            f'select * from main."{table}" where not (probe_id in (select unnest($probes)) '  # noqa: S608  our own names
            "and repository_id in (select unnest($repositories)))",
            probes=ids,
            repositories=sorted(repositories),
        )
    return (found, places)


def _replace_judged(engine: Engine, assessed: Assessed, subjects: set[str]) -> None:
    for table, field in _JUDGED.items():
        _offer(
            engine,
            table,
            getattr(assessed, field),
            f'select * from main."{table}" where subject_id not in (select unnest($subjects))',  # noqa: S608  our own names
            subjects=sorted(subjects),
        )


def _offer(
    engine: Engine, table: str, rows: Sequence[Sequence[Any]], kept: str, **parameters: object
) -> None:
    """Offer new rows beside those stored ones that stay."""
    columns = {name: column.type for name, column in tables()[table].columns.items()}
    names = ", ".join(f'"{name}"' for name in columns)
    with engine.relation("judged_anew", columns, rows):
        engine.offer(
            table,
            f"select {names} from ({kept}) union all select {names} from judged_anew",  # noqa: S608  our own names
            **parameters,
        )
