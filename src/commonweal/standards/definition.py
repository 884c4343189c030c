# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a standard declares: its controls, the probes that answer them, the questions it asks."""

from typing import Literal

import msgspec

from commonweal.measures.probe import Effort

# Whom a control asks: the evidence, a person with authority, or both of them.
Settle = Literal["evidence", "answer", "both"]


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
    text, of which nothing is copied. `score` says what a `score.py` gives.
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
