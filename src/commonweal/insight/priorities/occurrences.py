# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where each reason to act occurs: one row for each project and each thing to act on.

The rows stay inside the engine as the relation `occurrence`: a large office has tens of
thousands of them, and a page shows a few. `target` is what to act on where it is not the
project itself: a package or a probe; the same target in several projects is one step.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from commonweal.insight.gaps import importances, weights_of_standards
from commonweal.insight.impact import depends_on
from commonweal.insight.priorities.catalogue import reasons
from commonweal.insight.priorities.definition import CLASSES, HOURS, HOURS_OF_ANSWER, Reason
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.packages.advisories.ecosystems import ECOSYSTEMS
from commonweal.resilience.graph import offer_core

# Columns of a query that are no values of its sentences.
_COLUMNS = frozenset({"subject_id", "target", "grade", "reason", "remedy", "place"})

OCCURRENCE: Mapping[str, str] = {
    "reason_id": "VARCHAR",
    "target": "VARCHAR",
    "subject_id": "VARCHAR",
    "grade": "VARCHAR",
    "reason": "VARCHAR",
    "remedy": "VARCHAR",
    "settled": "DOUBLE",
    "hours": "DOUBLE",
    "values": "VARCHAR",
    "place": "VARCHAR",
}
Row = tuple[Any, ...]


def offer_occurrences(reading: Reading) -> None:
    """Offer the relations `occurrence`, `absorbed`, `reason`, `grade`, `depends` and `gap`."""
    engine = reading.engine
    offer_definitions(reading)
    engine.offer_rows(
        "depends", {"subject_id": "VARCHAR", "weight": "DOUBLE"}, [*depends_on(reading).items()]
    )
    engine.offer_rows("survey", {"surveyed_at": "TIMESTAMP"}, [(_in_utc(reading),)])
    offer_core(engine)
    engine.offer("core_activity", query("core_activity"))
    found = [row for reason in reasons().values() for row in _rows_of(reading, reason)]
    engine.offer_rows("occurrence", OCCURRENCE, found)
    for reason in reasons().values():
        if reason.source == "upgrades":
            engine.add("occurrence", query("upgrade_occurrences"), **_of_upgrades(reason))
    _offer_gaps(reading)
    engine.offer("absorbed", query("absorbed_gaps"))
    engine.add("occurrence", query("gap_occurrences"), question=HOURS_OF_ANSWER)


def offer_definitions(reading: Reading) -> None:
    """Offer what the definitions say: classes and weights by grade, and the gaps they settle."""
    engine = reading.engine
    engine.offer_rows(
        "reason",
        {"reason_id": "VARCHAR", "class_no": "INTEGER", "worst": "VARCHAR"},
        [(reason.id, CLASSES.index(reason.class_), reason.worst) for reason in reasons().values()],
    )
    engine.offer_rows(
        "grade",
        {
            "reason_id": "VARCHAR",
            "grade": "VARCHAR",
            "class_no": "INTEGER",
            "weight": "DOUBLE",
        },
        [
            (
                reason.id,
                grade,
                CLASSES.index(reason.class_of(grade)),
                reason.weights.get(grade),
            )
            for reason in reasons().values()
            for grade in {**reason.grades, **reason.weights}
        ],
    )
    engine.offer_rows(
        "absorbs",
        {"reason_id": "VARCHAR", "probe_id": "VARCHAR"},
        [
            (reason.id, probe_id)
            for reason in reasons().values()
            for probe_id in (*reason.gaps, *filter(None, [reason.probe]))
        ],
    )
    engine.offer_rows(
        "known_ecosystem",
        {"ecosystem": "VARCHAR"},
        [(ecosystem,) for ecosystem in sorted(set(ECOSYSTEMS.values()))],
    )
    engine.offer_rows(
        "remediable",
        {"probe_id": "VARCHAR", "hours": "DOUBLE"},
        [(probe.id, HOURS[probe.effort]) for probe in reading.probes.values() if probe.remedy],
    )


def _in_utc(reading: Reading) -> datetime:
    """The moment of the survey as the evidence writes moments: in UTC, and not saying so."""
    surveyed_at = reading.surveyed_at or datetime.now(tz=UTC)
    return surveyed_at.astimezone(UTC).replace(tzinfo=None)


def _rows_of(reading: Reading, reason: Reason) -> Iterable[Row]:
    match reason.source:
        case "query":
            return _of_query(reading, reason)
        case "probe":
            return _of_probe(reading, reason)
        case "upgrades" | "gaps" | "questions":
            return ()


def _of_query(reading: Reading, reason: Reason) -> Iterator[Row]:
    for row in reading.engine.records(reason.sql):
        grade = row.get("grade") or ""
        values = {name: value for name, value in row.items() if name not in _COLUMNS}
        target = row.get("target") or ""
        if target:
            values["package"] = reading.package_names.get(target, target)
        yield (
            reason.id,
            target,
            row["subject_id"],
            grade,
            row["reason"],
            row["remedy"],
            reason.weight_of(grade),
            HOURS[reason.effort_of(row["remedy"])],
            msgspec.json.encode(values).decode(),
            row.get("place") or "",
        )


def _of_probe(reading: Reading, reason: Reason) -> Iterator[Row]:
    probe = reading.probes.get(reason.probe)
    if probe is None:
        return
    against = "false" if probe.wanted else "true"
    for subject_id, name, values, place in reading.engine.rows(
        query("against_probe"), probe=probe.id, against=against, findings=list(reason.findings)
    ):
        hours = HOURS[reason.effort]
        yield (
            reason.id,
            probe.id,
            subject_id,
            "",
            name,
            "",
            reason.settles,
            hours,
            values,
            place or "",
        )


def _of_upgrades(reason: Reason) -> dict[str, object]:
    """The parameters of the query: the reason, and what each remedy takes."""
    hours = {name: HOURS[reason.effort_of(name)] for name in ("upgrade", "gateway", "decide")}
    return {"reason": reason.id, **hours}


def _offer_gaps(reading: Reading) -> None:
    chosen = weights_of_standards(reading)
    reading.engine.offer_rows(
        "importance",
        {
            "standard_id": "VARCHAR",
            "control_id": "VARCHAR",
            "importance": "DOUBLE",
            "is_chosen": "BOOLEAN",
        },
        [
            (*control, importance, not chosen or control[0] in chosen)
            for control, importance in importances(reading).items()
        ],
    )
    reading.engine.offer("gap", query("gap_table"))
