# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What to do first: each step with all that it would settle, over all standards.

A step's rank is what it would settle (each control counts as its standard weighs
it among its own, and as the office weighs the standard), times how much depends
on the project (the office's weight, once more for each project that uses it), over
the effort.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from commonweal.insight.findings import ProbeLabel, label_of_probe
from commonweal.insight.reading import Reading, Subject
from commonweal.insight.results import (
    ControlLabel,
    StandardLabel,
    judged_as,
    label_of_control,
    label_of_standard,
)
from commonweal.measures.probe import Effort, Probe

# Rough hours; their order matters, not their size.
HOURS: Mapping[Effort, float] = {"minutes": 0.5, "hours": 3.0, "days": 16.0, "weeks": 80.0}
HOURS_OF_ANSWER = 0.6


class Step(msgspec.Struct, frozen=True):
    """One thing to do: make `probe` true or, where it is None, have questions answered.

    `lacking` are the parts that are seen to be missing in a file that is there; `place` is
    where the first thing is that speaks against it, as a path with a line.
    """

    subject: Subject
    kind: Literal["do", "answer"]
    probe: ProbeLabel | None
    lacking: tuple[str, ...]
    place: str
    settles: tuple[ControlLabel, ...]
    standards: tuple[StandardLabel, ...]
    hours: float
    rank: float


class Common(msgspec.Struct, frozen=True):
    """The same step in several projects."""

    probe: ProbeLabel
    projects: int
    settles: int


class Page(msgspec.Struct, frozen=True):
    """The first steps of all, and what many projects have in common."""

    steps: tuple[Step, ...]
    more: int
    common: tuple[Common, ...]
    total: int


def page(reading: Reading, subject_id: str | None = None, *, limit: int = 20) -> Page:
    """Rank the steps of a subject, or of all projects and the office."""
    if subject_id is None:
        wanted = [*reading.entries, reading.portfolio]
    else:
        wanted = [reading.subjects[subject_id]]
    judged = {judged_as(reading, subject): subject for subject in wanted}
    found = sorted(
        _steps(reading, judged), key=lambda step: (-step.rank, step.subject.id, _name(step))
    )
    return Page(tuple(found[:limit]), max(0, len(found) - limit), _common(found), len(found))


def _name(step: Step) -> str:
    return step.probe.id if step.probe else ""


class _Wanted(NamedTuple):
    """What stands between a subject and its standards by one probe; "" waits for an answer."""

    probe_id: str
    controls: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]


def _steps(reading: Reading, judged: Mapping[str, Subject]) -> Iterator[Step]:
    """One step a subject and probe, and one for all that waits for an answer."""
    wanted, seen = reading.once(_wanted), reading.once(_labels_seen_lacking)
    places, importance = reading.once(_first_places), reading.once(_importance)
    weights = reading.once(_weights)
    for subject_id, subject in judged.items():
        for one in wanted.get(subject_id, ()):
            probe = reading.probes.get(one.probe_id)
            if one.probe_id and not (probe and probe.remedy):
                continue
            key = (subject_id, one.probe_id)
            named = [label for label in one.labels if (*key, label) in seen]
            yield _step(
                reading,
                subject,
                probe,
                one.controls,
                tuple(probe.labels[label] for label in named) if probe else (),
                places.get(key, ""),
                importance,
                weights.get(subject_id, 1.0),
            )


def _wanted(reading: Reading) -> Mapping[str, tuple[_Wanted, ...]]:
    controls: dict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    labels: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for subject_id, standard_id, control_id, asks, fact in reading.engine.rows(
        "select subject_id, standard_id, control_id, asks, fact from obstacle order by all"
    ):
        if standard_id not in reading.standards:
            continue
        probe_id, _, label = (fact or "").partition(":")
        key = (subject_id, probe_id if asks == "fact" else "")
        controls[key][standard_id, control_id] = None
        labels[key][label] = None
    found: dict[str, list[_Wanted]] = defaultdict(list)
    for (subject_id, probe_id), of_key in controls.items():
        wanted = _Wanted(probe_id, tuple(of_key), tuple(labels[subject_id, probe_id]))
        found[subject_id].append(wanted)
    return {subject_id: tuple(some) for subject_id, some in found.items()}


def _weights(reading: Reading) -> Mapping[str, float]:
    """How much depends on a project: the office's weight, once more for each that uses it."""
    return dict(
        reading.engine.rows(
            """
            with dependants as (
              select providing.entry_id, count(distinct needing.entry_id) as entries
              from package_edges
              join entries as providing on providing.repository_id = package_edges.providing_id
              join entries as needing on needing.repository_id = package_edges.needing_id
              where providing.entry_id <> needing.entry_id
              group by providing.entry_id
            )
            select
              entries.entry_id,
              coalesce(max(project.weight), 1.0) * (1 + coalesce(max(dependants.entries), 0))
            from entries
            left join project on 'project:' || project.project_id = entries.entry_id
            left join dependants on dependants.entry_id = entries.entry_id
            group by entries.entry_id
            """
        )
    )


def _labels_seen_lacking(reading: Reading) -> frozenset[tuple[str, str, str]]:
    """Parts that a probe looked for in a file, and did not see: subject, probe, label."""
    rows = reading.engine.rows(
        "select distinct subject_id, probe_id, label from finding_place "
        "join subject_repositories using (repository_id) "
        "where outcome = 'false' and label <> '' and path <> ''"
    )
    return frozenset((subject_id, probe_id, label) for subject_id, probe_id, label in rows)


def _first_places(reading: Reading) -> Mapping[tuple[str, str], str]:
    """Where the first thing lies that speaks against a probe, by subject and probe."""
    rows = reading.engine.rows(
        "select subject_id, probe_id, "
        "arg_min(path || coalesce(':' || line, ''), (path, place_no)) from finding_place "
        "join subject_repositories using (repository_id) "
        "where outcome = 'false' and path <> '' group by subject_id, probe_id"
    )
    return {(subject_id, probe_id): place for subject_id, probe_id, place in rows}


def _step(
    reading: Reading,
    subject: Subject,
    probe: Probe | None,
    controls: tuple[tuple[str, str], ...],
    lacking: tuple[str, ...],
    place: str,
    importance: Mapping[tuple[str, str], float],
    weight: float,
) -> Step:
    hours = HOURS[probe.effort] if probe else HOURS_OF_ANSWER * len(controls)
    settled = sum(importance.get(control, 0.0) for control in controls)
    standards = dict.fromkeys(standard_id for standard_id, _ in controls)
    return Step(
        subject=subject,
        kind="do" if probe else "answer",
        probe=label_of_probe(probe) if probe else None,
        lacking=lacking,
        place=place,
        settles=tuple(_label(reading, *control) for control in controls),
        standards=tuple(label_of_standard(reading.standards[standard]) for standard in standards),
        hours=hours,
        rank=settled * weight / hours,
    )


def _label(reading: Reading, standard_id: str, control_id: str) -> ControlLabel:
    standard = reading.standards[standard_id]
    return label_of_control(standard, next(c for c in standard.control if c.id == control_id))


def _importance(reading: Reading) -> Mapping[tuple[str, str], float]:
    """How much a control counts: its weight among its standard's, times the office's weight."""
    manifest = reading.engine.manifest
    described = manifest.options.get("standards", "{}") if manifest else "{}"
    of_office: dict[str, float] = msgspec.json.decode(described)
    found = {}
    for standard in reading.standards.values():
        mean = sum(control.weight for control in standard.control) / len(standard.control)
        for control in standard.control:
            weight = of_office.get(standard.id, 1.0)
            found[standard.id, control.id] = weight * control.weight / (mean or 1.0)
    return found


def _common(steps: Iterable[Step]) -> tuple[Common, ...]:
    by_probe: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        if step.probe:
            by_probe[step.probe.id].append(step)
    found = [
        Common(
            some[0].probe,
            len({step.subject.id for step in some}),
            sum(len(step.settles) for step in some),
        )
        for some in by_probe.values()
        if some[0].probe
    ]
    several = [one for one in found if one.projects > 1]
    return tuple(sorted(several, key=lambda one: (-one.projects, -one.settles, one.probe.id)))
