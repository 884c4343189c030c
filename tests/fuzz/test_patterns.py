# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""No text is slow for any pattern of the package, however it was made."""

import re
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import pytest

from commonweal.evidence import Engine
from tests.fuzz.adversary import adversarial_lines
from tests.fuzz.patterns import Found, made_patterns, patterns_in_queries, walked_patterns
from tests.fuzz.recorded import places_of_patterns, recorded

LONGEST = 100_000
# Seconds of this process's own time: for one line, and for lines of 100 KB together.
# Wide enough for a slow machine: what is not linear takes many times as long.
A_LINE, TOGETHER, A_MOMENT = 0.5, 2.5, 0.025
# Where code cuts lines before it matches; the longest beginning of a name counts.
CAPS: Mapping[str, int] = {
    "sign:": 2_000,
    "commonweal.syntax.prose.": 2_000,
    "commonweal.packages.ecosystems.others.by_line:": 500,
    "commonweal.drafting.metadata.setting:_COPYRIGHT": 300,
    "commonweal.drafting.metadata.crosswalk:line_of": 500,
    "commonweal.formats.cff.rules:text": 4_000,
    # Paths are no longer.
    "commonweal.formats.reuse.globs:": 4_096,
    "commonweal.formats.weights.names:": 4_096,
    "commonweal.formats.licence.recognise:_MODIFIED": 600,
    "commonweal.formats.licence.terms:": 64 * 1024,
}
# Lines of a pattern grow, so that nobody waits for a bad one.
STEPS = (12, 18, 22, 24, 26, 50, 100, 300, 1_000, 3_000)
LONG = 10_000
# Twice the length takes twice the time where a pattern is linear, four times where it is not.
GROWTH = 3

# Patterns that are made, of which their modules ask only the beginning of a line.
BEGINNINGS = (
    "commonweal.packages.ecosystems.others.by_line:",
    "commonweal.drafting.metadata.crosswalk:line_of",
)
# And those that are to match the whole.
WHOLE = ("commonweal.formats.reuse.globs:__init__", "commonweal.sources.people.bots:")


def as_it_is_asked(one: Found) -> Found:
    if one.name.startswith(BEGINNINGS):
        return one._replace(method="match")
    return one._replace(method="fullmatch") if one.name.startswith(WHOLE) else one


@cache
def walked() -> tuple[Found, ...]:
    return tuple(map(as_it_is_asked, walked_patterns()))


@cache
def made() -> tuple[Found, ...]:
    return tuple(map(as_it_is_asked, made_patterns(walked(), recorded())))


def cap_of(name: str) -> int:
    fitting = [start for start in CAPS if name.startswith(start)]
    return CAPS[max(fitting, key=len)] if fitting else LONGEST


def seconds_for(found: Found, line: str) -> float:
    subject = line.encode() if isinstance(found.pattern.pattern, bytes) else line
    started = time.thread_time()
    getattr(found.pattern, found.method)(subject)
    return time.thread_time() - started


class Slowest(NamedTuple):
    """Seconds that a line of a length took."""

    seconds: float
    length: int
    line: str

    def __str__(self) -> str:
        return f"{self.length} characters took {self.seconds:.3f} s: {self.line[:60]!r}"


def slowest(found: Found, length: int, bound: float) -> Slowest:
    """The first line over a bound, measured twice for a machine has other work; else the worst."""
    written = found.pattern.pattern
    text = written.decode("latin-1") if isinstance(written, bytes) else written
    worst = Slowest(0, length, "")
    for line in adversarial_lines(text, length, found.pattern.flags):
        if (took := seconds_for(found, line)) > bound:
            took = min(took, seconds_for(found, line))
        worst = max(worst, Slowest(took, length, line))
        if took > bound:
            break
    return worst


def slow_line(found: Found) -> Slowest | None:
    """Give a line that takes too long.

    A pattern whose time grows by the square of the length takes the whole bound for the longest
    line only if it takes this part of it, squared, for a line of `LONG`. What takes less there
    is done: of nearly all, nothing longer needs to be tried.
    """
    cap = cap_of(found.name)
    for step in (one for one in STEPS if one < cap):
        if (worst := slowest(found, step, A_MOMENT)).seconds > A_MOMENT:
            return worst
    # Short lines may be many: what they take together is bounded too.
    bound = A_LINE if cap == LONGEST else min(A_LINE, max(TOGETHER * cap / LONGEST, A_MOMENT))
    if cap > LONG:
        part = bound * (LONG / cap) ** 2
        if (worst := slowest(found, LONG, part)).seconds <= part:
            return None
        twice = slowest(found, 2 * LONG, GROWTH * worst.seconds)
        if twice.seconds > GROWTH * worst.seconds:
            return twice
        if twice.seconds * cap / LONG < bound:
            return None
    worst = slowest(found, cap, bound)
    return worst if worst.seconds > bound else None


def slow_lines(patterns: tuple[Found, ...]) -> dict[str, str]:
    return {one.name: str(line) for one in patterns if (line := slow_line(one))}


# Each half is one case: a walk of all modules, or a process that makes patterns, is not done twice.
@pytest.mark.parametrize("patterns", [walked, made], ids=["walked", "made"])
def test_no_line_is_slow_for_a_pattern(patterns: Callable[[], tuple[Found, ...]]) -> None:
    assert slow_lines(patterns()) == {}


def test_patterns_are_found_wherever_they_are_written() -> None:
    names = {found.name.partition(":line")[0] for found in walked()}
    places = [found.name.rpartition(":")[0] for found in made()]

    assert "commonweal.measures.probes.container_image.probe:_FROM:0" in names
    assert "commonweal.syntax.prose.read" in names, "written in a call"
    assert any(name.startswith("sign:") for name in names)
    assert "commonweal.core.text:_stacked" in places
    assert places.count("commonweal.syntax.prose.sections:_patterns") > 20


def test_each_place_that_makes_patterns_of_parts_was_heard_making_one() -> None:
    heard = {one.place for one in recorded()}

    assert sorted(set(places_of_patterns()) - heard) == [], "give `makers` something that asks it"


def test_no_line_is_slow_for_a_pattern_of_a_query() -> None:
    engine = Engine()
    slow = {}
    for name, pattern in patterns_in_queries():
        lines = list(adversarial_lines(pattern, LONGEST))
        started = time.process_time()
        for line in lines:
            engine.rows("select regexp_matches($line, $pattern)", line=line, pattern=pattern)
        took = time.process_time() - started
        if took > A_LINE * len(lines):
            slow[name] = took
    engine.close()

    assert slow == {}


@pytest.mark.parametrize(
    "pattern",
    [
        re.compile(r"(?:a+)+b"),
        re.compile(r"x\s*y?\s*z"),
        re.compile(r"^\s*FROM\s", re.MULTILINE),
        re.compile(rb"(?:x|yy)=.*;"),
        re.compile(r"\[[^\]]*\]\("),
    ],
    ids=lambda pattern: str(pattern.pattern),
)
def test_a_slow_pattern_would_be_found(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> None:
    assert slow_line(Found("made up", pattern, "search")) is not None
