# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Foreign bytes as text: a path's bytes can be had back, and no name steers a terminal."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.core.text import path_bytes, path_text, printable, text_of_bytes

BACKSLASHES = st.lists(
    st.sampled_from([b"\\", b"\\\\", b"\\x", b"\\xff", b"\xff", b"x41", b"/", b"\xc3", b"\xa9"])
).map(b"".join)


@given(
    st.one_of(st.binary(), BACKSLASHES, st.text().map(lambda text: text.encode("utf-8", "ignore")))
)
def test_the_bytes_of_any_path_can_be_had_back(raw: bytes) -> None:
    assert path_bytes(path_text(raw)) == raw


@given(st.one_of(st.binary(), BACKSLASHES), st.one_of(st.binary(), BACKSLASHES))
def test_two_paths_are_never_written_alike(one: bytes, other: bytes) -> None:
    assert (path_text(one) == path_text(other)) == (one == other)


@given(st.binary())
def test_a_path_is_always_text_that_can_be_stored(raw: bytes) -> None:
    assert path_text(raw).encode("utf-8").decode("utf-8") == path_text(raw)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"src/main.py", "src/main.py"),
        ("\u00e9".encode(), "\u00e9"),
        ("e\u0301".encode(), "e\u0301"),
        (b"back\\slash", "back\\\\slash"),
        (b"\xff\\", "\\xff\\\\"),
        (b"\\xff", "\\\\xff"),
        (b"", ""),
    ],
)
def test_paths_are_written_so(raw: bytes, text: str) -> None:
    assert path_text(raw) == text


@given(st.binary())
def test_any_bytes_are_text_in_one_form_without_nul(raw: bytes) -> None:
    text = text_of_bytes(raw)

    assert "\0" not in text
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode("utf-8").decode("utf-8") == text


def test_one_name_spelled_in_two_forms_is_one_text() -> None:
    assert (
        text_of_bytes("Jose\u0301".encode()) == text_of_bytes("Jos\u00e9".encode()) == "Jos\u00e9"
    )


MARKS = "\u0316\u0301\u0327\u0308"


def test_marks_stacked_by_the_thousand_cost_no_more_than_other_text() -> None:
    stacked = ("a" + MARKS * 100_000).encode()
    started = time.thread_time()

    text = text_of_bytes(stacked)

    # Sorting them all at once takes hours.
    assert time.thread_time() - started < 2
    assert unicodedata.is_normalized("NFC", text)
    assert text.replace("\u034f", "").count("\u0316") == 100_000


@given(st.text("ae\u00e9" + MARKS, max_size=30))
def test_up_to_thirty_marks_stay_as_unicode_has_them(text: str) -> None:
    assert text_of_bytes(text.encode()) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_nothing_that_is_shown_steers_a_terminal(text: str) -> None:
    shown = printable(text)

    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        (
            "\u6797 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
            "\u6797 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
        ),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u200bb", "a\\u200bb"),
        ("\udcff", "\\udcff"),
        ("\U000e0041", "\\U000e0041"),
        ("line\nbreak", "line\\x0abreak"),
    ],
)
def test_control_and_direction_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert printable(text) == shown
