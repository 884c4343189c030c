# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a standard declares: its controls, the probes that answer them, the questions it asks."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from commonweal.measures.probe import Effort, Finding

# Whom a control asks: the evidence, a person with authority, or both of them.
Settle = Literal["evidence", "answer", "both"]


class Score(NamedTuple):
    """What a standard's own reckoning gives.

    `value` out of `most`, None where nothing can be said; `coverage` is how much of
    it could be answered, from 0 to 1; `word` is a class by name; `parts` are the
    scores of single controls, None for unknown, absent where not applicable.
    """

    value: float | None
    most: float
    coverage: float = 1.0
    word: str = ""
    parts: Mapping[str, float | None] = {}


# From a repository's findings, and the verdicts of the controls by their id.
Scorer = Callable[[Mapping[str, Finding], Mapping[str, str]], Score]


class ControlAnswer(NamedTuple):
    """A control's verdict with what is behind it; `places` are addresses, or paths with lines."""

    control_id: str
    verdict: str
    basis: str
    because: str
    link: str
    stated_at: datetime | None
    places: tuple[str, ...]


class Dossier(NamedTuple):
    """A project in one standard, as an export is given it.

    `sources` are web addresses (empty where unknown) and commit ids of the
    repositories, `licences` SPDX ids with the path that states them, `goals`
    numbers that the project's own files name.
    """

    project: str
    description: str
    sources: tuple[tuple[str, str], ...]
    licences: tuple[tuple[str, str], ...]
    goals: tuple[int, ...]
    standard_version: str
    level: str
    surveyed_at: datetime
    tool_version: str
    answers: tuple[ControlAnswer, ...]


Exporter = Callable[[Dossier], bytes]


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level, class or stage of a standard; they stand from the lowest to the highest."""

    id: str
    title: str


class Control(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One demand of a standard.

    `all` and `any` name probes, or places of a probe by label (`probe:label`);
    the evidence says *met* when every one of `all` is true and, where there are
    any, at least one of `any` is. `none` name probes that must be false.
    `hints` never settle anything: they suggest an answer to the person asked.
    `when` name probes of which one must be true for the control to apply at all.
    `due_again` is how many months an answer, or a look at the evidence, holds.
    `weight` is how much the standard itself makes of it.
    """

    id: str
    title: str
    settle: Settle
    remedy: str
    link: str = ""
    level: str = ""
    question: str = ""
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    effort: Effort = "hours"
    due_again: int = 12
    weight: float = 1.0
    maps_to: tuple[str, ...] = ()
    note: str = ""


class Standard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard: `standard.toml`, with `id` checked against the folder's name.

    `subject` is what it judges. A standard is *reached* at the highest level
    whose controls, and with `cumulative` those of all levels below, are met or
    not applicable. `when` name probes of which one must be true for the
    standard to be asked of a project. `licence` is that of the standard's own
    text, of which nothing is copied. `score` says in a sentence what the standard's
    `score.py` reckons: a pure function `score` from the findings of the probes that
    its controls name, in whatever role, and their verdicts. An
    `export.py` has a pure function `export` that writes the file its steward takes.
    """

    id: str
    title: str
    short: str
    version: str
    steward: str
    link: str
    licence: str
    purpose: str
    subject: Literal["project", "office"]
    control: tuple[Control, ...]
    level: tuple[Level, ...] = ()
    cumulative: bool = True
    when: tuple[str, ...] = ()
    note: str = ""
    score: str = ""
    scored_by: Scorer | None = None
    exported_by: Exporter | None = None
