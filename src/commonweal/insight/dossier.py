# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A project in one standard with all that is behind the verdicts, for exports."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.insight.assessment import Line, assessment
from commonweal.insight.findings import Fact, facts
from commonweal.insight.places import file_address, is_web_address, public_locator
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject
from commonweal.standards.definition import ControlAnswer, Dossier


def dossier(reading: Reading, subject_id: str, standard_id: str) -> Dossier:
    """Gather it, or say that the standard is not asked of this project."""
    page = assessment(reading, subject_id, standard_id)
    if not page.sections:
        raise InputMissing(
            message(
                "%(standard_id)s is not asked of %(subject)s",
                standard_id=standard_id,
                subject=page.subject.name,
            )
        )
    [section] = page.sections
    found = facts(reading, page.subject)
    by_probe: dict[str, list[Fact]] = {}
    for fact in found:
        by_probe.setdefault(fact.probe.id, []).append(fact)
    manifest = reading.engine.manifest
    return Dossier(
        project=page.subject.name,
        description=page.subject.description,
        sources=_sources(reading, page.subject),
        licences=_licences(reading, page.subject),
        goals=_goals(by_probe),
        standard_version=section.standing.standard.version,
        level=section.standing.level or "",
        surveyed_at=reading.surveyed_at or datetime.now(tz=UTC),
        tool_version=manifest.tool_version if manifest else "",
        answers=tuple(_answer(line, by_probe) for line in section.lines),
    )


def _answer(line: Line, by_probe: Mapping[str, list[Fact]]) -> ControlAnswer:
    behind = by_probe.get(line.probe.id, []) if line.probe else []
    places = [
        place.address or (f"{place.path}:{place.line}" if place.line else place.path)
        for fact in behind
        for place in fact.places
        if not line.label or place.label == line.label
    ]
    return ControlAnswer(
        control_id=line.control.number,
        verdict=line.verdict,
        basis=line.basis,
        because=line.because or "",
        link=line.link or "",
        stated_at=line.stated_at,
        places=tuple(dict.fromkeys(places)),
    )


def _sources(reading: Reading, subject: Subject) -> tuple[tuple[str, str], ...]:
    rows = reading.engine.rows(query("sources_of_repositories"), ids=list(subject.repository_ids))
    addresses = ((public_locator(where or ""), commit or "") for where, commit in rows)
    return tuple(
        (address if is_web_address(address) else "", commit) for address, commit in addresses
    )


def _licences(reading: Reading, subject: Subject) -> tuple[tuple[str, str], ...]:
    """What licence texts in the root state, with the address of each."""
    rows = reading.engine.rows(query("root_licences"), ids=list(subject.repository_ids))
    return tuple((spdx, file_address(where, head, path, None)) for spdx, path, where, head in rows)


def _goals(by_probe: Mapping[str, list[Fact]]) -> tuple[int, ...]:
    named = {
        int(number)
        for fact in by_probe.get("sdg_named", ())
        for number in re.findall(r"\b(1[0-7]|[1-9])\b", str(fact.values.get("goals", "")))
    }
    return tuple(sorted(named))
