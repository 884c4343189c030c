# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Run probes: over one tree where they are Python, over all evidence at once where they are SQL."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from commonweal.core.message import marked
from commonweal.core.tree import Tree
from commonweal.evidence.engine import Engine
from commonweal.evidence.rows import FindingPlaceRow, FindingRow
from commonweal.measures.probe import Finding, Outcome, Place, Probe

MOST_PLACES = 1_000
# The reason that the engine itself gives; its sentence is in `ENGINE_REASONS`.
NOT_ALL_READ = "not_all_read"
OPEN_DRAFT = "open_draft"
ENGINE_REASONS: Mapping[str, str] = {
    NOT_ALL_READ: marked("Nothing was found, but not all of the repository could be read."),
    OPEN_DRAFT: marked(
        "The draft still has questions that a person must answer, marked TODO(office)."
    ),
}


def said_by(probe: Probe, reason: str) -> str:
    """The sentence of a reason: the probe's own, or one that any probe may give."""
    return probe.reasons.get(reason, ENGINE_REASONS.get(reason, ""))


def versions(probes: Iterable[Probe]) -> str:
    """A digest that differs when a probe came, went, or may answer otherwise than before."""
    written = repr(sorted((probe.id, probe.version) for probe in probes))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def find_in_tree(tree: Tree, probes: Iterable[Probe]) -> dict[str, Finding]:
    """Give the finding of each probe that is written in Python, by its id."""
    return {
        probe.id: _settled(probe, probe.find(tree), tree)
        for probe in probes
        if probe.find is not None
    }


def _settled(probe: Probe, finding: Finding, tree: Tree) -> Finding:
    """What was not found in a tree that was not read to its end may be there all the same."""
    is_asked_of_what_is_seen = probe.seen_only and bool(tree.files)
    has_gap = not tree.gaps.isdisjoint(probe.reads) and not is_asked_of_what_is_seen
    is_absence = not any(place.outcome is finding.outcome for place in finding.places)
    if has_gap and is_absence and finding.outcome is not Outcome.UNKNOWN:
        return Finding(Outcome.UNKNOWN, NOT_ALL_READ)
    if finding.outcome is Outcome.TRUE and finding.places and _is_open(finding, tree):
        places = (place._replace(outcome=Outcome.UNKNOWN) for place in finding.places)
        return Finding(Outcome.UNKNOWN, OPEN_DRAFT, {}, tuple(places))
    return finding


def _is_open(finding: Finding, tree: Tree) -> bool:
    """Tell whether all that speaks for it are drafts that still ask somebody."""
    speaking = {place.path for place in finding.places if place.outcome is Outcome.TRUE}
    return bool(speaking) and speaking <= tree.open_drafts


def rows_of(
    repository_id: str, findings: Mapping[str, Finding], probes: Mapping[str, Probe]
) -> tuple[list[FindingRow], list[FindingPlaceRow]]:
    """Write findings as rows; places over the limit are counted, not kept."""
    found: list[FindingRow] = []
    places: list[FindingPlaceRow] = []
    for probe_id, finding in findings.items():
        found.append(
            FindingRow(
                repository_id,
                probe_id,
                probes[probe_id].version,
                finding.outcome.value,
                finding.reason,
                msgspec.json.encode(finding.values, order="sorted").decode(),
                len(finding.places),
            )
        )
        places.extend(
            FindingPlaceRow(repository_id, probe_id, number, place.outcome.value, *place[1:])
            for number, place in enumerate(finding.places[:MOST_PLACES])
        )
    return found, places


def findings_of(
    found: Iterable[FindingRow], places: Iterable[FindingPlaceRow]
) -> dict[tuple[str, str], Finding]:
    """Read rows back, by repository and probe."""
    seen: dict[tuple[str, str], list[Place]] = {}
    for row in sorted(places):
        place = Place(Outcome(row.outcome), row.path, row.line, row.label)
        seen.setdefault(row[:2], []).append(place)
    return {
        row[:2]: Finding(
            Outcome(row.outcome),
            row.reason,
            msgspec.json.decode(row.values),
            tuple(seen.get(row[:2], ())),
        )
        for row in found
    }


SURVEY_COLUMNS: Mapping[str, str] = {"surveyed_at": "TIMESTAMP"}


def find_in_evidence(
    engine: Engine, probes: Iterable[Probe], *, surveyed_at: datetime
) -> tuple[list[FindingRow], list[FindingPlaceRow]]:
    """Give the findings of the probes that are written in SQL, of all repositories at once.

    The SQL reads evidence views and the relation `survey(surveyed_at)`, one row. It
    gives `repository_id, outcome, reason`, and may give `places`: a list of structs
    `path, line`, which say what the finding says. Further columns are values. Rows of
    subjects that are no repository are passed over.
    """
    moment = surveyed_at.astimezone(UTC).replace(tzinfo=None)
    known = {probe.id: probe for probe in probes}
    found: list[FindingRow] = []
    places: list[FindingPlaceRow] = []
    with engine.relation("survey", SURVEY_COLUMNS, [(moment,)]):
        for probe in known.values():
            for repository_id, finding in _of_query(engine, probe):
                rows = rows_of(repository_id, {probe.id: finding}, known)
                found += rows[0]
                places += rows[1]
    return found, places


def _of_query(engine: Engine, probe: Probe) -> Iterator[tuple[str, Finding]]:
    if not probe.sql:
        return
    repositories = dict(engine.rows("select repository_id, family_id is not null from repository"))
    for record in engine.records(probe.sql):
        repository_id, outcome = record.pop("repository_id"), Outcome(record.pop("outcome"))
        reason = record.pop("reason")
        places = tuple(
            Place(outcome, place["path"], place["line"])
            for place in record.pop("places", None) or ()
        )
        values = {name: value for name, value in record.items() if value is not None}
        if repository_id not in repositories:
            continue
        if repositories[repository_id] or outcome is Outcome.NOT_APPLICABLE:
            yield repository_id, Finding(outcome, reason, values, places)
        else:
            # Of what was never read nothing is known, whatever its rows lack.
            yield repository_id, Finding(Outcome.UNKNOWN, NOT_ALL_READ)
