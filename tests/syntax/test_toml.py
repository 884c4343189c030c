# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""TOML from strangers: what is refused, what is read, and how fast."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.syntax.toml import TomlRefused, line_of, read_toml

PIECES = st.sampled_from(
    ['"""', "'''", '"', "'", "\\", "\n", "#", ".", "=", "[", "]", "{", "}", ",", "a", "1", " ", "é"]
)

BOMBS = {
    "a key of 20,000 parts": "a." * 20_000 + "b = 1",
    "a quoted key of many parts": '"a".' * 20_000 + "b = 1",
    "a header of many parts": "[" + "a." * 20_000 + "b]",
    "brackets in brackets": "a = " + "[" * 100_000,
    "tables in tables": "a = " + "{b = " * 50_000,
    "a bomb behind an unterminated text": '"""\\"""\n' * 200_000 + "a." * 20_000,
    "quotes without end": "'''a''b\n" * 200_000,
    "a number of 5,000 digits": "a = " + "9" * 5_000,
    "no end of backslashes": 'a = "' + "\\" * 1_000_001,
    "three megabytes": "#" * 3_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_at_once(name: str) -> None:
    content = BOMBS[name].encode()
    started = time.process_time()

    with pytest.raises(TomlRefused):
        read_toml(content)

    assert time.process_time() - started < 8


@given(st.lists(PIECES, max_size=60).map("".join))
def test_whatever_is_read_is_what_the_standard_library_reads(text: str) -> None:
    try:
        read = read_toml(text.encode())
    except TomlRefused:
        return

    assert read == tomllib.loads(text)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(content: bytes) -> None:
    line = 0
    try:
        read_toml(content)
    except TomlRefused as refused:
        line = refused.line

    assert 0 <= line <= content.count(b"\n") + 1


@given(st.lists(PIECES, max_size=30).map("".join))
def test_harmless_text_is_not_refused_by_the_guard(text: str) -> None:
    """With fewer pieces than any limit, only what tomllib refuses is refused."""
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(TomlRefused):
            read_toml(text.encode())
        return

    if text.count(".") <= 16:
        assert read_toml(text.encode()) == expected


def test_many_dots_in_texts_are_fine() -> None:
    addresses = [f"a.b.c{number}@d.e.f.org" for number in range(200)]

    read = read_toml(f"a = {addresses}".replace("'", '"').encode())

    assert read == {"a": addresses}


def test_a_wrong_line_is_named() -> None:
    with pytest.raises(TomlRefused) as caught:
        read_toml(b"a = 1\r\nb = \r\n")

    assert (caught.value.line, caught.value.what) == (2, "invalid value")


def test_bytes_that_are_no_text_are_named_with_their_line() -> None:
    with pytest.raises(TomlRefused) as caught:
        read_toml(b"a = 1\nb = 2\nc = '\xff'\n")

    assert (caught.value.line, caught.value.what) == (3, "the file is not UTF-8 text")


LINES = """\
top = 1
[office]
name = "x"
"odd key" = 1

[[projects]]
id = "a"
[[projects]]
id = "b"
repositories = [
  { location = "x" },
  { nam = "y" },
]
[[organisations]]
[[organisations.people]]
email = "a"
[[organisations.people]]
email = "b"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 1),
        (("office",), 2),
        (("office", "name"), 3),
        (("office", "odd key"), 4),
        (("office", "missing"), 2),
        (("projects", 0, "id"), 7),
        (("projects", 1), 8),
        (("projects", 1, "id"), 9),
        (("projects", 1, "repositories", 1, "nam"), 12),
        (("organisations", 0, "people", 1, "email"), 18),
        (("nowhere",), 1),
    ],
)
def test_the_line_of_a_key_is_found(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(LINES, path) == line
