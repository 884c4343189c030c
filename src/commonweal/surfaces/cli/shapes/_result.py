# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Standards, controls, probes and results as JSON shows them."""

import msgspec


class StandardLabel(msgspec.Struct, frozen=True):
    """A standard.

    id: Its id; it never changes.
    title: Its title.
    short: A short title.
    version: The version that is asked.
    purpose: What it is for.
    note: What to know about how it is asked here; may be empty.
    score: What its score means; empty where it has none.
    link: Where the standard is published.
    licence: The licence of its text.
    steward: Who takes care of it.
    """

    id: str
    title: str
    short: str
    version: str
    purpose: str
    note: str
    score: str
    link: str
    licence: str
    steward: str


class ControlLabel(msgspec.Struct, frozen=True):
    """A control: one thing that a standard asks.

    id: Its id, as standard/control; it never changes.
    number: Its number in the standard.
    title: Short title.
    question: The question that is asked.
    remedy: What to do where it is not met.
    note: What to know about it; may be empty.
    level: The level of the standard that it is part of; empty where there are no levels.
    settle: Who can settle it: evidence, a person, or both.
    link: Where the standard explains it.
    """

    id: str
    number: str
    title: str
    question: str
    remedy: str
    note: str
    level: str
    settle: str
    link: str


class ProbeLabel(msgspec.Struct, frozen=True):
    """A probe: a fact that is looked for in repositories.

    id: Its id; it never changes.
    title: Short title.
    remedy: What to do where the fact is missing; may be empty.
    topic: What it is about.
    effort: How long the remedy takes.
    draft: The kind of file that can be drafted; empty where there is none.
    wanted: The outcome that is good: true or false.
    """

    id: str
    title: str
    remedy: str
    topic: str
    effort: str
    draft: str
    wanted: bool


class Standing(msgspec.Struct, frozen=True):
    """The result of a subject in a standard, in numbers.

    standard: The standard.
    met: How many controls are met.
    not_met: How many controls are not met.
    unknown: For how many controls it is not known.
    not_applicable: How many controls do not apply.
    level: The level that was reached; empty where none was, null where there are no levels.
    levels: How many levels the standard has.
    level_no: The number of the level that was reached; null where there are no levels.
    score: The score by the rules of the standard; null where there is none.
    score_most: The highest score that is possible; null where there is none.
    score_coverage: The share of the score that could be judged, from 0 to 1; null for no score.
    score_word: The score as a word; may be empty.
    """

    standard: StandardLabel
    met: int
    not_met: int
    unknown: int
    not_applicable: int
    level: str | None
    levels: int
    level_no: int | None
    score: float | None
    score_most: float | None
    score_coverage: float | None
    score_word: str
