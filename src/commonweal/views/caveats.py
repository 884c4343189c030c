# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What limits the numbers of a page: what was not seen of its repositories, or not lately."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.insight.reading import Reading, Subject

CaveatKind = Literal["old", "older", "not_read", "shallow", "light"]


class Caveat(msgspec.Struct, frozen=True):
    """What limits every number of the page: in how many of its repositories.

    Of the kind `old` all copies are, and `day` is where the numbers end. Of the kind `older`
    are copies that end a month or more before the newest one.
    """

    kind: CaveatKind
    repositories: int
    of: int
    day: datetime | None = None


def caveats(reading: Reading, subject: Subject) -> tuple[Caveat, ...]:
    """Say what was not seen of a subject."""
    of = len(subject.repository_ids)
    counted: tuple[tuple[CaveatKind, int], ...] = (
        ("older", reading.older_copies(subject)),
        ("not_read", of - subject.read),
        ("shallow", subject.shallow),
        ("light", subject.light),
    )
    old = [Caveat("old", of, of, subject.ends_at)] if subject.ends_at else []
    return (*old, *(Caveat(kind, count, of) for kind, count in counted if count))


def ends(reading: Reading, subject: Subject) -> tuple[Caveat, ...]:
    """Say where what is told of a subject ends, if that is not the day of the survey."""
    return tuple(found for found in caveats(reading, subject) if found.kind in ("old", "older"))
