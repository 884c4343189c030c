# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""publiccode.yml: verdicts, and messages by level, key and line."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cases.outcome import Outcome
from commonweal.formats.publiccode.judge import wanted
from commonweal.surfaces.cli._judging import judged

BARS = {"verdicts": 1.0, "messages": 0.97, "messages nobody expected": 0.97}
_PNG = b"\x89PNG\r\n\x1a\n"


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Judge every case in a copy of its folder; what only the network shows is left out."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as copy:
        places = {case: _placed(folder / case, Path(copy) / case) for case in expected}
        answers = judged([str(place) for place in places.values()], "publiccode")
        for case, answer in zip(expected, answers, strict=True):
            yield from _outcomes(case, expected[case], answer)


def _placed(source: Path, target: Path) -> Path:
    """Copy a case, with stand-ins for the images that its folder had and the set has not."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if source.parent.name == "no-network" and "invalid" not in source.parts:
        for name in wanted(source.read_bytes()):
            image = target.parent / name
            image.parent.mkdir(parents=True, exist_ok=True)
            image.write_bytes(_PNG)
    return target


def _outcomes(
    case: str, expected: Mapping[str, Any], answer: Mapping[str, Any]
) -> Iterator[Outcome]:
    errors = [one for one in expected["results"] if one["level"] == "error"]
    is_offline = any(not error["network"] for error in errors)
    if expected["verdict"] != "invalid" or is_offline:
        yield Outcome("verdicts", case, expected["verdict"], answer.get("verdict"))
    found = {(one["level"], one["key"], one["line"]) for one in answer.get("results", ())}
    wanted_here = {
        (one["level"], one["key"], one["line"]) for one in expected["results"] if not one["network"]
    }
    for one in sorted(wanted_here):
        yield Outcome("messages", case, one, one if one in found else None)
    for one in sorted(found):
        yield Outcome("messages nobody expected", case, one if one in wanted_here else None, one)
