# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a check is reckoned from: records of single facts, and the score they come to."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

RecordOutcome = Literal[
    "true", "false", "not_applicable", "not_available", "not_supported", "error"
]
Why = Literal["", "unknown", "not_applicable", "invalid"]

MOST = 10


class Record(NamedTuple):
    """A fact by its name, with values as text."""

    fact: str
    outcome: RecordOutcome
    values: Mapping[str, str] = {}
    path: str = ""


class CheckScore(NamedTuple):
    """A score from 0 to 10; None where `why` says that there can be none.

    `warn` counts what speaks against the project, `info` what speaks for it.
    """

    score: int | None
    warn: int = 0
    info: int = 0
    why: Why = ""


Evaluation = Callable[[Sequence[Record]], CheckScore]

INVALID = CheckScore(None, why="invalid")


def share(part: int, whole: int) -> int:
    """A part of a whole as a score, rounded down; 0 of nothing."""
    return min(MOST * part // whole, MOST) if whole else 0


def with_outcome(records: Sequence[Record], outcome: RecordOutcome, fact: str = "") -> list[Record]:
    """Records of one outcome, and of one fact where it is named."""
    return [
        record
        for record in records
        if record.outcome == outcome and (not fact or record.fact == fact)
    ]


def count(value: str | None) -> int | None:
    """A number that is written in a value; None where none is."""
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 9:  # noqa: PLR2004
        return None
    return int(value)
