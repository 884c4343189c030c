# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licence texts: the id that is claimed, and that texts of another kind are not claimed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from cases.outcome import Outcome
from commonweal.formats.licence.judge import JUDGE

BARS = {"texts": 0.95, "no-claims": 1.0}


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Judge every text; "only" and "or later" are not in the text and count as equal."""
    for line in (folder / "texts.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        judged = JUDGE.judge(case.get("file", "LICENSE"), case["text"].encode())
        measure = "no-claims" if case["expect"] is None else "texts"
        yield Outcome(measure, case["id"], _plain(case["expect"]), _plain(judged["spdx"]))


def _plain(spdx: str | None) -> str | None:
    return re.sub(r"-(?:only|or-later)$", "", spdx) if spdx else None
