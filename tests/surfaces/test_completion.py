# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a shell completes: values of the workspace, without a word where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from commonweal.surfaces.cli import commonweal, run
from commonweal.surfaces.cli._complete import names_of
from tests.gitkit import History, lines
from tests.journeys.test_terminal import COMMONWEAL

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which two repositories were surveyed."""
    folder = tmp_path_factory.mktemp("completion")
    for seed, name in enumerate(("wells", "water-pumps")):
        history = History(folder / f"{name}.git")
        history.commit({"a.py": lines(3, seed=seed)})
        history.write()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["survey", "wells.git", "water-pumps.git"]) == 0
    return folder


def offered(words: str) -> list[str]:
    """What is offered for the last of some words."""
    *before, typed = words.split(" ")
    completion = ShellComplete(commonweal, {}, "commonweal", "_COMMONWEAL_COMPLETE")
    return [item.value for item in completion.get_completions(before, typed)]


@pytest.mark.parametrize(
    ("words", "among"),
    [
        ("assess --project w", ["water-pumps", "wells"]),
        ("next --project we", ["wells"]),
        ("answer por", ["portfolio"]),
        ("sbom wel", ["wells"]),
        ("assess dp", ["dpg"]),
        ("metrics commits", ["commits"]),
        ("answer wells dpg/9", ["dpg/9a", "dpg/9b", "dpg/9c"]),
        ("answer wells dpg/1 not_", ["not_met", "not_applicable"]),
        ("answer wells advisory/X-1 fix", ["fixed"]),
        ("check --as cf", ["cff"]),
        ("status --only ", ["gaps"]),
        ("publish --language f", ["fr"]),
        ("completion z", ["zsh"]),
    ],
)
def test_values_are_completed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, words: str, among: list[str]
) -> None:
    monkeypatch.chdir(workspace)

    assert offered(words) == among


def test_files_are_left_to_the_shell() -> None:
    completion = ShellComplete(commonweal, {}, "commonweal", "_COMMONWEAL_COMPLETE")

    assert [item.type for item in completion.get_completions(["check"], "")] == ["file"]


def test_another_workspace_may_be_named(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace.parent)

    assert offered("assess --project w") == []
    assert offered(f"assess --workspace {workspace} --project w") == ["water-pumps", "wells"]


def test_without_evidence_a_shell_hears_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("assess --project w") == []
    evidence = tmp_path / ".commonweal" / "evidence"
    evidence.mkdir(parents=True)
    (evidence / "CURRENT").write_text("7\n")
    assert offered("assess --project w") == []

    assert capfd.readouterr() == ("", "")


def test_names_are_kept_until_there_is_a_newer_generation(workspace: Path, tmp_path: Path) -> None:
    copy = tmp_path / "office"
    shutil.copytree(workspace, copy)
    kept = copy / ".commonweal" / "names.json"
    assert kept.is_file()
    shutil.rmtree(copy / ".commonweal" / "evidence" / "segments")
    assert set(names_of(copy)) == {"water-pumps", "wells"}

    kept.write_text("[]")
    shutil.copytree(workspace / ".commonweal", copy / ".commonweal", dirs_exist_ok=True)
    kept.write_text('{"generation": "0", "names": {"gone": ""}}')
    assert set(names_of(copy)) == {"water-pumps", "wells"}


def answer(workspace: Path, shell: str, words: str, *, program: str) -> str:
    """What the program says to a shell, in a process of its own."""
    environment = os.environ | {
        "_COMMONWEAL_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": f"commonweal {words}",
        "COMP_CWORD": str(len(words.split(" "))),
    }
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=workspace,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_names_are_offered_without_the_engine(workspace: Path) -> None:
    """What is imported is what somebody who types waits for."""
    program = (
        "import sys\nfrom commonweal.surfaces.cli import run\nrun()\n"
        "print([name for name in ('duckdb', 'jinja2', 'rich') if name in sys.modules])"
    )

    assert answer(workspace, "bash", "assess --project we", program=program) == (
        "plain,wells\n[]\n"
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_the_script_completes_in_a_real_bash(workspace: Path) -> None:
    program = workspace / "commonweal"
    program.write_text(f"#!{sys.executable}\n{COMMONWEAL}\n")
    program.chmod(0o755)
    story = (
        'eval "$(commonweal completion bash)"\n'
        "COMP_WORDS=(commonweal assess --project we) COMP_CWORD=3\n"
        '_commonweal_completion commonweal\necho "${COMPREPLY[@]}"'
    )

    shown = subprocess.run(
        ["bash", "--norc", "-c", story],
        cwd=workspace,
        env=os.environ | {"PATH": f"{workspace}:{os.environ['PATH']}"},
        check=True,
        capture_output=True,
        text=True,
    )

    assert (shown.stdout.strip(), shown.stderr) == ("wells", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert f"_COMMONWEAL_COMPLETE={shell}_complete" in capsys.readouterr().out
    assert run(["completion", "powershell"]) == 2
