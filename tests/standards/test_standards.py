# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One generic test for every standard: you write `cases.toml`, not test code."""

import tomllib
from datetime import datetime
from importlib import resources
from pathlib import Path

import msgspec
import pytest

from commonweal.standards.assess import Given
from commonweal.standards.catalogue import read_standard
from commonweal.standards.definition import Standard
from commonweal.standards.document import standards_page
from tests.standards.toy import NOW, judged

FOLDER = resources.files("commonweal.standards")
OURS = tuple(
    read_standard(folder)
    for folder in sorted(FOLDER.iterdir(), key=lambda entry: entry.name)
    if (folder / "standard.toml").is_file()
)
EVERY_STANDARD = pytest.mark.parametrize("standard", OURS, ids=lambda one: one.id)


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Facts (`probe` or `probe:label` to outcome) and answers, and the verdicts they come to."""

    name: str
    expect: dict[str, str]
    findings: dict[str, str] = {}
    answers: dict[str, str] = {}


def cases_of(standard: Standard) -> tuple[Case, ...]:
    content = (FOLDER / standard.id / "cases.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(content)["case"], tuple[Case, ...])


@pytest.mark.parametrize(
    ("standard", "case"),
    [
        pytest.param(standard, case, id=f"{standard.id}: {case.name}")
        for standard in OURS
        for case in cases_of(standard)
    ],
)
def test_a_standard_judges_as_its_case_says(standard: Standard, case: Case) -> None:
    subject = "portfolio" if standard.subject == "office" else "project:p"
    stated = datetime.fromisoformat("2026-05-01")
    answers = [
        Given(subject, standard.id, control_id, verdict, "because", None, stated, None)
        for control_id, verdict in case.answers.items()
    ]

    assessed = judged(standard, {"p": case.findings or {"readme": "true"}}, *answers, now=NOW)

    found = {row[2]: row[3] for row in assessed.verdicts if row[0] == subject}
    assert {control_id: found[control_id] for control_id in case.expect} == case.expect


def test_the_page_of_standards_is_current() -> None:
    page = (Path(__file__).parents[2] / "docs" / "standards.md").read_text(encoding="utf-8")

    assert page == standards_page(OURS), (
        "run: python -m commonweal.standards.document > docs/standards.md"
    )


@EVERY_STANDARD
def test_the_words_of_a_standard_are_sentences(standard: Standard) -> None:
    assert standard.purpose.endswith(".")
    assert standard.link.startswith("https://")
    for control in standard.control:
        assert control.remedy.endswith("."), control.id
        assert control.question == "" or control.question.endswith("?"), control.id
        assert not control.title.endswith("."), control.id


@EVERY_STANDARD
def test_every_level_has_a_control(standard: Standard) -> None:
    used = {control.level or standard.level[0].id for control in standard.control if standard.level}

    assert used == {level.id for level in standard.level}


@EVERY_STANDARD
def test_a_standard_has_cases_that_meet_and_that_miss_some_control(standard: Standard) -> None:
    verdicts = {verdict for case in cases_of(standard) for verdict in case.expect.values()}

    assert {"met", "not_met"} <= verdicts
