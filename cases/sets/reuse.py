# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""REUSE: verdicts and lists of the small cases that have their files inside."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cases.outcome import Outcome
from commonweal.surfaces.cli._judging import judged

BARS = {"made": 1.0}


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Write each case's files to a folder and judge that; cases without files are left out."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    for case, wanted in expected.items():
        if "files" not in wanted:
            continue
        with tempfile.TemporaryDirectory() as here:
            for path, text in wanted["files"].items():
                file = Path(here, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
            answer = next(judged([here], "reuse"))
        keys = ("non_compliant", "summary")
        yield Outcome(
            "made", case, {key: wanted[key] for key in keys}, {key: answer.get(key) for key in keys}
        )
