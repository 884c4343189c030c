# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a person does wrong, or finds broken, ends in a clear sentence and the right exit code."""

from pathlib import Path

import pytest

from tests.gitkit import History, git, init, lines
from tests.survey.office import Office, document


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def small(path: Path, *, seed: int = 0) -> Path:
    history = History(path)
    history.commit({"a.py": lines(5, seed=seed), "README.md": "# Small\n"})
    history.commit({"a.py": lines(7, seed=seed)})
    return history.write()


def corrupt(path: Path) -> Path:
    """A repository whose only pack is damaged throughout."""
    repository = small(path, seed=9)
    git(repository, "gc", "--quiet")
    [pack] = (repository / "objects" / "pack").glob("*.pack")
    pack.chmod(0o644)
    content = pack.read_bytes()
    pack.write_bytes(content[:20] + bytes(len(content) - 40) + content[-20:])
    return repository


def test_a_typo_in_the_portfolio_is_told_with_file_line_and_key(office: Office) -> None:
    path = office.root / "portfolio.toml"
    path.write_text('[office]\nname = "Us"\n\n[[projects]]\nid = "x"\nrepositorys = ["../r"]\n')

    status, output, complaints = office.run("survey")

    assert (status, output) == (3, "")
    assert "portfolio.toml" in complaints
    assert "line 6" in complaints
    assert "repositorys" in complaints
    assert "What to do: " in complaints
    assert "Traceback" not in complaints


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[office\n", "line 1"),
        (b'[office]\nname = "Us\n', "line 2"),
        (b"\xff\xfe\n", None),
        (b"[office]\nname = 3\n", "line 2"),
    ],
)
def test_a_portfolio_that_cannot_be_understood_is_a_problem(
    content: bytes, line: str | None, office: Office
) -> None:
    (office.root / "portfolio.toml").write_bytes(content)

    status, output, complaints = office.run("survey", "--json")

    assert (status, output) == (3, "")
    assert "portfolio.toml" in complaints
    assert line is None or line in complaints
    assert "Traceback" not in complaints


def test_bad_targets_are_problems_beside_the_good_one(office: Office, tmp_path: Path) -> None:
    good = small(tmp_path / "good.git")
    (tmp_path / "plain").mkdir()
    init(tmp_path / "empty.git")
    corrupt(tmp_path / "corrupt.git")
    names = ("good.git", "missing", "plain", "empty.git", "corrupt.git")

    status, output, complaints = office.run("survey", "--json", *(tmp_path / one for one in names))

    summary = document(output)
    assert (status, complaints) == (0, "")
    assert (summary["repositories"], summary["read"], summary["commits"]) == (5, 1, 2)
    told = [(one["repository_id"], one["stage"], one["kind"]) for one in summary["problems"]]
    assert told == [
        ("missing", "open", "InputMissing"),
        ("plain", "open", "NotARepository"),
        ("empty", "open", "NoCommits"),
        ("corrupt", "open", "NoHistory"),
    ]
    stored = office.rows("select repository_id, stage, kind from problem")
    assert sorted(stored) == sorted(told)
    assert office.rows("select fix from problem where fix = ''") == []
    assert good.exists()


@pytest.mark.parametrize("name", ["missing", "plain", "empty.git", "corrupt.git"])
def test_one_bad_target_alone_is_exit_code_3_and_says_what_to_do(
    name: str, office: Office, tmp_path: Path
) -> None:
    (tmp_path / "plain").mkdir()
    init(tmp_path / "empty.git")
    corrupt(tmp_path / "corrupt.git")

    status, output, complaints = office.run("survey", tmp_path / name)

    assert status == 3
    first, second = complaints.splitlines()
    assert output == ""
    assert first.startswith("Problem: none of the named repositories can be read: ")
    assert second.strip().startswith("What to do: ")
    # What read nothing leaves nothing to be shown.
    assert office.workspace.store.current() is None


def test_nothing_new_is_said_and_the_generation_stays(office: Office, tmp_path: Path) -> None:
    repository = small(tmp_path / "r.git")
    office.run("survey", repository)
    files = {path: path.stat().st_mtime_ns for path in office.root.rglob("*.parquet")}

    status, output, complaints = office.run("survey", repository)

    assert (status, complaints) == (0, "")
    assert output.startswith("Nothing new: still generation 1: 1 of 1 repository read, 2 commits")
    assert {path: path.stat().st_mtime_ns for path in office.root.rglob("*.parquet")} == files


@pytest.mark.parametrize(
    "arguments", [("--no-such-option",), ("--workers", "0"), ("--seconds", "x"), ("-x",)]
)
def test_a_wrong_option_is_exit_code_2(arguments: tuple[str, ...], office: Office) -> None:
    status, output, complaints = office.run("survey", *arguments)

    assert (status, output) == (2, "")
    assert complaints.startswith("Usage: ")


def test_a_folder_whose_name_is_an_option_can_be_named(office: Office) -> None:
    small(office.root / "--json")

    status, output, _ = office.run("survey", "--json", "--", "--json")

    assert status == 0
    assert document(output)["commits"] == 2


def test_evidence_that_is_damaged_throughout_is_a_problem_with_a_way_out(
    office: Office, tmp_path: Path
) -> None:
    repository = small(tmp_path / "r.git")
    office.run("survey", repository)
    for path in office.root.rglob("*.parquet"):
        path.write_bytes(b"not parquet")

    failed = office.run("metrics")
    status, output, complaints = office.run("survey", repository, "--json")
    read = office.run("metrics", "--json")

    assert failed[:2] == (3, "")
    assert "What to do: Run `commonweal survey`: it reads again what was lost." in failed[2]
    assert "Traceback" not in failed[2]
    assert status == 0
    assert complaints == ""
    assert [note.partition(" (")[0] for note in document(output)["notes"]] == [
        "The evidence was damaged"
    ]
    assert (read[0], read[2]) == (0, "")


def test_from_a_folder_of_clones_to_a_site(office: Office, tmp_path: Path) -> None:
    """The first hour of an office, in a terminal: init, survey, status, metrics, publish."""
    small(tmp_path / "clones" / "one.git")
    small(tmp_path / "clones" / "deep" / "two.git", seed=3)

    steps = [
        office.run_apart("init", tmp_path / "clones", "--office", "Our office"),
        office.run_apart("survey"),
        office.run_apart("status"),
        office.run_apart("metrics"),
        office.run_apart("publish", "--out", "site"),
    ]
    documents = [office.run_apart(name, "--json") for name in ("survey", "status", "metrics")]

    assert [status for status, _, _ in steps] == [0] * 5
    assert [complaints for _, _, complaints in steps] == [""] * 5
    assert 'name = "Our office"' in (office.root / "portfolio.toml").read_text()
    assert (office.root / "site" / "index.html").exists()
    assert [status for status, _, _ in documents] == [0] * 3
    assert all(document(output) for _, output, _ in documents)


def test_commands_that_read_say_that_there_is_no_survey_yet(office: Office) -> None:
    for command in (("status",), ("metrics",), ("publish", "--out", "site")):
        status, output, complaints = office.run(*command)

        assert (status, output) == (3, "")
        assert "What to do: Run `commonweal survey` first." in complaints
