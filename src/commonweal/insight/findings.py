# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the probes found in a project: each fact once, with places that a person can open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import msgspec

from commonweal.insight.places import file_address
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject
from commonweal.measures.find import said_by
from commonweal.measures.probe import Forms, Probe

PLACES = 5
TOPICS = (
    "licence", "documentation", "community", "governance", "security", "automation", "quality",
    "releases", "people", "metadata", "inclusion", "ai",
)  # fmt: skip


class ProbeLabel(msgspec.Struct, frozen=True):
    """What a page needs to name a probe; texts are translated under its `id`."""

    id: str
    title: str
    remedy: str
    topic: str
    effort: str
    draft: str
    wanted: bool


class Place(msgspec.Struct, frozen=True):
    """A file and line; `address` leads to it where the repository has a web address."""

    path: str
    line: int | None
    outcome: str
    label: str
    address: str


class Fact(msgspec.Struct, frozen=True):
    """What a probe says of one repository. `reason` is a sentence with `values` to fill it."""

    probe: ProbeLabel
    repository_id: str
    repository: str
    outcome: str
    reason: str
    sentence: str
    forms: Forms | None
    values: dict[str, str | int | float]
    places: tuple[Place, ...]
    more: int

    def places_once(self) -> tuple[Place, ...]:
        """Places for people: a file that shows several things stands there once."""
        once: dict[tuple[str, int | None, str], Place] = {}
        for place in self.places:
            once.setdefault((place.path, place.line, place.outcome), place)
        return tuple(once.values())


class Topic(msgspec.Struct, frozen=True):
    """All facts of a topic."""

    name: str
    facts: tuple[Fact, ...]


class Page(msgspec.Struct, frozen=True):
    """A project's facts."""

    subject: Subject
    repositories: int
    topics: tuple[Topic, ...]


def page(reading: Reading, subject_id: str) -> Page:
    """Read all facts of a subject."""
    subject = reading.subjects[subject_id]
    found = facts(reading, subject)
    return Page(
        subject,
        len(subject.repository_ids),
        tuple(
            Topic(topic, of_topic)
            for topic in TOPICS
            if (of_topic := tuple(fact for fact in found if fact.probe.topic == topic))
        ),
    )


def label_of_probe(probe: Probe) -> ProbeLabel:
    """Name a probe."""
    return ProbeLabel(
        probe.id,
        probe.title,
        probe.remedy,
        probe.topic,
        probe.effort,
        probe.draft,
        probe.wanted,
    )


def facts(reading: Reading, subject: Subject) -> tuple[Fact, ...]:
    """Facts of all repositories of a subject, by probe and repository."""
    found = reading.of(_read, subject.id)
    return tuple(_facts(reading, *found)) if found else ()


class _Read(NamedTuple):
    """What the evidence holds of a subject: findings, their places, names of repositories."""

    findings: Sequence[tuple[str, str, str, str, str, int]]
    places: Mapping[tuple[str, str], list[tuple[str, int | None, str, str]]]
    names: Mapping[str, tuple[str, str | None, str | None]]


def _read(reading: Reading, ids: Sequence[str]) -> Mapping[str, _Read]:
    repositories = sorted(
        {id_ for subject_id in ids for id_ in reading.subjects[subject_id].repository_ids}
    )
    places = _places(reading, repositories)
    names = {
        id_: (name or id_, address, commit)
        for id_, name, address, commit in reading.engine.rows(
            query("names_of_repositories"), ids=repositories
        )
    }
    findings: dict[str, list[tuple[str, str, str, str, str, int]]] = defaultdict(list)
    for row in reading.engine.rows(query("findings_of_repositories"), ids=repositories):
        findings[row[0]].append(row)
    found = {}
    for id_ in ids:
        of = [
            row
            for repository_id in reading.subjects[id_].repository_ids
            for row in findings[repository_id]
        ]
        found[id_] = _Read(sorted(of, key=itemgetter(1, 0)), places, names)
    return found


def _facts(
    reading: Reading,
    findings: Sequence[tuple[str, str, str, str, str, int]],
    places: Mapping[tuple[str, str], list[tuple[str, int | None, str, str]]],
    names: Mapping[str, tuple[str, str | None, str | None]],
) -> Iterator[Fact]:
    for repository_id, probe_id, outcome, reason, values, count in findings:
        probe = reading.probes.get(probe_id)
        if probe is None:
            continue
        name, address, commit = names[repository_id]
        filling = msgspec.json.decode(values)
        forms = probe.forms(reason, filling)
        listed = places.get((repository_id, probe_id), ())
        shown = tuple(
            Place(path, line, of_place, label, file_address(address, commit, path, line))
            for path, line, of_place, label in listed
        )
        yield Fact(
            probe=label_of_probe(probe),
            repository_id=repository_id,
            repository=name,
            outcome=outcome,
            reason=reason,
            sentence=forms.text if forms else said_by(probe, reason),
            forms=forms,
            values=filling,
            places=shown,
            more=max(0, count - len(listed)),
        )


def _places(
    reading: Reading, repositories: Sequence[str]
) -> Mapping[tuple[str, str], list[tuple[str, int | None, str, str]]]:
    """The first places of each finding; those that speak as the finding does come first."""
    found: dict[tuple[str, str], list[tuple[str, int | None, str, str]]] = defaultdict(list)
    for repository_id, probe_id, *place in reading.engine.rows(
        query("places_of_findings"),
        ids=list(repositories),
        most=PLACES,
    ):
        path, line, outcome, label = place
        found[repository_id, probe_id].append((path, line, outcome, label))
    return found


def findings_against(
    reading: Reading, entry_id: str
) -> Mapping[str, tuple[str, dict[str, str | int | float]]]:
    """Reason and values of each probe that is false for an entry of the portfolio."""
    rows = reading.engine.rows(query("findings_against"), entry=entry_id)
    return {probe_id: (reason, msgspec.json.decode(values)) for probe_id, reason, values in rows}
