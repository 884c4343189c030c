# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where each reason to act occurs: one row for each project and each thing to act on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from commonweal.insight.gaps import Gap, gaps_of
from commonweal.insight.priorities.catalogue import reasons
from commonweal.insight.priorities.definition import HOURS, HOURS_OF_ANSWER, Reason
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.upgrades import Upgrade, upgrades_of
from commonweal.packages.advisories.ecosystems import ECOSYSTEMS

_GAP = "standard_gap"
_QUESTIONS = "open_questions"
# Columns of a query that are no values of its sentences.
_COLUMNS = ("subject_id", "target", "grade", "reason", "remedy", "place")


class Occurrence(NamedTuple):
    """A reason to act in one project.

    `target` is what to act on where it is not the project itself: a package, a probe,
    an ecosystem. The same target in several projects is one step. `settled` is what
    acting here settles, `controls` the controls of standards among it, `hours` what it takes.
    """

    reason_id: str
    target: str
    subject_id: str
    grade: str
    reason: str
    remedy: str
    settled: float
    hours: float
    values: Mapping[str, Any]
    place: str = ""
    controls: tuple[tuple[str, str], ...] = ()


def occurrences(reading: Reading) -> tuple[Occurrence, ...]:
    """Find all of them; gaps that another reason settles are part of that reason."""
    found = [
        occurrence for reason in reasons().values() for occurrence in _of_reason(reading, reason)
    ]
    return tuple(_with_gaps(reading, found))


def _of_reason(reading: Reading, reason: Reason) -> Iterable[Occurrence]:
    match reason.source:
        case "query":
            return _of_query(reading, reason)
        case "probe":
            return _of_probe(reading, reason)
        case "upgrades":
            return _of_upgrades(reading, reason)
        case "gaps" | "questions":
            return ()


def _of_query(reading: Reading, reason: Reason) -> Iterator[Occurrence]:
    for row in _records(reading, reason.sql):
        grade = row.get("grade") or ""
        values = {name: value for name, value in row.items() if name not in _COLUMNS}
        target = row.get("target") or ""
        if target:
            values.setdefault("package", reading.package_names.get(target, target))
        yield Occurrence(
            reason.id,
            target,
            row["subject_id"],
            grade,
            row["reason"],
            row["remedy"],
            reason.weight_of(grade),
            HOURS[reason.effort_of(row["remedy"])],
            values,
            row.get("place") or "",
        )


def _records(reading: Reading, sql: str) -> list[dict[str, Any]]:
    """Run a query with what only this process knows offered as relations."""
    graph = reading.dependency_graph
    activity = [(one.id, one.core_size, len(one.core)) for one in graph.repositories]
    columns = {"repository_id": "VARCHAR", "people": "INTEGER", "active": "INTEGER"}
    known = [(ecosystem,) for ecosystem in sorted(set(ECOSYSTEMS.values()))]
    with (
        reading.engine.relation("core_activity", columns, activity),
        reading.engine.relation("known_ecosystem", {"ecosystem": "VARCHAR"}, known),
    ):
        return reading.engine.records(sql)


def _of_probe(reading: Reading, reason: Reason) -> Iterator[Occurrence]:
    probe = reading.probes.get(reason.probe)
    if probe is None:
        return
    against = "false" if probe.wanted else "true"
    for subject_id, name, values, place in reading.engine.rows(
        query("against_probe"), probe=probe.id, against=against
    ):
        yield Occurrence(
            reason.id,
            probe.id,
            subject_id,
            "",
            name,
            "",
            reason.settles,
            HOURS[reason.effort],
            msgspec.json.decode(values),
            place or "",
        )


def _of_upgrades(reading: Reading, reason: Reason) -> Iterator[Occurrence]:
    for upgrade in upgrades_of(reading, "portfolio"):
        if upgrade.severities:
            for entry_id in upgrade.entries:
                yield _of_upgrade(reason, upgrade, entry_id)


def _of_upgrade(reason: Reason, upgrade: Upgrade, entry_id: str) -> Occurrence:
    suffix = "" if upgrade.is_needed else "_development"
    is_rated = upgrade.severity != "unknown"
    remedy = "decide"
    if upgrade.version:
        remedy = "gateway" if upgrade.through else "upgrade"
    return Occurrence(
        reason.id,
        upgrade.purl,
        entry_id,
        upgrade.severity + suffix,
        "rated" if is_rated else "unrated",
        remedy,
        sum(reason.weight_of(severity) for severity in upgrade.severities),
        HOURS[reason.effort_of(remedy)],
        {
            "package": upgrade.name,
            "advisories": upgrade.advisories,
            "severity": upgrade.severity,
            "version": upgrade.version,
            "settled": upgrade.settled,
            "gateway": upgrade.through,
        },
    )


def _with_gaps(reading: Reading, found: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """Give the gaps too: what another reason settles counts there, all else stands alone."""
    places: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in found:
        reason = reasons()[occurrence.reason_id]
        for probe_id in (*reason.gaps, *filter(None, [reason.probe])):
            places[probe_id, occurrence.subject_id].append(occurrence)
    settled: dict[tuple[str, str, str], list[Gap]] = defaultdict(list)
    shares: dict[tuple[str, str, str], float] = defaultdict(float)
    alone = []
    for gap in gaps_of(reading):
        holders = places.get((gap.probe_id, gap.subject_id), [])
        for holder in holders:
            settled[holder[:3]].append(gap)
            shares[holder[:3]] += gap.importance / len(holders)
        if not holders:
            alone.append(_of_gap(reading, gap))
    for occurrence in found:
        key = occurrence[:3]
        controls = tuple(control for gap in settled.get(key, ()) for control in gap.controls)
        yield occurrence._replace(
            settled=occurrence.settled + shares.get(key, 0.0),
            controls=tuple(dict.fromkeys(controls)),
        )
    yield from alone


def _of_gap(reading: Reading, gap: Gap) -> Occurrence:
    probe = reading.probes.get(gap.probe_id)
    return Occurrence(
        reason_id=_GAP if probe else _QUESTIONS,
        target=gap.probe_id,
        subject_id=gap.subject_id,
        grade="chosen" if gap.is_chosen else "",
        reason="" if probe else "open",
        remedy="" if probe else "answer",
        settled=gap.importance,
        hours=HOURS[probe.effort] if probe else HOURS_OF_ANSWER * len(gap.controls),
        values={"questions": len(gap.controls)},
        controls=gap.controls,
    )
