# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How bad an advisory is: CVSS scores where a vector is given, else the word of its source."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec
from cvss import CVSS2, CVSS3, CVSS4
from cvss.exceptions import CVSSError

from commonweal.packages.advisories.affected import mappings

Level = Literal["critical", "high", "medium", "low", "none", "unknown"]
LEVELS: tuple[Level, ...] = ("critical", "high", "medium", "low", "none", "unknown")
_LONGEST = 400
_WORDS: Mapping[str, Level] = {
    "critical": "critical",
    "high": "high",
    "important": "high",
    "moderate": "medium",
    "medium": "medium",
    "low": "low",
    "none": "none",
}


class Severity(msgspec.Struct, frozen=True):
    """`score` is 0.0 to 10.0 of the base metrics of `vector`; None where only a word is known."""

    level: Level = "unknown"
    score: float | None = None
    vector: str = ""


UNKNOWN = Severity()


def severity_of(record: Mapping[str, Any]) -> Severity:
    """The record's own severity, else the worst of its packages; CVSS 4 goes before 3 and 2."""
    vectors = [*mappings(record.get("severity"))]
    blocks = [*mappings(record.get("affected"))]
    if not vectors:
        vectors = [mapping for block in blocks for mapping in mappings(block.get("severity"))]
    scored = [found for vector in vectors if (found := _scored(vector))]
    if scored:
        newest = max(version for version, _ in scored)
        best = (severity for version, severity in scored if version == newest)
        return max(best, key=lambda severity: severity.score or 0.0)
    return _by_word(record, *blocks)


def _scored(rating: Mapping[str, Any]) -> tuple[int, Severity] | None:
    vector = rating.get("score")
    if not isinstance(vector, str) or len(vector) > _LONGEST:
        return None
    version, read = _reader(vector)
    try:
        score, word = read(vector)
    except (CVSSError, ValueError, KeyError, ArithmeticError):
        return None
    if not math.isfinite(score):
        return None
    return version, Severity(_WORDS.get(word.casefold(), "unknown"), score, vector)


def _reader(vector: str) -> tuple[int, Callable[[str], tuple[float, str]]]:
    if vector.startswith("CVSS:4"):
        return 4, _of_4
    return (3, _of_3) if vector.startswith("CVSS:3") else (2, _of_2)


def _of_4(vector: str) -> tuple[float, str]:
    read = CVSS4(vector)
    return float(read.base_score), str(read.severity)


def _of_3(vector: str) -> tuple[float, str]:
    read = CVSS3(vector)
    return float(read.base_score), str(read.severities()[0])


def _of_2(vector: str) -> tuple[float, str]:
    read = CVSS2(vector)
    return float(read.base_score), str(read.severities()[0])


def _by_word(*tables: Mapping[str, Any]) -> Severity:
    """What the database that the record comes from calls it."""
    found: list[Level] = []
    for table in tables:
        for key in ("database_specific", "ecosystem_specific"):
            specific = table.get(key)
            word = specific.get("severity") if isinstance(specific, Mapping) else None
            if isinstance(word, str) and (level := _WORDS.get(word.casefold())):
                found.append(level)
    return Severity(min(found, key=LEVELS.index)) if found else UNKNOWN
