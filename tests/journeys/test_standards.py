# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From a repository to verdicts, answers, next steps and exports, by the command line."""

import json
import shutil
from pathlib import Path

import pytest

from commonweal.surfaces.cli import run
from commonweal.workspace import Workspace
from tests.gitkit import History
from tests.survey.office import Office

README = """# Wells

A register of wells with drinking water, for communes and those who repair them.

## Installation

Run `make install`.

## Licence

MIT, see LICENSE.
"""
MIT = """MIT License

Copyright (c) 2026 The wells authors

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one project and a workspace in which it was surveyed."""
    folder = tmp_path_factory.mktemp("surveyed")
    history = History(folder / "wells.git")
    history.commit({"README.md": README, "LICENSE": MIT, "wells.py": "print('water')\n"})
    history.commit({"wells.py": "print('clean water')\n"})
    history.write()
    root = folder / "office"
    root.mkdir()
    (root / "portfolio.toml").write_text(
        '[office]\nname = "Water"\n[[projects]]\nid = "wells"\nrepositories = '
        f'[{{ location = "{history.path}" }}]\n'
    )
    assert Office(root).run("survey")[0] == 0
    return folder


@pytest.fixture
def office(surveyed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of its workspace, as the current folder."""
    root = shutil.copytree(surveyed / "office", tmp_path / "office")
    monkeypatch.chdir(root)
    return root


def verdict(capsys: pytest.CaptureFixture[str], control: str) -> dict[str, object]:
    """What the answer sheet says of a control."""
    capsys.readouterr()
    assert run(["assess", "--project", "wells", "--json"]) == 1
    page = json.loads(capsys.readouterr().out)
    [line] = [
        line
        for section in page["sections"]
        for line in section["lines"]
        if line["control"]["id"] == control
    ]
    return {key: line[key] for key in ("verdict", "basis", "because")}


def test_evidence_settles_what_it_can_and_people_say_the_rest(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", "publiccode_yml", "--project", "wells"]) == 1
    assert run(["assess", "osaid", "--project", "wells"]) == 0
    assert verdict(capsys, "fair_software/license")["verdict"] == "met"
    assert verdict(capsys, "fair_software/citation")["verdict"] == "not_met"
    assert verdict(capsys, "dpg/1") == {"verdict": "unknown", "basis": "none", "because": None}

    stated = ["answer", "wells", "dpg/1", "met", "--because", "It serves goal 6."]
    assert run(stated) == 0

    assert verdict(capsys, "dpg/1") == {
        "verdict": "met", "basis": "answer", "because": "It serves goal 6.",
    }  # fmt: skip
    assert office.joinpath(".commonweal/ledger.sqlite").exists()


def test_answers_travel_as_a_reviewed_file(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["answer", "wells", "dpg/1", "met", "--because", "Goal 6.", "--until", "2099-01-01"])
    assert run(["answers", "export", "--out", "answers.yml"]) == 0
    assert run(["check", "answers.yml"]) == 0
    (office / ".commonweal/ledger.sqlite").unlink()
    assert run(["survey"]) == 0
    assert verdict(capsys, "dpg/1")["verdict"] == "unknown"

    assert run(["answers", "import", "answers.yml"]) == 0
    assert run(["answers", "import", "answers.yml"]) == 0

    assert "1 answer imported, 0 known already." in (told := capsys.readouterr().out)
    assert "0 answers imported, 1 known already." in told
    assert verdict(capsys, "dpg/1")["verdict"] == "met"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["wels", "dpg/1"], "there is no project wels"),
        (["wells", "dgp/1"], "there is no standard dgp"),
        (["wells", "dpg/99"], "has no control 99"),
        (["portfolio", "dpg/1"], "is a standard for projects; name one"),
        (["wells", "ggi/GGI-A-17"], "is a standard for the office; name it `portfolio`"),
        (["wells", "dpg/1", "--until", "2020-01-01"], "2020-01-01 is over"),
        (["wells", "dpg/1", "--link", "javascript:alert(1)"], "--link must be a web address"),
    ],
)
@pytest.mark.usefixtures("office")
def test_what_an_answer_names_must_be_there(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    subject, control, *more = arguments

    assert run(["answer", subject, control, "met", "--because", "x", *more]) == 3

    assert told in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_next_steps_shrink_when_one_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    def steps() -> set[str]:
        capsys.readouterr()
        assert run(["next", "--project", "wells", "--limit", "200", "--json"]) == 0
        page = json.loads(capsys.readouterr().out)
        return {step["probe"]["id"] for step in page["steps"] if step["probe"]}

    before = steps()
    assert "citation_file" in before
    for control in ("citation", "checklist"):
        run(["answer", "wells", f"fair_software/{control}", "met", "--because", "Elsewhere."])

    assert before - steps() == {"best_practices_badge"}


@pytest.mark.usefixtures("office")
def test_an_export_holds_what_is_known_and_leaves_the_rest_open(
    tmp_path: Path,
) -> None:
    run(["answer", "wells", "dpg/1", "met", "--because", "Goal 6.", "--link", "https://x.example/"])
    assert run(["assess", "dpg", "--project", "wells", "--export", str(tmp_path / "n.json")]) == 0
    target = tmp_path / "a.json"
    assert run(["assess", "osps_baseline", "--project", "wells", "--export", str(target)]) == 0

    nomination = json.loads((tmp_path / "n.json").read_text())
    attestation = json.loads(target.read_text())

    assert nomination["answers"]["1"] == {
        "answer": "Yes", "explanation": "Goal 6.", "evidence": ["https://x.example/"],
    }  # fmt: skip
    assert nomination["answers"]["7"]["answer"] == ""
    assert [one["spdx"] for one in nomination["license"]] == ["MIT"]
    assert attestation["_type"] == "https://in-toto.io/Statement/v1"
    assert len(attestation["subject"][0]["digest"]["gitCommit"]) == 40
    assert len(attestation["predicate"]["results"]) == 64


def test_a_portfolio_names_files_of_answers_that_every_survey_takes_in(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statement = (
        "commonweal-answers: 1\nanswers:\n- {subject: wells, control: dpg/1, verdict: met, "
        "because: Goal 6., author: Ada, date: 2026-01-01}\n"
    )
    (office / "ours.yml").write_text(statement)
    portfolio = (office / "portfolio.toml").read_text()
    (office / "portfolio.toml").write_text('answers = ["ours.yml", "lost.yml"]\n' + portfolio)

    assert run(["survey"]) == 0

    assert verdict(capsys, "dpg/1")["verdict"] == "met"
    run(["status"])
    assert "lost.yml: No such file or directory" in capsys.readouterr().out

    (office / "portfolio.toml").write_text('answers = ["ours.yml"]\n' + portfolio)
    assert run(["survey"]) == 0
    run(["status"])
    assert "lost.yml" not in capsys.readouterr().out


def test_a_sheet_says_of_a_fact_what_the_fact_says(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    run(["assess", "scorecard", "--project", "wells", "--json"])
    [section] = json.loads(capsys.readouterr().out)["sections"]
    engine = Workspace(office).engine()
    said = dict(engine.rows("select probe_id, outcome from finding"))
    engine.close()

    told = {
        line["probe"]["id"]: line["outcome"]
        for line in section["lines"]
        if line["probe"] and not line["label"]
    }

    assert told["binaries_in_tree"] == "false"  # which is good news, and the control is met
    assert told == {probe_id: said[probe_id] for probe_id in told}


def test_a_survey_of_a_name_that_is_not_there_keeps_the_last_one(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Workspace(office).store.current()

    assert run(["survey", "nosuch"]) == 3

    assert "The last survey stays as it was." in capsys.readouterr().err
    assert Workspace(office).store.current() == before


@pytest.mark.parametrize("standard", ["osps_baseline", "OSPS Baseline", "osps-BASELINE"])
@pytest.mark.parametrize("project", ["wells", "WELLS"])
@pytest.mark.usefixtures("office")
def test_standards_and_projects_go_by_their_titles_in_any_case(
    standard: str, project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", standard]) == 0
    assert run(["assess", standard, "--project", project]) == 1
    shown = capsys.readouterr().out

    assert shown.count("Open Source Project Security Baseline") == 2


@pytest.mark.usefixtures("office")
def test_a_control_goes_by_its_title_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    for control in ("DPG Standard/1", "FAIR Software/LICENSE", "fair_software/License"):
        assert run(["answer", "Wells", control, "met", "--because", "So it is."]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "Recorded: project:wells dpg/1 met.",
        "Recorded: project:wells fair_software/license met.",
        "Recorded: project:wells fair_software/license met.",
    ]


@pytest.mark.parametrize(
    ("arguments", "fix"),
    [
        (["assess", "osps"], "Did you mean osps_baseline?"),
        (["metrics", "quiet dais"], "Did you mean quiet_days, quiet_ratio?"),
        (["next", "--project", "well"], "Did you mean wells?"),
        (["answer", "wells", "dpq/1", "met", "--because", "x"], "Did you mean dpg/1?"),
        (["answer", "wells", "fair/licence", "met", "--because", "x"], "fair_software/licence?"),
    ],
)
@pytest.mark.usefixtures("office")
def test_what_is_not_known_is_answered_with_what_may_be_meant(
    arguments: list[str], fix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 3

    assert fix in capsys.readouterr().err


@pytest.mark.usefixtures("office")
def test_a_metric_goes_by_its_title_and_its_name_at_chaoss(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["metrics", "quiet FOR"]) == 0
    assert run(["metrics", "contributors"]) == 0

    assert capsys.readouterr().out.startswith("Quiet for: ")
