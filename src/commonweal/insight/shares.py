# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Of how many projects something is true: numbers that one can read without knowing a metric."""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib import resources

import msgspec

from commonweal.insight.changes import is_comparable
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is counted: where a probe says what is wanted, or a metric is within its limits.

    Where `age` is set, it is not known of a copy that ends so many days before the survey.
    """

    id: str
    title: str
    meaning: str
    probe: str = ""
    metric: str = ""
    least: float = float("-inf")
    most: float = float("inf")
    age: int = 0


class Share(msgspec.Struct, frozen=True):
    """In how many of `all` projects it is so, is not, and is not known; `before` so many then.

    `before` is None where the generation before does not hold the same projects.
    """

    id: str
    title: str
    meaning: str
    met: int
    not_met: int
    unknown: int
    all: int
    before: int | None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    share: tuple[Definition, ...]


@functools.cache
def definitions() -> tuple[Definition, ...]:
    """Everything that is counted, in the order of the page."""
    content = (resources.files("commonweal.insight") / "shares.toml").read_bytes()
    return msgspec.toml.decode(content, type=_File).share


def shares(reading: Reading) -> tuple[Share, ...]:
    """Count the projects of the portfolio; what this generation cannot say of any is left out."""
    return reading.once(_shares) if reading.entries else ()


def shares_of_groups(reading: Reading) -> Mapping[str, tuple[Share, ...]]:
    """Count the projects of each group in the same way, by the group's id."""
    found: dict[str, list[Share]] = {group.id: [] for group in reading.groups}
    for definition in definitions():
        if (verdicts := _verdicts(reading, definition)) is None:
            continue
        for group in reading.groups:
            ids = reading.entries_of(group)
            counted = Counter(verdicts[id_] for id_ in ids)
            found[group.id].append(_share(definition, counted, len(ids), None))
    return {id_: tuple(of_group) for id_, of_group in found.items()}


def _shares(reading: Reading) -> tuple[Share, ...]:
    return tuple(_counted(reading))


def _counted(reading: Reading) -> Iterator[Share]:
    before = reading.previous
    if before is not None and not is_comparable(reading, before):
        before = None
    for definition in definitions():
        if (verdicts := _verdicts(reading, definition)) is None:
            continue
        earlier = _verdicts(before, definition) if before else None
        was_met = Counter(earlier.values())["met"] if earlier is not None else None
        yield _share(definition, Counter(verdicts.values()), len(reading.entries), was_met)


def _share(
    definition: Definition, counted: Counter[str], projects: int, before: int | None
) -> Share:
    return Share(
        id=definition.id,
        title=definition.title,
        meaning=definition.meaning,
        met=counted["met"],
        not_met=counted["not_met"],
        unknown=counted["unknown"],
        all=projects - counted["not_applicable"],
        before=before,
    )


def _verdicts(reading: Reading, definition: Definition) -> Mapping[str, str] | None:
    """Judge each entry; None where neither the probe nor the metric ran."""
    if definition.probe:
        probe = reading.probes.get(definition.probe)
        if probe is None:
            return None
        against = "false" if probe.wanted else "true"
        rows = reading.engine.rows(query("entry_outcomes"), probe=probe.id, against=against)
        verdicts: Mapping[str, str] = dict(rows)
        return {entry.id: verdicts.get(entry.id, "unknown") for entry in reading.entries}
    if definition.metric not in reading.by_id:
        return None
    return {entry.id: _verdict(reading, definition, entry) for entry in reading.entries}


def _verdict(reading: Reading, definition: Definition, entry: Subject) -> str:
    value = reading.value(entry, definition.metric)
    end, now = entry.ends_at, reading.surveyed_at
    is_old = definition.age and end and now and now - end > timedelta(days=definition.age)
    if value is None or is_old:
        return "unknown"
    return "met" if definition.least <= value <= definition.most else "not_met"
