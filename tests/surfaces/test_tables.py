# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tables on a terminal: never wider than it, no cell cut, no word broken where there is room."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.surfaces.cli._language import plain_marks
from commonweal.surfaces.cli._tables import _widths, has_room, print_table

HEADS = ("project", "Contributor absence factor", "Commits", "standard", "last read")
ROWS = [
    ("italia-developers-italia-api", "3", "1,320", "12/2/50 orange", "yes"),
    ("jquery-jquery", "12", "7", "2/0/9 red", "NO"),
]


class Terminal(io.StringIO):
    """A terminal that keeps what is printed."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def screen(monkeypatch: pytest.MonkeyPatch, columns: int, **options: tuple[int, ...]) -> list[str]:
    stream = Terminal()
    monkeypatch.setattr("sys.stdout", stream)
    monkeypatch.setenv("COLUMNS", str(columns))
    print_table(HEADS, ROWS, **options)
    text = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    return [line.rstrip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("columns", [60, 76, 80, 83, 100, 120])
def test_no_cell_is_cut_at_any_width(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    lines = screen(monkeypatch, columns, numbers=(1, 2), spare=(2, 3))

    shown = " ".join(lines)
    assert max(map(len, lines)) <= columns
    for word in ("italia-developers-italia-api", "jquery-jquery", "yes", "NO", "12"):
        assert word in shown.split()
    # At 60 columns the last of the spare columns give way, and are named.
    assert ("12/2/50" in shown.split()) == (columns > 60)


def test_what_has_no_room_is_printed_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = screen(monkeypatch, 40, numbers=(1, 2))

    assert lines == [
        f"{'  ' if place else ''}{head}: {cell}"
        for row in ROWS
        for place, (head, cell) in enumerate(zip(HEADS, row, strict=True))
    ]
    # A name that is longer than the line goes beyond it: whoever copies it gets all of it.
    narrow = screen(monkeypatch, 20)
    assert any("italia-developers-italia-api" in line for line in narrow)
    assert "  Contributor" in narrow


def test_has_room_asks_for_the_least_that_a_column_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("a", "one two three")]
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "17")

    assert has_room(("x", "title"), rows, prose=())
    assert not has_room(("x", "title"), rows, prose=(1,))
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert has_room(("x", "title"), rows, prose=(1,))


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.integers(0, 60)).map(lambda pair: (pair[0], sum(pair))),
        min_size=1,
        max_size=8,
    ),
    st.integers(8, 200),
)
def test_widths_fill_the_room_and_never_more(pairs: list[tuple[int, int]], room: int) -> None:
    words, longest = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    widths = _widths(words, longest, room)

    assert all(word <= width for word, width in zip(words, widths, strict=True))
    assert sum(widths) == max(sum(words), min(room, sum(longest)))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*Attributed commits* says", "Attributed commits says"),
        ("see `docs/`, not 2 * 3", "see docs/, not 2 * 3"),
        ("a ` alone", "a ` alone"),
    ],
)
def test_signs_that_emphasise_are_not_printed(text: str, plain: str) -> None:
    assert plain_marks(text) == plain
