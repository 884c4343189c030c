# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The rules by which findings and answers become verdicts, one by one."""

from datetime import datetime
from typing import Any

import pytest

from commonweal.standards.assess import Given, level_reached
from commonweal.standards.definition import Control, Level, Standard
from tests.standards.toy import judged, verdicts


def standard(*controls: Control, **more: Any) -> Standard:
    defaults: dict[str, Any] = {
        "id": "toy", "title": "Toy", "short": "Toy", "version": "1", "steward": "us",
        "link": "https://example.org", "licence": "CC0-1.0", "purpose": "To try.",
        "subject": "project", "control": controls,
    }  # fmt: skip
    return Standard(**{**defaults, **more})


def control(settle: str = "evidence", **more: Any) -> Control:
    defaults: dict[str, Any] = {
        "id": "c", "title": "C", "settle": settle, "remedy": "Do it.", "question": "Is it?",
    }  # fmt: skip
    return Control(**{**defaults, **more})


def answer(
    verdict: str, *, subject: str = "project:p", stated: str = "2026-01-01", expires: str = ""
) -> Given:
    return Given(
        subject, "toy", "c", verdict, "because", None,
        datetime.fromisoformat(stated), datetime.fromisoformat(expires) if expires else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("demand", "facts", "expected"),
    [
        ({"all": ("a", "b")}, {"a": "true", "b": "true"}, "met"),
        ({"all": ("a", "b")}, {"a": "true", "b": "false"}, "not_met"),
        ({"all": ("a", "b")}, {"a": "unknown", "b": "false"}, "not_met"),
        ({"all": ("a", "b")}, {"a": "true", "b": "unknown"}, "unknown"),
        ({"all": ("a", "b")}, {"a": "true"}, "unknown"),
        ({"all": ("a", "b")}, {"a": "true", "b": "not_applicable"}, "met"),
        ({"all": ("a", "b")}, {"a": "not_applicable", "b": "not_applicable"}, "not_applicable"),
        ({"any": ("a", "b")}, {"a": "false", "b": "true"}, "met"),
        ({"any": ("a", "b")}, {"a": "false", "b": "unknown"}, "unknown"),
        ({"any": ("a", "b")}, {"a": "false", "b": "false"}, "not_met"),
        ({"any": ("a", "b")}, {"a": "false", "b": "not_applicable"}, "not_met"),
        ({"all": ("a",), "any": ("b",)}, {"a": "true", "b": "false"}, "not_met"),
        ({"none": ("a",)}, {"a": "false"}, "met"),
        ({"none": ("a",)}, {"a": "true"}, "not_met"),
        ({"all": ("a",), "when": ("b",)}, {"a": "false", "b": "false"}, "not_applicable"),
        ({"all": ("a",), "when": ("b",)}, {"a": "true", "b": "unknown"}, "unknown"),
        ({"all": ("a",), "when": ("b", "d")}, {"a": "true", "b": "false", "d": "true"}, "met"),
        ({"all": ("a:x",)}, {"a": "true", "a:x": "false"}, "not_met"),
        ({"all": ("a:x",)}, {"a": "false", "a:y": "false"}, "not_applicable"),
        ({"all": ("a:x",)}, {"a": "false"}, "not_met"),
    ],
)  # fmt: skip
def test_evidence_alone(demand: dict[str, Any], facts: dict[str, str], expected: str) -> None:
    assert verdicts(judged(standard(control(**demand)), {"p": {"d": "true"} | facts})) == {
        "c": expected
    }


@pytest.mark.parametrize(
    ("settle", "fact", "answered", "expected"),
    [
        ("evidence", "false", "met", ("met", "answer", "not_met", None)),
        ("evidence", "unknown", "met", ("met", "answer", "unknown", None)),
        ("evidence", "unknown", None, ("unknown", "none", "unknown", None)),
        ("answer", "true", None, ("unknown", "none", "met", "met")),
        ("answer", "true", "not_met", ("not_met", "answer", "met", None)),
        ("both", "true", None, ("unknown", "none", "met", "met")),
        ("both", "true", "met", ("met", "both", "met", None)),
        ("both", "false", "met", ("not_met", "both", "not_met", None)),
        ("both", "false", None, ("not_met", "evidence", "not_met", "not_met")),
        ("both", "unknown", "met", ("unknown", "both", "unknown", None)),
        ("both", "true", "not_met", ("not_met", "both", "met", None)),
        ("both", "true", "not_applicable", ("not_applicable", "both", "met", None)),
    ],
)
def test_people_and_evidence_in_one_verdict(
    settle: str, fact: str, answered: str | None, expected: tuple[str | None, ...]
) -> None:
    answers = [answer(answered)] if answered else []

    assessed = judged(standard(control(settle, all=("a",))), {"p": {"a": fact}}, *answers)

    assert assessed.verdicts[0][3:7] == expected


def test_an_answer_past_its_date_is_no_answer_and_says_so() -> None:
    asked = standard(control("answer", due_again=6))
    facts = {"p": {"a": "true"}}

    old = judged(asked, facts, answer("met", stated="2025-06-01"))
    ended = judged(asked, facts, answer("met", stated="2026-05-01", expires="2026-05-31"))

    for assessed in (old, ended):
        assert (assessed.verdicts[0][3], assessed.verdicts[0][-1]) == ("unknown", True)
        assert [row[3] for row in assessed.obstacles] == ["answer"]


def test_hints_suggest_and_never_settle() -> None:
    assessed = judged(standard(control("answer", hints=("a",))), {"p": {"a": "true"}})

    assert assessed.verdicts[0][3:7] == ("unknown", "none", "unknown", "met")


def test_a_project_of_several_repositories_is_judged_as_a_whole_and_one_by_one() -> None:
    facts = {"r": {"a": "true"}, "s": {"a": "false"}}

    assessed = judged(standard(control(all=("a",))), facts, projects={"p": ("r", "s")})

    assert [(row[0], row[3]) for row in assessed.verdicts] == [
        ("project:p", "not_met"),
        ("r", "met"),
        ("s", "not_met"),
    ]


def test_a_repository_without_a_finding_leaves_its_project_unknown() -> None:
    facts = {"r": {"a": "true"}, "s": {"b": "true"}}

    assessed = judged(standard(control(all=("a",))), facts, projects={"p": ("r", "s")})

    assert assessed.verdicts[0][3] == "unknown"


def test_a_standard_that_is_not_asked_here_does_not_apply() -> None:
    asked = standard(control(all=("a",)), when=("b",))

    assert verdicts(judged(asked, {"p": {"a": "false", "b": "false"}})) == {"c": "not_applicable"}


def test_obstacles_are_facts_against_it_and_the_first_of_alternatives() -> None:
    demand = control("both", all=("a", "b"), any=("d", "e"))
    facts = {"p": {"a": "false", "b": "true", "d": "false", "e": "false"}}

    assessed = judged(standard(demand), facts)

    assert [row[3:] for row in assessed.obstacles] == [
        ("answer", None),
        ("fact", "a"),
        ("fact", "d"),
    ]


def test_an_office_standard_asks_the_portfolio_alone() -> None:
    asked = standard(control("answer"), subject="office")

    assessed = judged(asked, {"p": {"a": "true"}}, answer("met", subject="portfolio"))

    assert [row[:4] for row in assessed.verdicts] == [("portfolio", "toy", "c", "met")]


@pytest.mark.parametrize(
    ("given", "cumulative", "expected"),
    [
        ({"1": "met", "2": "met", "3": "not_met"}, True, 2),
        ({"1": "not_met", "2": "met", "3": "met"}, True, 0),
        ({"1": "not_met", "2": "met", "3": "not_met"}, False, 2),
        ({"1": "not_applicable", "2": "not_applicable", "3": "not_applicable"}, True, None),
        ({"1": "not_applicable", "2": "met", "3": "unknown"}, True, 2),
    ],
)
def test_the_level_reached(given: dict[str, str], cumulative: bool, expected: int | None) -> None:  # noqa: FBT001  a case
    controls = tuple(control(id=level, level=level) for level in "123")
    levels = tuple(Level(level, level) for level in "123")
    asked = standard(*controls, level=levels, cumulative=cumulative)

    assert level_reached(asked, given) == expected
