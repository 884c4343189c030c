# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The steps of the list as every page, command and file shows them: slices of one order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from commonweal.insight.findings import ProbeLabel, findings_against, label_of_probe
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.priorities.catalogue import reasons
from commonweal.insight.priorities.definition import (
    CLASSES,
    SERIOUS,
    Class,
    Reason,
    Topic,
    effort_within,
)
from commonweal.insight.priorities.occurrences import offer_occurrences
from commonweal.insight.priorities.rank import Ranked, ranked
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.repositories import place_address
from commonweal.insight.results import (
    ControlLabel,
    StandardLabel,
    judged_as,
    label_of_control,
    label_of_standard,
)
from commonweal.insight.upgrades import Upgrade, upgrades_of
from commonweal.measures.find import said_by
from commonweal.measures.probe import Effort, Forms, Probe


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with `{values}` to fill; it is translated under its `context`."""

    context: str
    text: str
    values: dict[str, Any] = {}
    forms: Forms | None = None

    def plain(self) -> str:
        """Fill it in English, for a terminal."""
        return self.filled(self.text)

    def filled(self, text: str, values: Mapping[str, Any] | None = None) -> str:
        """Fill a translation of it, with values as a language writes them."""
        return text.format_map(_Known(self.values if values is None else values))


class _Known(dict[str, Any]):
    """Values by name; what a sentence asks for and nobody knows stays empty."""

    def __missing__(self, name: str) -> str:
        return ""


class StepProject(msgspec.Struct, frozen=True):
    """A project that a step is for. `lacking` are parts seen to be missing in a file.

    `place` is a file, or `path:line`, and `address` where it is on the web; "" where not known.
    """

    id: str
    name: str
    place: str
    lacking: tuple[str, ...]
    address: str = ""


class Why(msgspec.Struct, frozen=True):
    """Why a step stands where it stands: its class, and its worth within it.

    `settles` is what it settles in every project times what depends on that project, added
    up; `worth` is that over `hours`.
    """

    class_: Class = msgspec.field(name="class")
    settles: float
    depends: float
    hours: float
    worth: float


class Step(msgspec.Struct, frozen=True):
    """One thing to do, in all projects that it is for, heaviest first.

    `kind` tells whether something is done or a question answered. `number` is its place in
    the list of the whole portfolio, from 1. `settles` are the controls that it settles.
    `package` is the package URL of what it is about where that has a page of its own.
    """

    id: str
    number: int
    kind: Literal["do", "answer"]
    topic: Topic
    class_: Class = msgspec.field(name="class")
    reason_id: str
    target: str
    reason: Sentence
    remedy: Sentence
    effort: Effort
    probe: ProbeLabel | None
    projects: tuple[StepProject, ...]
    settles: tuple[ControlLabel, ...]
    standards: tuple[StandardLabel, ...]
    why: Why
    package: str = ""


class Listing(msgspec.Struct, frozen=True):
    """The first steps of a slice of the list, and how many it has."""

    steps: tuple[Step, ...]
    total: int

    @property
    def more(self) -> int:
        """Steps that are not shown."""
        return self.total - len(self.steps)


class _Member(NamedTuple):
    """A project of a step; `encoded` holds the values of its sentences as JSON."""

    subject_id: str
    reason: str
    remedy: str
    encoded: str
    place: str

    @property
    def values(self) -> dict[str, Any]:
        """The values of its sentences; thousands of projects are asked only for the first's."""
        decoded: dict[str, Any] = msgspec.json.decode(self.encoded)
        return decoded


class _Details(NamedTuple):
    """What is known of the steps that are shown, by reason and target."""

    members: Mapping[tuple[str, str], Sequence[_Member]]
    controls: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
    upgrades: Mapping[str, Upgrade]
    places: Mapping[tuple[str, str], tuple[str, str]]
    lacking: Mapping[tuple[str, str], frozenset[str]]
    findings: Mapping[str, tuple[str, dict[str, Any]]]


_NO_DETAILS = _Details({}, {}, {}, {}, {}, {})


def steps_of(
    reading: Reading, subject_id: str | None = None, *, topics: Iterable[Topic] = ()
) -> tuple[Step, ...]:
    """Give all steps of the portfolio, or those that are for one subject, in one order."""
    return listing(reading, subject_id, topics=topics).steps


def listing(
    reading: Reading,
    subject_id: str | None = None,
    *,
    topics: Iterable[Topic] = (),
    limit: int | None = None,
) -> Listing:
    """Give the first steps of the portfolio or of one subject; only those about some topics.

    A repository shares the steps of its project.
    """
    wanted, subject = frozenset(topics), _subject(reading, subject_id)
    of_subject = _of_subject(reading, subject)
    found = [
        (number, step)
        for number, step in enumerate(priority_list(reading), 1)
        if (of_subject is None or step[:2] in of_subject)
        and (not wanted or reasons()[step.reason_id].topic in wanted)
    ]
    return Listing(_in_words(reading, found[:limit], subject), len(found))


def steps_of_targets(reading: Reading, targets: Collection[str]) -> Mapping[str, tuple[Step, ...]]:
    """Give the steps of the portfolio that are about each of some targets, such as packages."""
    found = [
        (number, step)
        for number, step in enumerate(priority_list(reading), 1)
        if step.target in targets
    ]
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in _in_words(reading, found, ""):
        steps[step.target].append(step)
    return {target: tuple(of) for target, of in steps.items()}


def _in_words(
    reading: Reading, shown: Sequence[tuple[int, Ranked]], subject: str
) -> tuple[Step, ...]:
    """Put steps into words, each with its place in the list."""
    # Those of the portfolio are shown by many pages, and the same on each of them.
    known = {} if subject else reading.once(_steps_by_number)
    new = [(number, step) for number, step in shown if number not in known]
    details = _details(reading, [step for _, step in new], subject)
    known |= {number: _step(reading, number, step, details) for number, step in new}
    return tuple(known[number] for number, _ in shown)


def _steps_by_number(reading: Reading) -> dict[int, Step]:
    """The steps of the portfolio that were put into words already, by their place."""
    del reading
    return {}


def priority_list(reading: Reading) -> tuple[Ranked, ...]:
    """The whole list in its order, without texts."""
    return reading.once(_ranked)


def _ranked(reading: Reading) -> tuple[Ranked, ...]:
    offer_occurrences(reading)
    found = ranked(reading.engine)
    reading.engine.offer_rows(
        "ranked",
        {"reason_id": "VARCHAR", "target": "VARCHAR", "class_no": "INTEGER", "number": "INTEGER"},
        [(*step[:2], CLASSES.index(step.class_), number) for number, step in enumerate(found, 1)],
    )
    return found


def _subject(reading: Reading, subject_id: str | None) -> str:
    """The entry of the portfolio that a subject is of; empty for all and the office together."""
    if subject_id is None:
        return ""
    subject = reading.subjects.get(subject_id)
    if subject is None or subject.kind != "repository":
        return subject_id
    return reading.entry_of(judged_as(reading, subject))


def _of_subject(reading: Reading, subject: str) -> frozenset[tuple[str, str]] | None:
    if not subject:
        return None
    priority_list(reading)
    rows = reading.engine.rows(query("steps_of_subject"), subject=subject)
    return frozenset((reason_id, target) for reason_id, target in rows)


def _details(reading: Reading, steps: Sequence[Ranked], subject: str) -> _Details:
    """Ask for all that the steps show, at once."""
    if not steps:
        return _NO_DETAILS
    engine = reading.engine
    columns = {"reason_id": "VARCHAR", "target": "VARCHAR", "class_no": "INTEGER"}
    wanted = [(*step[:2], CLASSES.index(step.class_)) for step in steps]
    probes = [step.target for step in steps if step.target in reading.probes]
    members: dict[tuple[str, str], list[_Member]] = defaultdict(list)
    controls: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    with engine.relation("wanted", columns, wanted):
        for reason_id, target, *member in engine.rows(query("step_members"), subject=subject):
            members[reason_id, target].append(_Member(*member))
        for reason_id, target, *control in engine.rows(query("settled_controls"), subject=subject):
            controls[reason_id, target].append((control[0], control[1]))
    packages = [step.target for step in steps if reasons()[step.reason_id].source == "upgrades"]
    return _Details(
        members,
        controls,
        {
            upgrade.purl: upgrade
            for upgrade in upgrades_of(reading, subject or "portfolio", purls=packages)
        },
        {
            (entry_id, probe_id): (place, repository_id)
            for entry_id, probe_id, place, repository_id in engine.rows(
                query("first_places"), probes=probes, subject=subject
            )
        },
        {
            (entry_id, probe_id): frozenset(labels)
            for entry_id, probe_id, labels in engine.rows(
                query("lacking_labels"), probes=probes, subject=subject
            )
        },
        findings_against(reading, subject) if subject else {},
    )


def _step(reading: Reading, number: int, step: Ranked, details: _Details) -> Step:
    reason, key = reasons()[step.reason_id], step[:2]
    members = details.members[key]
    probe = reading.probes.get(step.target) if reason.source in ("probe", "gaps") else None
    first = members[0]
    if upgrade := details.upgrades.get(step.target):
        first = first._replace(encoded=msgspec.json.encode(_values(upgrade)).decode())
    controls = [
        control for control in details.controls.get(key, ()) if control[0] in reading.standards
    ]
    return Step(
        id=step.id,
        number=number,
        kind="answer" if reason.source == "questions" else "do",
        topic=reason.topic,
        class_=step.class_,
        reason_id=reason.id,
        target=step.target,
        reason=_reason(reason, probe, first, details, is_alone=len(members) == 1),
        remedy=_remedy(reason, probe, first),
        effort=effort_within(step.hours),
        probe=label_of_probe(probe) if probe else None,
        projects=tuple(_project(reading, member, reason, probe, details) for member in members),
        settles=tuple(_control(reading, *control) for control in controls),
        standards=tuple(
            label_of_standard(reading.standards[standard_id])
            for standard_id in dict.fromkeys(standard_id for standard_id, _ in controls)
        ),
        why=Why(step.class_, step.settles, step.depends, step.hours, step.worth),
        package=_package(reading, step.target),
    )


def _package(reading: Reading, target: str) -> str:
    is_package = target.startswith("pkg:")
    return target if is_package and target in packages_with_page(reading) else ""


def _values(upgrade: Upgrade) -> dict[str, Any]:
    return {
        "package": upgrade.name,
        "advisories": upgrade.advisories,
        "severity": upgrade.severity,
        "version": upgrade.version,
        "settled": upgrade.settled,
        "gateway": upgrade.through,
    }


def _reason(
    reason: Reason, probe: Probe | None, first: _Member, details: _Details, *, is_alone: bool
) -> Sentence:
    """What was found; of several projects it is said without the numbers of each."""
    if probe is not None and is_alone:
        return _finding(reason, probe, first, details)
    if reason.source == "probe":
        return Sentence(f"{reason.id}.reasons.many", reason.reasons["many"])
    name = first.reason
    if not is_alone and f"{name}_many" in reason.reasons:
        name = f"{name}_many"
    return Sentence(f"{reason.id}.reasons.{name}", reason.reasons[name], first.values)


def _finding(reason: Reason, probe: Probe, first: _Member, details: _Details) -> Sentence:
    """The probe's own sentence, with what it found in the project."""
    name, values = first.reason, first.values
    if reason.source == "gaps":
        if probe.id not in details.findings:
            return Sentence(f"{reason.id}.reasons.{name}", reason.reasons[name])
        name, values = details.findings[probe.id]
    forms = probe.forms(name, values)
    text = forms.text if forms else said_by(probe, name)
    return Sentence(f"{probe.id}.reasons.{name}", text, values, forms)


def _remedy(reason: Reason, probe: Probe | None, first: _Member) -> Sentence:
    if probe is not None:
        return Sentence(f"{probe.id}.remedy", probe.remedy)
    text = reason.remedies[first.remedy]
    return Sentence(f"{reason.id}.remedies.{first.remedy}", text, first.values)


def _project(
    reading: Reading, member: _Member, reason: Reason, probe: Probe | None, details: _Details
) -> StepProject:
    subject = reading.subjects.get(member.subject_id, reading.portfolio)
    if probe is None:
        address = place_address(reading, member.subject_id, member.place)
        return StepProject(member.subject_id, subject.name, member.place, (), address)
    key = (member.subject_id, probe.id)
    # What a reason of a probe is about was found: nothing is lacking.
    lacking = details.lacking.get(key, frozenset()) if reason.source == "gaps" else frozenset()
    labels = tuple(text for label, text in probe.labels.items() if label in lacking)
    place, repository_id = details.places.get(key, ("", ""))
    if member.place:
        place, repository_id = member.place, ""
    address = place_address(reading, member.subject_id, place, repository_id)
    return StepProject(member.subject_id, subject.name, place, labels, address)


def _control(reading: Reading, standard_id: str, control_id: str) -> ControlLabel:
    standard = reading.standards[standard_id]
    control = next(control for control in standard.control if control.id == control_id)
    return label_of_control(standard, control)


def urgent_steps(reading: Reading) -> Mapping[str, int]:
    """Count the steps of each project that are more than asked for: of the first classes."""
    priority_list(reading)
    last = max(CLASSES.index(name) for name in SERIOUS)
    return dict(reading.engine.rows(query("urgent_subjects"), last=last))


# For fewer subjects it is quicker to ask for each than for all.
_FEW = 8


def steps_of_subjects(
    reading: Reading, subject_ids: Sequence[str]
) -> Mapping[str, tuple[Step, ...]]:
    """Give the steps of many subjects, each as `steps_of` gives them."""
    if len(subject_ids) < _FEW:
        return {id_: steps_of(reading, id_) for id_ in subject_ids}
    by_entry = reading.once(_StepsByEntry)
    return {id_: by_entry.steps(_subject(reading, id_)) for id_ in subject_ids}


class _StepsByEntry:
    """What the steps of all entries show, asked for at once; put into words entry by entry."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._ranked = priority_list(reading)
        self._details = _details(reading, self._ranked, "")
        self._controls = _controls_by_entry(reading)
        self._findings = _findings_by_entry(reading)
        self._members: dict[str, dict[int, list[_Member]]] = defaultdict(dict)
        for place, step in enumerate(self._ranked):
            for member in self._details.members[step[:2]]:
                self._members[member.subject_id].setdefault(place, []).append(member)

    def steps(self, entry_id: str) -> tuple[Step, ...]:
        """Give the steps of an entry, in the order of the list."""
        members = self._members.get(entry_id, {})
        steps = {place: self._ranked[place] for place in members}
        packages = [
            step.target for step in steps.values() if reasons()[step.reason_id].source == "upgrades"
        ]
        upgrades = upgrades_of(self._reading, entry_id, purls=packages) if packages else ()
        own = self._details._replace(
            members={step[:2]: members[place] for place, step in steps.items()},
            controls={
                step[:2]: self._controls.get((entry_id, *step[:2]), ()) for step in steps.values()
            },
            upgrades={upgrade.purl: upgrade for upgrade in upgrades},
            findings=self._findings.get(entry_id, {}),
        )
        return tuple(
            _step(self._reading, place + 1, step, own) for place, step in sorted(steps.items())
        )


def _controls_by_entry(
    reading: Reading,
) -> Mapping[tuple[str, str, str], Sequence[tuple[str, str]]]:
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for entry_id, reason_id, target, *control in reading.engine.rows(query("settled_by_subject")):
        found[entry_id, reason_id, target].append((control[0], control[1]))
    return found


def _findings_by_entry(reading: Reading) -> Mapping[str, Mapping[str, tuple[str, dict[str, Any]]]]:
    found: dict[str, dict[str, tuple[str, dict[str, Any]]]] = defaultdict(dict)
    for entry_id, probe_id, reason, values in reading.engine.rows(query("findings_against_all")):
        found[entry_id][probe_id] = (reason, msgspec.json.decode(values))
    return found
