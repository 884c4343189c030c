# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Long results go through a pager, where somebody reads them and has not said otherwise."""

import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.surfaces.cli import run
from tests.gitkit import ENVIRONMENT, History, lines
from tests.journeys.test_terminal import COMMONWEAL, in_terminal, interrupted

PROGRAM = (sys.executable, "-c", COMMONWEAL)
METRICS = (*PROGRAM, "metrics")
# What is said of it is more than a pipe holds.
LONG = "".join(f"package-{number}==1.0\n" for number in range(4000))


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("surveyed")
    history = History(folder / "wells.git")
    history.commit({"a.py": lines(5)})
    history.write()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["survey", "wells.git"]) == 0
    return folder


@pytest.fixture
def office(surveyed: Path) -> Path:
    """The workspace, before anything went through a pager."""
    (surveyed / "paged").unlink(missing_ok=True)
    return surveyed


def pager(office: Path, name: str, script: str) -> str:
    """A program that pages."""
    path = office / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def keeping(office: Path) -> dict[str, str]:
    """The environment with a pager that keeps what it is given."""
    return {"PAGER": pager(office, "keep", f"cat > {office}/paged; echo; echo THE END")}


def test_a_long_result_goes_through_the_pager_whole(office: Path) -> None:
    status, screen = in_terminal(*METRICS, cwd=office, more=keeping(office), height=20)

    assert (status, "THE END" in screen, "truck_factor" in screen) == (0, True, False), screen
    paged = (office / "paged").read_text("utf-8")
    assert {"activity_hours", "truck_factor", "code_lines"} <= set(paged.split())


def test_notes_stand_where_they_belong_among_the_results(office: Path) -> None:
    """What is said below a table is on stderr, and would else be on the screen before it."""
    more = keeping(office) | {"COLUMNS": "50"}

    in_terminal(*PROGRAM, "status", cwd=office, more=more, height=5)

    paged = (office / "paged").read_text("utf-8")
    assert 0 < paged.index("wells") < paged.index("Not shown for want of room")


def test_our_own_variable_comes_before_that_of_all_programs(office: Path) -> None:
    ours = pager(office, "ours", "cat >/dev/null; echo OURS")
    more = keeping(office) | {"COMMONWEAL_PAGER": ours}

    _, screen = in_terminal(*METRICS, cwd=office, more=more, height=20)

    assert ("OURS" in screen, (office / "paged").exists()) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "more", "height"),
    [
        ((), {}, 500),
        ((), {}, 0),
        (("--no-pager",), {}, 20),
        ((), {"NO_PAGER": "1"}, 20),
        ((), {"PAGER": "cat"}, 20),
        ((), {"COMMONWEAL_PAGER": ""}, 20),
        ((), {"TERM": "dumb"}, 20),
        ((), {"PAGER": "/there/is/none"}, 20),
    ],
)
def test_without_need_or_against_the_will_nothing_is_paged(
    office: Path, arguments: tuple[str, ...], more: dict[str, str], height: int
) -> None:
    status, screen = in_terminal(
        *METRICS, *arguments, cwd=office, more=keeping(office) | more, height=height
    )

    assert (status, (office / "paged").exists()) == (0, False)
    assert {"activity_hours", "truck_factor"} <= set(screen.split())


def test_a_pipe_is_never_paged(office: Path) -> None:
    found = subprocess.run(
        METRICS, cwd=office, env=ENVIRONMENT | keeping(office), check=True, capture_output=True
    )

    assert (b"truck_factor" in found.stdout, (office / "paged").exists()) == (True, False)


def test_who_leaves_the_pager_early_hears_nothing_and_the_status_stays(office: Path) -> None:
    more = {"PAGER": pager(office, "leave", "exit 3")}
    (office / "requirements.txt").write_text(LONG)

    told = [
        in_terminal(*PROGRAM, *command, cwd=office, more=more, height=20)
        for command in (("check", "requirements.txt"), ("assess", "--project", "wells"))
    ]

    assert told == [(0, ""), (1, "")]


@pytest.mark.parametrize(
    "script", ["cat >/dev/null; echo READING; true", "echo READING; sleep 1; cat"]
)
def test_ctrl_c_is_for_the_pager(office: Path, script: str) -> None:
    """Whether it has all of the text by then, or still waits for more than a pipe holds."""
    waiting = pager(office, "wait", f"trap '' INT; {script} >/dev/null; sleep 1; echo DONE")
    (office / "requirements.txt").write_text(LONG)
    command = ("check", "requirements.txt") if script.endswith("cat") else ("metrics",)

    status, screen = interrupted(
        *PROGRAM, *command, cwd=office, at="READING", more={"PAGER": waiting}, height=20
    )

    assert (status, screen.split()) == (0, ["READING", "DONE"])


def test_colours_are_kept_where_the_pager_shows_them(office: Path) -> None:
    """`less` is told to show them; of another pager nothing is known, so there are none."""
    less = pager(office, "less", f"cat > {office}/paged; echo $LESS > {office}/flags")

    in_terminal(*METRICS, cwd=office, more={"PAGER": less}, height=20)

    assert "\x1b[1m" in (office / "paged").read_text("utf-8")
    assert (office / "flags").read_text().strip() == "-FRX"
    in_terminal(*METRICS, cwd=office, more=keeping(office), height=20)
    assert "\x1b" not in (office / "paged").read_text("utf-8")
