# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Scorecard's rules: scores of records, of findings and of forge records; the stream."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core.problem import InputMalformed
from commonweal.measures.probe import (
    Finding,
    Outcome,
    false,
    lacking,
    not_applicable,
    seen,
    true,
    unknown,
)
from commonweal.standards.scorecard.evaluation import CHECKS, evaluate
from commonweal.standards.scorecard.records import Record
from commonweal.standards.scorecard.score import WEIGHTS, check_score, score
from commonweal.standards.scorecard.stream import STREAM
from commonweal.surfaces.cli.check import check


def test_every_check_has_a_weight() -> None:
    assert set(WEIGHTS) == set(CHECKS)
    assert len(CHECKS) == 20


def test_ecosystems_count_alike_and_the_forges_own_actions_little() -> None:
    places = [
        seen("a.yml", 1, "github_owned_action"),
        lacking("a.yml", 2, "third_party_action"),
        lacking("a.sh", 1, "pip"),
        seen("a.sh", 2, "pip"),
    ]
    findings = {"dependencies_pinned": false("unpinned", places, unpinned=2, count=4)}

    # (2 + 10) of (2 + 8 + 20)
    assert check_score("Pinned-Dependencies", findings).score == 4


def test_what_is_not_said_at_the_top_and_in_a_job_costs_everything() -> None:
    places = [lacking("a.yml", 1, "top_undeclared"), lacking("a.yml", 3, "job_undeclared")]
    named = [lacking("a.yml", 1, "top_undeclared"), seen("a.yml", 3, "job_read")]

    assert (
        check_score(
            "Token-Permissions", {"workflow_token_permissions": false("more", places)}
        ).score
        == 0
    )
    assert (
        check_score("Token-Permissions", {"workflow_token_permissions": false("more", named)}).score
        == 9
    )


def test_unknown_and_not_applicable_are_told_apart_and_the_mean_says_what_it_covers() -> None:
    findings = {
        "workflow_untrusted_checkout": not_applicable("no_workflows"),
        "workflow_script_injection": not_applicable("no_workflows"),
        "licence_file": true("found", [seen("LICENSE-MIT")], count=1),
        "security_policy": false("none"),
        "fuzzing": Finding(Outcome.UNKNOWN, "not_all_read"),
    }

    scored = score(findings, {})

    assert scored.parts["License"] == 10
    assert scored.parts["Security-Policy"] == 0
    assert scored.parts["Fuzzing"] is None
    assert "Dangerous-Workflow" not in scored.parts
    assert scored.value == 3.3
    assert scored.coverage == pytest.approx(7.5 / sum(WEIGHTS.values()))


@pytest.mark.parametrize(
    ("finding", "points"),
    [
        (true("none_open", packages=9, day="2024-06-01"), 10),
        (true("only_tools", tools=2), 8),
        (false("open", [lacking("a.lock", 3)], advisories=3, severity="high", tools=1), 6),
        (false("open", [lacking("a.lock", 3)], advisories=400, severity="high", tools=0), 0),
        (unknown("not_looked_up", ecosystems="npm"), None),
    ],
)
def test_each_known_vulnerability_costs_a_point_and_what_was_not_looked_up_says_nothing(
    finding: Finding, points: int | None
) -> None:
    assert check_score("Vulnerabilities", {"known_vulnerabilities": finding}).score == points


def test_nothing_known_gives_no_value() -> None:
    assert score({}, {}).value is None
    assert score({}, {}).coverage == 0


def test_records_of_other_facts_are_no_records() -> None:
    for name in CHECKS:
        assert evaluate(name, []).why == "invalid"
        assert evaluate(name, [Record("other", "true")]).why == "invalid"


def test_branches_climb_step_by_step() -> None:
    rule = {"AllowDeletions": False, "AllowForcePushes": False, "CheckRules": {"Contexts": ["a"]}}
    branch = {"Name": "main", "Protected": True, "BranchProtectionRule": rule}
    question = {
        "check": "Branch-Protection",
        "level": "forge",
        "input": {"branches": [branch], "defaultBranch": "main", "releases": ["master"]},
    }

    assert STREAM.answer(question)["score"] == 3


def test_a_review_is_somebody_elses() -> None:
    def commit(author: str, reviewer: str) -> dict[str, object]:
        request = {
            "Number": ord(author[0]),
            "MergedAt": "now",
            "Author": {"Login": author},
            "MergedBy": {"Login": author},
            "Reviews": [{"Author": {"Login": reviewer}, "State": "APPROVED"}],
        }
        return {"SHA": author, "AssociatedMergeRequest": request}

    commits = [commit("ada", "bo"), commit("bo", "bo")]
    question = {"check": "Code-Review", "level": "forge", "input": {"commits": commits}}

    assert STREAM.answer(question)["score"] == 5


def test_questions_name_files_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "policy").write_text("Write to safe@wells.org, we answer in 14 days.")
    (tmp_path / "secret").write_text("x")
    asked = {"check": "Security-Policy", "level": "check", "root": str(tmp_path / "inside")}
    questions = [
        {"id": "a", **asked, "files": {"SECURITY.md": "policy"}},
        {"id": "b", **asked, "files": {"SECURITY.md": "../secret"}},
        {"id": "c", **asked, "files": {"SECURITY.md": None}},
    ]

    result = CliRunner().invoke(
        check,
        ["--as", "scorecard", "--json"],
        input="\n".join(json.dumps(one) for one in questions),
        standalone_mode=False,
    )

    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one.get("id"), one.get("score"), one["ok"]) for one in answers] == [
        ("a", 9, True),
        (None, None, False),
        ("c", 0, True),
    ]


def test_a_question_that_makes_no_sense_is_a_problem() -> None:
    for question in ({}, {"check": "License"}, {"check": "License", "level": "x"}):
        with pytest.raises(InputMalformed):
            STREAM.answer(question)


_KEYS = (
    "branches",
    "releases",
    "defaultBranch",
    "commits",
    "contributors",
    "badge",
    "Name",
    "Assets",
    "TagName",
    "AssociatedMergeRequest",
    "Reviews",
    "Author",
    "BranchProtectionRule",
    "PullRequestRule",
    "CheckRules",
    "MergedAt",
    "Number",
    "Companies",
    "NumContributions",
    "Organizations",
    "Committer",
    "Message",
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 50) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(_KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CHECKS), st.sampled_from(["check", "forge", "detail"]), _JSON)
def test_no_record_of_a_forge_fails(name: str, level: str, given_input: object) -> None:
    answer = STREAM.answer({"check": name, "level": level, "input": given_input, "files": {}})

    assert answer["ok"]
    assert -1 <= answer.get("score", 0) <= 10


def test_a_badge_of_unknown_state_is_unknown() -> None:
    question = {"check": "CII-Best-Practices", "level": "forge"}
    scores = {
        badge: STREAM.answer({**question, "input": {"badge": badge}})["score"]
        for badge in ("NotFound", "Passing", "Unknown", "", None)
    }

    assert scores == {"NotFound": 0, "Passing": 5, "Unknown": -1, "": -1, None: -1}


def test_shell_scripts_are_a_kind_of_pinned_dependencies() -> None:
    script = b"#!/bin/sh\necho hello\ncurl https://wells.example/a | sh\nbash -c 'curl b | sh'\n"
    files = {"setup.sh": script, "notes.txt": b"curl a | sh\n", "broken.sh": b"#!/bin/sh\nif (\n"}
    question = {"check": "Pinned-Dependencies", "level": "detail", "input": {"kind": "shell"}}

    found = STREAM.answer({**question, "files": files})

    places = [(place["start"], place["type"]) for place in found["unpinned_at"]]
    assert (found["unpinned"], places[0]) == (2, (3, "downloadThenRun"))
    assert found["processing_errors"] == 1


@pytest.mark.parametrize("kind", ["dockerfile-from", "dockerfile-run"])
def test_containers_of_copied_code_are_passed_over(kind: str) -> None:
    text = b"FROM debian\nRUN curl https://wells.example/a | sh\n"
    question = {"check": "Pinned-Dependencies", "level": "detail", "input": {"kind": kind}}

    def unpinned(path: str) -> object:
        return STREAM.answer({**question, "files": {path: text}})["unpinned"]

    assert unpinned("Dockerfile") == unpinned("app/vendors/Dockerfile") == 1
    assert unpinned("app/Vendor/x/Dockerfile") == unpinned("third_party/Dockerfile.dev") == 0
