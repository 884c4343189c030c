# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Model descriptions: class, components per class, progress and warnings."""

import json
from collections.abc import Iterator
from pathlib import Path

from cases.outcome import Outcome
from commonweal.formats.judging import judge_of

BARS = {"models": 1.0}


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Judge every description as the kind that its content tells."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    for case, wanted in expected.items():
        content = (folder / case).read_bytes()
        judge = judge_of(case.rpartition("/")[2], content[:4096])
        judged = judge.judge(case, content) if judge else {}
        yield Outcome("models", case, wanted, {key: judged.get(key) for key in wanted})
