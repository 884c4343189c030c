# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a probe declares about itself, and what it finds."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from string import Formatter
from typing import Literal, NamedTuple

import msgspec

from commonweal.core.tree import Tree


class Outcome(StrEnum):
    """What became of a probe's sentence; unknown is not false."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Place(NamedTuple):
    """Where something was seen, with its own outcome.

    `label` is a word that other rooms read: a standard's control may name
    `probe:label` and is answered from the places with that label alone.
    `line` counts from 1.
    """

    outcome: Outcome
    path: str
    line: int | None = None
    label: str = ""


class Finding(NamedTuple):
    """What one probe says of one repository.

    `reason` names a sentence of the probe's definition; `values` fill its
    placeholders, as text. Places come in the order of their paths.
    """

    outcome: Outcome
    reason: str
    values: Mapping[str, str | int | float] = {}
    places: tuple[Place, ...] = ()


Find = Callable[[Tree], Finding]

Part = Literal["files", "documents", "signs", "licences", "artifacts"]
Topic = Literal[
    "licence",
    "documentation",
    "community",
    "governance",
    "security",
    "automation",
    "quality",
    "releases",
    "people",
    "metadata",
    "inclusion",
    "ai",
]
Effort = Literal["minutes", "hours", "days", "weeks"]


class Probe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A probe: `probe.toml`, with `id` checked against the folder's name.

    `title` is the sentence that is true or false. `reads` names parts of the
    tree where a `probe.py` stands beside, views of the evidence where it is a
    `probe.sql`. `reasons` are the sentences a finding may give; `{name}` is
    filled from its values. `remedy` says what to do where the sentence is not
    as `wanted`; `draft` names a draft that does most of it. `across` says when the
    sentence holds for a project of several repositories: when it does for all
    of them, or for any one. `seen_only` probes say which questions apply at all:
    what was not seen in the part of a tree that was read is taken as not there.
    Raise `version` when the same evidence may be answered otherwise than before.
    `one` are reasons that count, for a single thing: what such a sentence leaves out of the
    other is the number, which is then said in words.
    """

    id: str
    title: str
    topic: Topic
    reads: tuple[str, ...]
    reasons: dict[str, str]
    remedy: str = ""
    effort: Effort = "hours"
    draft: str = ""
    wanted: bool = True
    across: Literal["all", "any"] = "all"
    seen_only: bool = False
    labels: dict[str, str] = {}
    one: dict[str, str] = {}
    version: int = 1
    sql: str = ""
    find: Find | None = None

    def forms(self, reason: str, values: Mapping[str, object]) -> "Forms | None":
        """Both forms of a reason that counts, with the number that chooses between them."""
        if reason not in self.one:
            return None
        left_out = named_in(self.reasons[reason]) - named_in(self.one[reason])
        numbers = [value for name in left_out if isinstance(value := values.get(name), int)]
        return Forms(self.one[reason], self.reasons[reason], max(numbers, default=0))


class Forms(msgspec.Struct, frozen=True):
    """A sentence about one thing, the same about any other number of them, and the number."""

    singular: str
    plural: str
    number: int

    @property
    def text(self) -> str:
        """The English one that fits."""
        return self.singular if self.number == 1 else self.plural


def named_in(sentence: str) -> frozenset[str]:
    """The names in braces that a sentence wants filled."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def true(reason: str, places: Iterable[Place] = (), **values: str | int | float) -> Finding:
    """The sentence is true."""
    return Finding(Outcome.TRUE, reason, values, tuple(places))


def false(reason: str, places: Iterable[Place] = (), **values: str | int | float) -> Finding:
    """The sentence is false, and that was seen."""
    return Finding(Outcome.FALSE, reason, values, tuple(places))


def unknown(reason: str, places: Iterable[Place] = (), **values: str | int | float) -> Finding:
    """Nothing can be said."""
    return Finding(Outcome.UNKNOWN, reason, values, tuple(places))


def not_applicable(
    reason: str, places: Iterable[Place] = (), **values: str | int | float
) -> Finding:
    """The sentence makes no sense here."""
    return Finding(Outcome.NOT_APPLICABLE, reason, values, tuple(places))


def seen(path: str, line: int | None = None, label: str = "") -> Place:
    """A place that speaks for the sentence."""
    return Place(Outcome.TRUE, path, line, label)


def lacking(path: str, line: int | None = None, label: str = "") -> Place:
    """A place that speaks against the sentence."""
    return Place(Outcome.FALSE, path, line, label)
