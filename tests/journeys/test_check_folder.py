# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal check FOLDER`: every file that a kind judges, nothing of others, one sum."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from commonweal.surfaces.cli import _judging, run

CITATION = "cff-version: 1.2.0\nmessage: m\ntitle: t\nauthors: [{name: n}]\n"
WORKFLOW = """on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: some/action@v1
"""
MINE = ["wells/.github/workflows/ci.yml", "wells/CITATION.cff", "wells/part/requirements.txt"]


@pytest.fixture
def wells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work tree: three files that are judged, and some that are not its own."""
    monkeypatch.chdir(tmp_path)
    outside = tmp_path / "outside"
    wells = tmp_path / "wells"
    for path, text in {
        "CITATION.cff": CITATION,
        "README.md": "# Wells\n",
        ".gitignore": "build/\n",
        ".github/workflows/ci.yml": WORKFLOW,
        "part/requirements.txt": "pumps==1.0\n",
        "build/CITATION.cff": "title: ''\n",
        "vendor/x/CITATION.cff": "title: ''\n",
        "part/node_modules/x/package.json": "{",
        ".git/CITATION.cff": "title: ''\n",
        "other/.git/HEAD": "ref: refs/heads/main\n",
        "other/CITATION.cff": "title: ''\n",
    }.items():
        (wells / path).parent.mkdir(parents=True, exist_ok=True)
        (wells / path).write_text(text)
    outside.mkdir()
    (outside / "CITATION.cff").write_text("title: ''\n")
    (wells / "out").symlink_to(outside)
    (wells / "codemeta.json").symlink_to(outside / "CITATION.cff")
    return wells


def documents(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("wells")
def test_each_own_file_is_judged_and_the_folder_is_summed_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = run(["check", "wells", "--json"])

    *files, folder = documents(capsys)
    assert [file["file"] for file in files] == MINE
    assert [(file["kind"], file["ok"]) for file in files] == [
        ("workflow", False),
        ("cff", True),
        ("packages", True),
    ]
    assert folder == {
        "file": "wells",
        "kind": "folder",
        "ok": False,
        "judged": 3,
        "with_findings": 1,
        "unread": 0,
        "others": 2,
        "is_complete": True,
    }
    assert status == 1


@pytest.mark.usefixtures("wells")
def test_only_gaps_leaves_the_files_with_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "wells", "--only", "gaps", "--json"]) == 1
    assert [document["file"] for document in documents(capsys)] == [MINE[0], "wells"]

    assert run(["check", "wells", "--only", "gaps"]) == 1
    screen = capsys.readouterr().out
    assert "some/action@v1" in screen
    assert f"{MINE[0]}:6: " in screen
    assert "CITATION" not in screen
    assert "wells: 3 files judged, 1 with findings, 0 not readable." in screen


@pytest.mark.usefixtures("wells")
def test_a_kind_that_is_named_is_the_only_one_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--as", "cff", "wells", "--json"]) == 0
    assert [document["file"] for document in documents(capsys)] == [MINE[1], "wells"]
    assert run(["check", "--format", "requirements", "wells"]) == 2


def test_csv_has_a_row_a_finding_and_nothing_else(
    wells: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (wells / "=1+1.cff").write_text("title: ''\n")

    run(["check", "wells", "=1+1.cff", "--csv"])

    shown = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(shown.out)))
    assert {row["file"] for row in rows} >= {*MINE, "wells/=1+1.cff", "'=1+1.cff"}
    [fine] = [row for row in rows if row["file"] == MINE[1]]
    assert (fine["ok"], fine["level"], fine["message"]) == ("true", "", "")
    assert ("6", "dependencies_pinned") in {
        (row["line"], row["key"]) for row in rows if row["file"] == MINE[0]
    }
    assert shown.err == ""
    assert run(["check", "wells", "--csv", "--json"]) == 2
    assert "--json and --csv exclude each other" in capsys.readouterr().err


@pytest.mark.usefixtures("wells")
def test_a_folder_that_is_too_large_is_never_fine(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_judging, "FILES_LIMIT", 1)

    assert run(["check", "wells/part", "--json"]) == 0
    assert run(["check", "wells", "--as", "cff", "--json"]) == 1

    *_, folder = documents(capsys)
    assert (folder["is_complete"], folder["ok"], folder["with_findings"]) == (False, False, 0)


def test_what_cannot_be_read_below_a_folder_is_a_problem(
    wells: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (wells / "part" / "Cargo.lock").write_text("[[package")

    assert run(["check", "wells", "--json"]) == 3

    *files, folder = documents(capsys)
    assert [file["file"] for file in files if "error" in file] == ["wells/part/Cargo.lock"]
    assert folder["unread"] == 1
