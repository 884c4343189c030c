# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CITATION.cff: verdicts, the rules that are broken, and conversions with white space folded."""

import json
from collections.abc import Iterator
from pathlib import Path

from cases.outcome import Outcome
from commonweal.formats.cff.convert import conversion
from commonweal.formats.cff.read import read_citation
from commonweal.surfaces.cli._judging import judged

BARS = {"verdicts": 1.0, "errors": 1.0, "conversions": 0.9}


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Judge and convert every case."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    files = [folder / case / "CITATION.cff" for case in expected]
    answers = judged([str(file) for file in files], "cff")
    for (case, wanted), file, answer in zip(expected.items(), files, answers, strict=True):
        verdict = "valid" if answer.get("valid") else "invalid"
        yield Outcome("verdicts", case, wanted["verdict"], verdict)
        if "errors" in wanted:
            found = sorted(f"{one['path']} {one['rule']}" for one in answer.get("errors", ()))
            yield Outcome("errors", case, sorted(wanted["errors"]), found)
        for name, text in wanted.get("conversions", {}).items():
            converted = conversion(name)(read_citation(file.read_bytes()))
            yield Outcome("conversions", f"{case} {name}", _folded(text), _folded(converted))


def _folded(text: str) -> str:
    """One word a line, so that a difference is easy to see."""
    return "\n".join(text.split())
