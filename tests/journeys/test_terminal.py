# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The README's commands under a pseudo-terminal, where progress is shown."""

import fcntl
import os
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest

from commonweal.core.progress import Stage
from commonweal.surfaces.cli._progress import label
from tests.gitkit import ENVIRONMENT, History, lines

ROOT = Path(__file__).parents[2]
COMMONWEAL = "from commonweal.surfaces.cli import main; main()"


def in_terminal(
    *command: str, cwd: Path, more: Mapping[str, str] | None = None, height: int = 0
) -> tuple[int, str]:
    """Run a command whose input, output and errors are a terminal; give exit code and screen.

    `more` is added to its environment. A terminal without a height is one that does not tell.
    """
    ours, theirs = _terminal(height)
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=ENVIRONMENT
        | {"TERM": "xterm", "COLUMNS": "80", "CI": "true", "HOME": str(cwd)}
        | dict(more or {}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        screen = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return running.returncode, screen.decode("utf-8", "replace")


def _terminal(height: int) -> tuple[int, int]:
    ours, theirs = os.openpty()
    if height:
        fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", height, 80, 0, 0))
    return ours, theirs


def _read(terminal: int) -> bytes:
    # Linux answers with an error, not with an end, once the other side is closed.
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def interrupted(
    *command: str, cwd: Path, at: str, more: Mapping[str, str] | None = None, height: int = 0
) -> tuple[int, str]:
    """Run a command in a terminal, press Ctrl-C once it shows a text; give exit code and screen."""
    ours, theirs = _terminal(height)
    screen, is_pressed = b"", False
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "80", "HOME": str(cwd)} | dict(more or {}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as running:
        os.close(theirs)
        while piece := _read(ours):
            screen += piece
            if not is_pressed and at.encode() in screen:
                os.killpg(running.pid, signal.SIGINT)
                is_pressed = True
    os.close(ours)
    assert is_pressed, screen
    return running.returncode, screen.decode("utf-8", "replace")


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
    # Parts of one repository may be read before anybody could see them.
    assert set(Stage) - shown <= {Stage.HISTORY, Stage.FILES}
    assert (tmp_path / "site" / "index.html").is_file()


@pytest.mark.parametrize(
    "stage", [Stage.OPEN, Stage.HISTORY, Stage.PROBES, Stage.METRICS, Stage.ASSESSMENT]
)
def test_ctrl_c_ends_with_one_sentence_and_the_next_survey_goes_on(
    tmp_path: Path, stage: Stage
) -> None:
    repositories = []
    for number in range(4):
        history = History(tmp_path / f"r{number}.git")
        for commit in range(300):
            history.commit({f"{commit % 50}.py": lines(30, seed=commit + number)})
        repositories.append(str(history.write()))
    command = (sys.executable, "-c", COMMONWEAL, "survey", "--workers", "2", *repositories)

    status, screen = interrupted(*command, cwd=tmp_path, at=label(stage))
    for _ in range(9):
        if status:
            break
        # The last stage may be over before the key is pressed: that says nothing, once more.
        shutil.rmtree(tmp_path / ".commonweal")
        status, screen = interrupted(*command, cwd=tmp_path, at=label(stage))
    again, shown = in_terminal(*command, cwd=tmp_path)

    assert status == 130, screen
    assert "Stopped. What was finished is kept; run the same command to go on." in screen
    assert {word for word in ("Traceback", "leaked", "Error", "Generation") if word in screen} == (
        set()
    )
    assert (again, "4 of 4 repositories read, 1,200 commits" in shown) == (0, True), shown


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
