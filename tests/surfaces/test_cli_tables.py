# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tables of the command line on a narrow terminal: whole words, and what has no room is named."""

import sys
from pathlib import Path

import pytest

from commonweal.surfaces.cli._tables import print_table
from tests.gitkit import History, lines
from tests.journeys.test_terminal import COMMONWEAL, in_terminal

HEADS = ("project", "commits", "contributors", "releases")
ROWS = [("a-project-of-thirty-characters", "1", "2", "3")]


@pytest.mark.parametrize(("width", "shown"), [(80, HEADS), (60, HEADS[:3]), (46, HEADS[:2])])
def test_the_last_spare_columns_give_way(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    width: int,
    shown: tuple[str, ...],
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    print_table(HEADS, ROWS, numbers=(1, 2, 3), spare=(2, 3))

    table, notes = capsys.readouterr()
    assert [head for head in HEADS[2:] if head in table] == list(shown[2:])
    hidden = HEADS[len(shown) :]
    assert (", ".join(hidden) in notes) if hidden else notes == ""


def test_the_status_of_a_long_name_breaks_no_word(tmp_path: Path) -> None:
    history = History(tmp_path / "the-wells-and-pumps-of-the-ministry.git")
    history.commit({"a.py": lines(5)})
    path = str(history.write())
    run = (sys.executable, "-c", COMMONWEAL)
    in_terminal(*run, "survey", path, cwd=tmp_path)

    status, screen = in_terminal(*run, "status", cwd=tmp_path)

    assert status == 0
    assert "the-wells-and-pumps-of-the-ministry" in screen
    assert "Not shown for want of room: " in screen
