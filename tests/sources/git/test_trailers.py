# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Trailers are those that git-interpret-trailers(1) sees."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.sources.git.trailers import trailers
from tests.gitkit import ENVIRONMENT

MESSAGES = [
    b"Title\n\nCo-authored-by: Eve <e@x>\n",
    b"Title\n\nReverts this:\n\n  Co-authored-by: Eve <e@x>\n\nSigned-off-by: Ada <a@x>\n",
    b"Title\n\nCo-authored-by: Eve <e@x>\n\nMore words.\n",
    b"Title\nCo-authored-by: Eve <e@x>\n",
    b"Co-authored-by: Eve <e@x>\n",
    b"Title\n\nWords of a paragraph\nthat go on: and on\nSigned-off-by: Ada <a@x>\n",
    b"Title\n\na\nb\nc\nd\ne\nSigned-off-by: Ada <a@x>\n",
    b"Title\n\nKey: value\n  goes on\nOther: x\n",
    b"Title\n\n  indented: x\n",
    b"Title\n\nKey: value\n\n\n\n",
    b"Title\n\n(cherry picked from commit 1234)\nwords\n",
    b"Title\r\n\r\nKey: value\r\n",
    b"Title\n \nKey: value\n",
    b"",
    b"\n\n",
]


def gits(message: bytes) -> list[bytes]:
    """The trailers as git reads them."""
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        input=message,
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
    )
    return done.stdout.split(b"\n")[:-1]


def ours(message: bytes) -> list[bytes]:
    """The same from our own reader, written as git writes them."""
    return [b"%b: %b" % trailer for trailer in trailers(message)]


@pytest.mark.parametrize("message", MESSAGES)
def test_the_trailers_of_a_message_are_those_that_git_sees(message: bytes) -> None:
    assert ours(message) == gits(message)


LINES = st.sampled_from(
    [
        b"",
        b" ",
        b"words",
        b"Key: value",
        b"Key:value  ",
        b"Key : value",
        b"Key:",
        b": value",
        b"Signed-off-by: Ada <a@x>",
        b"signed-off-by: Ada <a@x>",
        b"Signed-off-by:Ada <a@x>",
        b"  more",
        b"\tmore: or less",
        b"no key : at all",
        b"(cherry picked from commit 12)",
        b"https://x.example",
        b"two words: x",
        b"# a comment",
        b"Conflicts:",
        b"---",
        b"Key: value\r",
    ]
)


@given(st.lists(LINES, max_size=9))
def test_any_message_is_read_as_git_reads_it(lines: list[bytes]) -> None:
    message = b"Title\n\n" + b"\n".join(lines) + b"\n"

    assert ours(message) == gits(message)
