# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How long work says where it is: a closed set of stages, so that no surface misses one."""

from collections.abc import Callable
from enum import StrEnum

import msgspec


class Stage(StrEnum):
    """A stage of a survey or of a publication."""

    OPEN = "open"
    HISTORY = "history"
    FILES = "files"
    COLLECT = "collect"
    EVIDENCE = "evidence"
    PROBES = "probes"
    PEOPLE = "people"
    METRICS = "metrics"
    ASSESSMENT = "assessment"
    PUBLISH = "publish"


class Progress(msgspec.Struct, frozen=True):
    """`done` of `total` units of a stage are finished; `name` says what it is working on."""

    stage: Stage
    name: str
    done: int
    total: int


Report = Callable[[Progress], None]


def report_nothing(progress: Progress) -> None:
    """Report to nobody."""
