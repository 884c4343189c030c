# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Trailers are those that git-interpret-trailers(1) sees."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.sources.git.trailers import trailer_block
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
    return [line for line in done.stdout.split(b"\n") if line.strip()]


def ours(message: bytes) -> bool:
    """Whether the block holds a trailer: git does not print its own remark of a cherry pick."""
    return any(
        b":" in line and not line[:1].isspace() and not line.startswith(b"(")
        for line in trailer_block(message).split(b"\n")
    )


@pytest.mark.parametrize("message", MESSAGES)
def test_there_are_trailers_where_git_sees_some(message: bytes) -> None:
    assert ours(message) == bool(gits(message))


LINES = st.sampled_from(
    [
        b"",
        b"words",
        b"Key: value",
        b"Signed-off-by: Ada <a@x>",
        b"  more",
        b"no key : at all",
        b"(cherry picked from commit 12)",
        b"https://x.example",
        b"two words: x",
    ]
)


@given(st.lists(LINES, max_size=9))
def test_any_message_is_read_as_git_reads_it(lines: list[bytes]) -> None:
    message = b"Title\n\n" + b"\n".join(lines) + b"\n"

    assert ours(message) == bool(gits(message))
