# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Order of versions, a measure per ordering, and whether versions are affected."""

import json
from collections.abc import Iterator
from pathlib import Path

from cases.outcome import Outcome
from commonweal.surfaces.cli._judging import answered

FOLDER = "osv-cases"
# Measures that are not named have the bar 1.0. Maven's own comparison runs in circles, so
# that an order cannot agree with all of it.
BARS = {"affected": 1.0, "maven": 0.999}
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
