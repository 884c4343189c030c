# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package files: packages with names, versions, commits, lines and groups, or a refusal."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cases.outcome import Outcome
from commonweal.packages.catalogue.judge import judge_as

BARS = {"files": 0.95}
FOLDER = "osv-cases"
# A case states a line or groups only where its test does.
_ALWAYS = ("type", "name", "version", "commit")
_STATED = ("line", "groups")


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Read every file as the format that its case names."""
    for case in json.loads((folder / "cases.json").read_text("utf-8"))["cases"]:
        file = folder / case["file"]
        got = judge_as(file.name, file.read_bytes(), case["parser"])
        wanted = case["expected"]
        if wanted.get("error"):
            yield Outcome("files", case["id"], "error", "error" if "error" in got else "packages")
            continue
        expected, found = _comparable(wanted["packages"], got["packages"])
        yield Outcome("files", case["id"], expected, got.get("error", found))


def _comparable(
    expected: list[Mapping[str, Any]], got: list[Mapping[str, Any]]
) -> tuple[list[str], list[str]]:
    """Both sides in the same order, each package with what is stated for one of its name."""
    stated = {
        (one["name"], one["version"], key) for one in expected for key in _STATED if key in one
    }
    return tuple(sorted(_told(one, stated) for one in side) for side in (expected, got))  # type: ignore[return-value]  # two sides


def _told(package: Mapping[str, Any], stated: set[tuple[str, str, str]]) -> str:
    name, version = package["name"], package["version"]
    told = {key: package.get(key, "") for key in _ALWAYS}
    for key in _STATED:
        if (name, version, key) in stated:
            told[key] = package.get(key)
    return json.dumps(told)
