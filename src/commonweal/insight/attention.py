# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which projects deserve a look, and for which reasons: facts, no scores."""

from typing import Literal

import msgspec

from commonweal.insight.reading import Reading, Subject

Kind = Literal["unread", "no_licence", "one_person", "quiet", "no_conduct"]

# What a portfolio suffers from most comes first.
WEIGHTS: dict[Kind, int] = {
    "unread": 16,
    "no_licence": 8,
    "one_person": 4,
    "quiet": 2,
    "no_conduct": 1,
}
# Metrics that tell a reason, where the office has them: id, and from which value on.
ABSENCE = "contributor_absence_factor"
QUIET = "quiet_ratio"
SILENCE = "quiet_days"
# A busy project that rests for a week has lost its rhythm, but nobody need look.
FEWEST_DAYS = 30


class Reason(msgspec.Struct, frozen=True):
    """Why to look: `repositories` says how many of the project's `of` it concerns."""

    kind: Kind
    repositories: int
    of: int


class Attention(msgspec.Struct, frozen=True):
    """A project or lone repository with its reasons, weightiest first."""

    subject_id: str
    name: str
    reasons: tuple[Reason, ...]


class Absences(msgspec.Struct, frozen=True):
    """What the trees of repositories lack, by repository id."""

    unread: frozenset[str]
    without_licence: frozenset[str]
    without_conduct: frozenset[str]


def absences(reading: Reading) -> Absences:
    """Read once which repositories lack what; a tree that was not seen lacks nothing."""
    rows = reading.engine.rows(
        """
        with seen as (select distinct repository_id from tree_file),
        licensed as (
          select repository_id from licence
          union
          select repository_id from document where kind = 'licence'
        ),
        conducted as (select distinct repository_id from document where kind = 'conduct')
        select
          repository_id,
          not is_read,
          is_read and repository_id in (from seen) and repository_id not in (from licensed),
          is_read and repository_id in (from seen) and repository_id not in (from conducted)
        from repository
        order by repository_id
        """
    )
    return Absences(
        frozenset(id_ for id_, unread, _, _ in rows if unread),
        frozenset(id_ for id_, _, no_licence, _ in rows if no_licence),
        frozenset(id_ for id_, _, _, no_conduct in rows if no_conduct),
    )


def attention(reading: Reading) -> tuple[Attention, ...]:
    """List what deserves a look, weightiest first, ties by name."""
    missing = absences(reading)
    found = [
        Attention(subject.id, subject.name, reasons)
        for subject in reading.entries
        if (reasons := reasons_of(reading, subject, missing))
    ]
    return tuple(sorted(found, key=lambda one: -sum(WEIGHTS[r.kind] for r in one.reasons)))


def reasons_of(reading: Reading, subject: Subject, missing: Absences) -> tuple[Reason, ...]:
    """Say why a subject deserves a look; empty where nothing stands out."""
    ids = subject.repository_ids
    counted: tuple[tuple[Kind, int], ...] = (
        ("unread", len(missing.unread.intersection(ids))),
        ("no_licence", len(missing.without_licence.intersection(ids))),
        ("one_person", len(ids) if depends_on_one(reading, subject) else 0),
        ("quiet", len(ids) if is_quiet(reading, subject) else 0),
        ("no_conduct", len(missing.without_conduct.intersection(ids))),
    )
    return tuple(Reason(kind, count, len(ids)) for kind, count in counted if count)


def depends_on_one(reading: Reading, subject: Subject) -> bool:
    """Tell whether one person makes half of the recent contributions."""
    value = reading.value(subject, ABSENCE)
    return value is not None and value <= 1


def is_quiet(reading: Reading, subject: Subject) -> bool:
    """Tell whether the silence is longer than nearly all earlier ones of the same project."""
    ratio, days = reading.value(subject, QUIET), reading.value(subject, SILENCE)
    return ratio is not None and ratio > 1 and (days is None or days >= FEWEST_DAYS)
