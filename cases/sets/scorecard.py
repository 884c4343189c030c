# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""OpenSSF Scorecard: scores of trees and forge records, findings in files, single rules."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from cases.outcome import Outcome
from commonweal.formats.automation import update_tool
from commonweal.formats.container import is_container_file
from commonweal.formats.licence.names import is_licence_path
from commonweal.formats.security import is_policy_path
from commonweal.formats.workflow import is_action_pinned, is_untrusted
from commonweal.standards.scorecard.checking import looked_at
from commonweal.standards.scorecard.evaluation import evaluate
from commonweal.standards.scorecard.records import Record, RecordOutcome
from commonweal.surfaces.cli._judging import answered
from commonweal.syntax.shell.installs import (
    is_go_pinned,
    is_npm,
    is_npm_pinned,
    is_nuget_pinned,
)
from commonweal.syntax.shell.uses import is_address_pinned

FOLDER = "scorecard-cases"
BARS = {"check": 0.95, "detail": 0.90, "forge": 0.90, "predicate": 0.90, "evaluation": 0.90}
_OUTCOMES = {
    "True": "true",
    "False": "false",
    "NotApplicable": "not_applicable",
    "NotAvailable": "not_available",
    "NotSupported": "not_supported",
    "Error": "error",
}
# Counts of what speaks for a project follow log calls; only scores and warnings are rules.
_NOT_COMPARED = ("info", "debug")


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Answer every case as the command does, without what is expected."""
    for case in json.loads((folder / "cases.json").read_text("utf-8"))["cases"]:
        wanted = {key: value for key, value in case["expected"].items() if key not in _NOT_COMPARED}
        question = {key: value for key, value in case.items() if key != "expected"}
        if case["level"] == "predicate":
            got = {key: _predicate(key, case["input"]) for key in wanted}
        elif case["level"] == "evaluation":
            got = _evaluated(case)
        else:
            got = dict(answered("scorecard", {**question, "root": str(folder)}))
        yield Outcome(case["level"], case["id"], wanted, {key: got.get(key) for key in wanted})


def _evaluated(case: Mapping[str, Any]) -> dict[str, Any]:
    records = [
        Record(
            one["probe"],
            cast("RecordOutcome", _OUTCOMES[one["outcome"]]),
            one.get("values") or {},
            one.get("path") or "",
        )
        for one in case["input"]["findings"]
    ]
    scored = evaluate(case["check"], records)
    error = "internal error" if scored.why == "invalid" else None
    score = -1 if scored.score is None else scored.score
    return {"score": score, "warn": scored.warn, "error": error}


_PREDICATES: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "untrusted": lambda given: is_untrusted(given["expression"]),
    "configured": lambda given: (
        update_tool(given["path"]) in ("dependabot", "renovate", "scala_steward")
    ),
    "is_license_file": lambda given: is_licence_path(given["path"]),
    "url_unpinned": lambda given: not is_address_pinned(given["command"]),
    "dotnet_unpinned": lambda given: is_nuget_pinned(given["command"]) is False,
    "go_unpinned": lambda given: not is_go_pinned(given["command"]),
    "npm_download": lambda given: is_npm(given["command"]),
    "npm_unpinned": lambda given: not is_npm_pinned(given["command"]),
    "is_dockerfile": lambda given: is_container_file(given["path"], ""),
    "vendored": lambda given: not looked_at({given["path"]: b""}),
    "pinned": lambda given: is_action_pinned(given["uses"]),
    "is_security_policy": lambda given: is_policy_path(given["path"]),
}


def _predicate(key: str, given: Mapping[str, Any]) -> bool | None:
    return _PREDICATES[key](given) if key in _PREDICATES else None
