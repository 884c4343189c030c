# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""No text is slow for any pattern of the package, however it was made."""

import re
import time
from collections.abc import Iterator, Mapping

import pytest

from commonweal.evidence import Engine
from tests.fuzz.adversary import adversarial_lines
from tests.fuzz.patterns import Found, every_pattern, patterns_in_queries
from tests.fuzz.recorded import places_of_patterns, recorded

LONGEST = 100_000
# Seconds of this process's own time: for one line, and for lines of 100 KB together.
# Wide enough for a slow machine: what is not linear takes many times as long.
A_LINE, TOGETHER = 0.5, 2.5
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
# Patterns grow slowly to their full length, so that a bad one is told and not waited for.
_STEPS = (12, 18, 22, 24, 26, 50, 100, 300, 1_000, 3_000, 10_000, 30_000, LONGEST)

# Patterns that are made, of which their modules ask only the beginning of a line.
BEGINNINGS = (
    "commonweal.packages.ecosystems.others.by_line:",
    "commonweal.drafting.metadata.crosswalk:line_of",
)
# And those that are to match the whole.
WHOLE = ("commonweal.formats.reuse.globs:__init__", "commonweal.sources.people.bots:")


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.close()


def as_it_is_asked(one: Found) -> Found:
    if one.name.startswith(BEGINNINGS):
        return one._replace(method="match")
    return one._replace(method="fullmatch") if one.name.startswith(WHOLE) else one


PATTERNS = tuple(map(as_it_is_asked, every_pattern()))
QUERIES = tuple(patterns_in_queries())


def cap_of(name: str) -> int:
    fitting = [start for start in CAPS if name.startswith(start)]
    return CAPS[max(fitting, key=len)] if fitting else LONGEST


def seconds_for(found: Found, line: str) -> float:
    subject = line.encode() if isinstance(found.pattern.pattern, bytes) else line
    started = time.thread_time()
    getattr(found.pattern, found.method)(subject)
    return time.thread_time() - started


def slow_line(found: Found) -> str | None:
    """Tell of the first line that is too slow, measured twice for a machine has other work."""
    written = found.pattern.pattern
    text = written.decode() if isinstance(written, bytes) else written
    cap = cap_of(found.name)
    for step in [*(one for one in _STEPS if one < cap), cap]:
        # Short lines may be many: what they take together is bounded too.
        bound = A_LINE if cap == LONGEST else min(A_LINE, max(TOGETHER * step / LONGEST, 0.025))
        for line in adversarial_lines(text, step, found.pattern.flags):
            took = seconds_for(found, line)
            if took > bound and (took := seconds_for(found, line)) > bound:
                return f"{step} characters took {took:.3f} s: {line[:60]!r}"
    return None


@pytest.mark.parametrize("found", PATTERNS, ids=lambda found: found.name)
def test_no_line_is_slow_for_a_pattern(found: Found) -> None:
    assert slow_line(found) is None


def test_patterns_are_found_wherever_they_are_written() -> None:
    names = {found.name.partition(":line")[0] for found in PATTERNS}

    assert "commonweal.measures.probes.container_image.probe:_FROM:0" in names
    assert "commonweal.syntax.prose.read" in names, "written in a call"
    assert any(name.startswith("sign:") for name in names)
    assert "commonweal.core.text:_stacked" in {name.rpartition(":")[0] for name in names}
    assert sum(name.startswith("commonweal.syntax.prose.sections:_patterns") for name in names) > 20


def test_each_place_that_makes_patterns_of_parts_was_heard_making_one() -> None:
    made = {one.place for one in recorded()}

    assert sorted(set(places_of_patterns()) - made) == [], "give `makers` something that asks it to"


@pytest.mark.parametrize(("name", "pattern"), QUERIES, ids=[name for name, _ in QUERIES])
def test_no_line_is_slow_for_a_pattern_of_a_query(name: str, pattern: str, engine: Engine) -> None:
    lines = list(adversarial_lines(pattern, LONGEST))
    started = time.process_time()

    for line in lines:
        engine.rows("select regexp_matches($line, $pattern)", line=line, pattern=pattern)

    assert time.process_time() - started < A_LINE * len(lines), name


def test_a_slow_pattern_would_be_found() -> None:
    slow = Found("made up", re.compile(r"(?:a+)+b"), "search")
    doubled = Found("made up", re.compile(r"x\s*y?\s*z"), "search")

    assert slow_line(slow) is not None
    assert slow_line(doubled) is not None
    assert slow_line(Found("lines", re.compile(r"^\s*FROM\s", re.MULTILINE), "search")) is not None
