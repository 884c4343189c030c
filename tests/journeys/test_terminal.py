# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The README's commands under a pseudo-terminal, where progress is shown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.core.progress import Stage
from commonweal.surfaces.cli._progress import label
from tests.gitkit import ENVIRONMENT, History, lines

ROOT = Path(__file__).parents[2]
COMMONWEAL = "from commonweal.surfaces.cli import main; main()"


def in_terminal(*command: str, cwd: Path) -> tuple[int, str]:
    """Run a command whose input, output and errors are a terminal; give exit code and screen."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "80", "CI": "true", "HOME": str(cwd)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        screen = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return running.returncode, screen.decode("utf-8", "replace")


def _read(terminal: int) -> bytes:
    # Linux answers with an error, not with an end, once the other side is closed.
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    history = History(tmp_path / "wells.git")
    history.commit({"a.py": lines(5), "README.md": "# Wells\n"})
    return history.write()


@pytest.mark.parametrize("count", [1, 3])
def test_a_survey_shows_every_stage_on_a_terminal(
    tmp_path: Path, repository: Path, count: int
) -> None:
    others = []
    for number in range(1, count):
        other = History(tmp_path / f"other{number}.git")
        other.commit({"b.py": lines(3, seed=number)})
        others.append(str(other.write()))
    command = (sys.executable, "-c", COMMONWEAL, "survey", str(repository), *others)

    status, screen = in_terminal(*command, "--site", "site", cwd=tmp_path)

    assert (status, "Traceback" in screen) == (0, False), screen
    shown = {stage for stage in Stage if label(stage) in screen}
    # One repository is read in this process and tells about its history; several are collected.
    assert set(Stage) - shown <= {Stage.HISTORY}
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.skipif(
    not (ROOT / ".venv" / ".ready").exists(), reason="make has not set up an environment here"
)
@pytest.mark.parametrize("targets", [[], ["TARGETS={repository}"]])
def test_the_commands_of_the_readme_run_on_a_terminal(
    tmp_path: Path, repository: Path, targets: list[str]
) -> None:
    named = [target.format(repository=repository) for target in targets]
    site = tmp_path / "site"

    status, screen = in_terminal(
        *("make", "survey", *named, f"SITE={site}", f"ARGS=--workspace {tmp_path}"), cwd=ROOT
    )

    assert (status, "Traceback" in screen) == (0, False), screen
    assert str(site / "index.html") in screen
    assert (site / "index.html").is_file()
