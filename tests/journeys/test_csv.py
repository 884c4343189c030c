# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`--csv` and `--only gaps`: tables for other programs, and what is to be looked at."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import click
import pytest

from commonweal.surfaces import cli
from commonweal.surfaces.cli import run
from commonweal.surfaces.cli._forms import CsvOption
from tests.gitkit import History, lines

LOCK = """[[package]]
name = "quux"
version = "1.0"
optional = false
python-versions = ">=3.8"
files = []

[metadata]
lock-version = "2.0"
python-versions = ">=3.8"
content-hash = "0"
"""
RECORD = {
    "id": "OSV-1",
    "modified": "2026-01-01T00:00:00Z",
    "summary": "=HYPERLINK(1)",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "quux"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}],
        }
    ],
}
# Each command line, and the words by which its help tells the columns.
COMMANDS = {
    "status": "",
    "metrics": "",
    "metrics commits": "METRIC_ID",
    "metrics languages": "METRIC_ID of several parts",
    "assess": "",
    "assess dpg": "STANDARD",
    "assess --project wells": "--project",
    "next": "",
    "risk": "",
    "risk --without package:pkg:pypi/quux": "--without",
    "advisories": "",
    "advisories list": "",
    "answers show": "",
    "check wells": "",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv")
    project = '[project]\nname = "x"\ndependencies = ["quux"]\n'
    for seed, name in enumerate(("wells", "pumps")):
        history = History(folder / f"{name}.git")
        history.commit(
            {"a.py": lines(5, seed=seed), "poetry.lock": LOCK, "pyproject.toml": project}
        )
        history.write()
    (folder / "wells").mkdir()
    (folder / "wells" / "CITATION.cff").write_text("title: ''\n")
    with zipfile.ZipFile(folder / "osv.zip", "w") as archive:
        archive.writestr("OSV-1.json", json.dumps(RECORD))
    (folder / "portfolio.toml").write_text(
        '[[projects]]\nid = "wells"\nname = "=1+1"\nrepositories = ["wells.git"]\n'
        '[[projects]]\nid = "pumps"\nrepositories = ["pumps.git"]\n'
        '[[projects]]\nid = "gone"\nrepositories = ["gone.git"]\n'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in (
            "survey",
            "advisories import osv.zip",
            "answer wells dpg/1 met --because @SUM(1)",
        ):
            assert run(command.split()) == 0
    return folder


@pytest.fixture(autouse=True)
def here(office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(office)
    capsys.readouterr()


def option_of(words: list[str]) -> CsvOption:
    """The option of the command that some words call."""
    command: click.Command | None = cli.commonweal
    context = click.Context(cli.commonweal)
    for word in words:
        if isinstance(command, click.Group) and (found := command.get_command(context, word)):
            command = found
    assert command is not None
    [option] = [each for each in command.params if isinstance(each, CsvOption)]
    return option


def table(capsys: pytest.CaptureFixture[str], command: str) -> list[dict[str, str]]:
    """The rows that a command prints, every one as long as the first line."""
    run([*command.split(), "--csv"])
    shown = capsys.readouterr().out
    assert shown.count("\r\n") == shown.count("\n") > 0
    rows = list(csv.DictReader(io.StringIO(shown), restkey="too long", restval=None))
    assert all("too long" not in row and None not in row.values() for row in rows)
    return rows


@pytest.mark.parametrize("command", COMMANDS)
def test_stdout_holds_the_columns_that_the_help_tells(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = table(capsys, command)

    described = {str(called): columns for called, columns in option_of(command.split()).described()}
    columns = described[COMMANDS[command]]
    assert rows or command == "risk"
    assert all(list(row) == [name for name, _ in columns] for row in rows)
    assert all(text for _, text in columns)


def test_every_table_that_a_help_tells_of_is_printed_here() -> None:
    told = {
        (tuple(command.split()[:1]), str(called))
        for command in COMMANDS
        for called, _ in option_of(command.split()).described()
    }

    assert told == {(tuple(command.split()[:1]), called) for command, called in COMMANDS.items()}


@pytest.mark.parametrize("command", COMMANDS)
def test_two_forms_at_once_are_refused(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--csv", "--json"]) == 2
    assert run([*command.split(), "--json", "--csv"]) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("--json and --csv exclude each other: name one of them.") == 2


def test_no_cell_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    cells = {
        cell for command in COMMANDS for row in table(capsys, command) for cell in row.values()
    }

    assert {"'=1+1", "'@SUM(1)", "'=HYPERLINK(1)"} <= cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))] == []


def test_a_table_holds_what_json_holds(capsys: pytest.CaptureFixture[str]) -> None:
    run(["metrics", "commits", "--json"])
    ranking = json.loads(capsys.readouterr().out)["ranking"]

    assert [(row["project"], float(row["value"])) for row in table(capsys, "metrics commits")] == [
        (ranked["subject"]["id"], ranked["figure"]["value"]) for ranked in ranking
    ]
    assert [row["is_read"] for row in table(capsys, "status")] == ["true", "false", "true"]


def document(capsys: pytest.CaptureFixture[str], command: str) -> Any:
    capsys.readouterr()
    run([*command.split(), "--json"])
    return json.loads(capsys.readouterr().out)


def test_only_gaps_leaves_what_is_not_met_or_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    gaps = {"not_met", "unknown"}
    whole = _lines(document(capsys, "assess --project wells"))
    left = _lines(document(capsys, "assess --project wells --only gaps"))
    assert left == [line for line in whole if line[1] in gaps]
    assert {verdict for _, verdict in whole} > gaps
    rows = table(capsys, "assess --project wells --only gaps")
    assert [(row["control"], row["verdict"]) for row in rows] == left

    # An answer is asked for again; what nobody answered is never due.
    assert {row["due_at"] != "" for row in rows} == {False}
    verdicts = table(capsys, "assess dpg")
    assert table(capsys, "assess dpg --only gaps") == [
        row for row in verdicts if row["verdict"] in gaps
    ]
    standings = table(capsys, "assess")
    assert table(capsys, "assess --only gaps") == [
        row for row in standings if (row["not_met"], row["unknown"]) != ("0", "0")
    ]


def _lines(assessment: Any) -> list[tuple[str, str]]:
    return [
        (line["control"]["id"], line["verdict"])
        for section in assessment["sections"]
        for line in section["lines"]
    ]


def test_only_gaps_leaves_numbers_that_are_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    listed = table(capsys, "metrics")
    unknown = {row["metric"] for row in table(capsys, "metrics --only gaps")}
    assert "commits" not in unknown
    assert "languages" not in unknown
    assert unknown < {row["metric"] for row in listed if not row["value"]}
    assert unknown

    left = document(capsys, "metrics commits --only gaps")["ranking"]
    assert [ranked["subject"]["id"] for ranked in left] == ["project:gone"]
    assert table(capsys, "status --only gaps") == [
        row for row in table(capsys, "status") if row["is_read"] == "false" or "" in row.values()
    ]


def test_where_nothing_is_left_a_sentence_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run(["metrics", "languages", "--only", "gaps"])
    assert capsys.readouterr().out == "There are no gaps.\n"
    assert table(capsys, "metrics languages")


def test_parts_that_are_not_known_are_a_gap(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [
        each
        for topic in document(capsys, "metrics")["topics"]
        for each in topic["metrics"]
        if each["breakdown"] and not each["parts"]
    ]
    assert listed
    for each in listed:
        name = each["figure"]["metric"]["id"]
        run(["metrics", name, "--csv"])
        assert capsys.readouterr().out == "label,value\r\n"
        run(["metrics", name, "--only", "gaps"])
        assert "There are no gaps." not in capsys.readouterr().out


def test_an_exit_code_is_of_all_that_was_judged(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("assess --project wells", "check wells"):
        codes = {run([*command.split(), *more]) for more in ((), ("--csv",), ("--only", "gaps"))}
        assert codes == {1}
    assert "fine" not in capsys.readouterr().err
