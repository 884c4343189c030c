# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Order of versions, a measure per ordering, and whether versions are affected.

Whether a version is affected is asked twice: of the record, and of the intervals that an
import makes of it, which the engine compares. Questions that name no version are not asked
of intervals: the record calls such a package affected, while an import matches versions
alone and counts what has none.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cases.outcome import Outcome
from commonweal.packages.advisories.ecosystems import purl_type
from commonweal.packages.advisories.intervals import covers, intervals_of
from commonweal.packages.model import purl_of
from commonweal.surfaces.cli._judging import answered

FOLDER = "osv-cases"
# Measures that are not named have the bar 1.0. Maven's own comparison runs in circles, so
# that an order cannot agree with all of it.
BARS = {"affected": 1.0, "maven": 0.999}
_ASKED = ("ecosystem", "name", "version")
_ORDERS = {"<": -1, "=": 0, ">": 1}


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Answer every pair and every question as the command does, without what is expected."""
    names = json.loads((folder / "cases.json").read_text("utf-8"))["ecosystems"]
    for file in sorted((folder / "versions").glob("*.tsv")):
        ordering = file.name.partition("-")[0]
        ecosystem = names[ordering].partition(",")[0]
        for line in file.read_text("utf-8").splitlines():
            left, operator, right = line.split("\t")
            question = {"ecosystem": ecosystem, "left": left, "right": right}
            got = answered("version-order", question)["order"]
            yield Outcome(ordering, line.replace("\t", " "), _ORDERS[operator], got)
    for case in json.loads((folder / "affected.json").read_text("utf-8"))["cases"]:
        question = {key: value for key, value in case.items() if key != "expected"}
        yield Outcome(
            "affected", case["id"], case["expected"], answered("affected", question)["affected"]
        )
        # An import matches versions in use; a package without one is told as such.
        if question["package"].get("version"):
            yield Outcome("intervals", case["id"], case["expected"], _in_intervals(question))


def _in_intervals(question: Mapping[str, Any]) -> bool | None:
    """Answer as an import and the join would: by the intervals of the package's own URL."""
    ecosystem, name, version = (question["package"].get(key, "") for key in _ASKED)
    type_ = purl_type(ecosystem)
    if type_ is None:
        return None
    purl = purl_of(type_, name)
    if question.get("withdrawn"):
        return False
    return any(
        covers(interval, ecosystem, version)
        for interval in intervals_of(question)
        if interval.purl == purl
    )
