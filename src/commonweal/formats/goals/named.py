# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Find goals by number, in the six languages of the United Nations; never by what a text is about.

"SDG 6.1" names goal 6. A range over all goals names none, and the short forms
of other languages have other meanings, so that the long form must be near.
"""

import functools
import re

GOALS = 17
# The short forms ODD and ODS also stand for formats of files and other things.
_MARK = re.compile(
    r"(?<![A-Za-z])SDGs?(?![a-z])|sustainable development goals?|\bglobal goals?"
    r"|\bODDs?\b|objectifs? de développement durable|\bODS\b|objetivos? de desarrollo sostenible"
    r"|\bЦУР\b|цел[ьяией]{1,2} устойчивого развития|可持续发展目标|可持續發展目標"  # noqa: RUF001  other alphabets
    r"|أهداف التنمية المستدامة|هدف التنمية المستدامة",
    re.IGNORECASE,
)
_SHORT = frozenset({"odd", "odds", "ods"})
_LONG = re.compile(r"développement durable|desarrollo sostenible|agenda 2030", re.IGNORECASE)
# What may stand between the mark and a number, and between two numbers.
_BEFORE = re.compile(
    r"[\s:_#(\[*.\u2013-]{0,6}(?:(?:goals?|no|nos|n°|nº|№|target|targets|icons?|inverted|wheel"
    r"|print|web"
    r"|numbers?|objectifs?|objetivos?)[\s:_#.-]{0,3}){0,2}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"0?(?P<goal>\d{1,2})(?!\d)(?:\.(?:\d{1,2}|[a-d])\b)?")
_BETWEEN = re.compile(
    r"(?:[\s,;/&+#،、]|and|et|y|e|и|و|和|及|или|or|SDGs?|goal)*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|\u2013|to|through|à|a|до|إلى|至)\s*0?(?P<last>\d{1,2})(?!\d)")
# "Goal 6 of the sustainable development goals": the number may also stand before.
_AHEAD = re.compile(
    r"(?:goals?|objectifs?|objetivos?|цель|الهدف|目标|第)\s*(?:n° ?|no\. ?"
    r"|№ ?)?0?(?P<goal>\d{1,2})(?!\d)"
    r"(?=.{0,60}(?:sustainable development|développement durable|desarrollo sostenible"
    r"|устойчивого развития|التنمية المستدامة|可持续发展))",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:sdgs?\.un\.org|/sdgs?|globalgoals)\S{0,40}?goal[s/_-]{0,3}0?(?P<goal>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MOST_NUMBERS = 40


@functools.lru_cache(maxsize=2)
def _is_about_goals(text: str) -> bool:
    """Tell whether a text names the goals in full somewhere; asked for each of its lines."""
    return _LONG.search(text) is not None


def goals_named(line: str, *, text: str = "") -> frozenset[int]:
    """Give the goals that a line names; `text` is what it stands in."""
    found: set[int] = set()
    if not _DIGIT.search(line):
        return frozenset()
    read = 0
    for mark in _MARK.finditer(line):
        if mark.start() < read:
            continue  # it stands in a list that was read already
        if mark[0].casefold() in _SHORT and not (_LONG.search(line) or _is_about_goals(text)):
            continue
        goals, read = _numbers(line, mark.end())
        found |= goals
    found |= {int(match["goal"]) for match in (*_AHEAD.finditer(line), *_URL.finditer(line))}
    return frozenset(goal for goal in found if 1 <= goal <= GOALS)


def _numbers(line: str, start: int) -> tuple[set[int], int]:
    """Read a list of numbers and say where it ends; a range over all goals names none."""
    found: set[int] = set()
    before = _BEFORE.match(line, start)
    at = before.end() if before else start
    for _ in range(_MOST_NUMBERS):
        number = _NUMBER.match(line, at)
        if number is None:
            break
        first, at = int(number["goal"]), number.end()
        if span := _RANGE.match(line, at):
            last, at = int(span["last"]), span.end()
            if (first, last) != (1, GOALS) and last <= GOALS:
                found |= set(range(first, last + 1))
        else:
            found.add(first)
        between = _BETWEEN.match(line, at)
        if between is None or not between[0].strip():
            break
        at = between.end()
    return found, at
