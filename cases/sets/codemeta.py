# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""codemeta.json: the examples of the vocabulary's own repository."""

from collections.abc import Iterator
from pathlib import Path

from cases.outcome import Outcome
from commonweal.surfaces.cli._judging import judged

BARS = {"examples": 1.0}


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Judge every example; those named invalid must be refused."""
    files = sorted((folder / "examples").glob("*.json"))
    for file, answer in zip(files, judged(map(str, files), "codemeta"), strict=True):
        verdict = "valid" if answer.get("valid") else "invalid"
        yield Outcome(
            "examples", file.name, "invalid" if "invalid" in file.name else "valid", verdict
        )
