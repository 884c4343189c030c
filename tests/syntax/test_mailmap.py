# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`.mailmap`: read as git itself reads it."""

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commonweal.syntax.mailmap import Identity, read_mailmap

FORMS = b"""\
# a comment <not@read>
Proper One <one@x.org>
<proper@x.org> <two@x.org>
Proper Three <proper@x.org> <three@x.org>
Proper Four <proper@x.org> four <shared@x.org>
Proper Five <proper5@x.org> FIVE <shared@x.org>
"""


@pytest.mark.parametrize(
    ("name", "email", "expected"),
    [
        ("one", "one@x.org", ("Proper One", "one@x.org")),
        ("one", "ONE@X.ORG", ("Proper One", "ONE@X.ORG")),
        ("two", "two@x.org", ("two", "proper@x.org")),
        ("three", "Three@x.org", ("Proper Three", "proper@x.org")),
        ("Four", "shared@x.org", ("Proper Four", "proper@x.org")),
        ("five", "shared@x.org", ("Proper Five", "proper5@x.org")),
        ("six", "shared@x.org", ("six", "shared@x.org")),
        ("x", "not@read", ("x", "not@read")),
    ],
)
def test_all_four_forms_are_understood(name: str, email: str, expected: tuple[str, str]) -> None:
    assert read_mailmap(FORMS).resolve(name, email) == Identity(*expected)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mailmap")
    subprocess.run(["git", "init", "--quiet", "--bare", str(folder)], check=True)
    return folder


def asked_of_git(repository: Path, mailmap: bytes, contacts: list[Identity]) -> list[str]:
    """Ask `git check-mailmap` what it makes of names and addresses."""
    file = repository / "mailmap"
    file.write_bytes(mailmap)
    lines = "".join(f"{contact.name} <{contact.email}>\n" for contact in contacts)
    answered = subprocess.run(
        ["git", "-C", str(repository), "-c", f"mailmap.file={file}", "check-mailmap", "--stdin"],
        input=lines.encode(),
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8", "replace")
    return answered.splitlines()


ODD = st.sampled_from(["Ada", "ada", "BO", "Bo Li", "José", "JOSÉ", "  Cy ", "#x", "", "a>b", "\t"])
ADDRESSES = st.sampled_from(["a@x", "A@X", "b@x", "B@x", "c@é", "C@É", "", " a@x"])
LINES = st.one_of(
    st.builds(lambda n, e: f"{n} <{e}>", ODD, ADDRESSES),
    st.builds(lambda e, f: f"<{e}> <{f}>", ADDRESSES, ADDRESSES),
    st.builds(lambda n, e, f: f"{n} <{e}> <{f}>", ODD, ADDRESSES, ADDRESSES),
    st.builds(lambda n, e, m, f: f"{n} <{e}> {m} <{f}>", ODD, ADDRESSES, ODD, ADDRESSES),
    st.sampled_from(["# comment", " # none", "no address", "<", "> <", "a <b", "x <a@x> # <b@x>"]),
)
NAMES = ["Ada", "ada", "BO", "bo li", "José", "Cy", "Nobody"]
CONTACTS = [
    Identity(name, email) for name in NAMES for email in ["a@x", "A@x", "b@x", "c@é", "C@É", "d@x"]
]


@given(st.lists(LINES, max_size=8).map("\n".join))
@example("Ada <a@x> <b@x>\r\nBo <b@x>\r\n")
@example("A <a@x> <b@x>\n<c@x> <B@X>\n")
@example("Ada <a@x> ada <b@x>\nBo <b@x>\nCy <c@x> <b@x>\n")
@example("One <a@x> <b@x> <c@x>\n")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_lookup_is_what_git_answers(repository: Path, mailmap: str) -> None:
    expected = asked_of_git(repository, mailmap.encode(), CONTACTS)

    read = read_mailmap(mailmap.encode())
    found = [read.resolve(*contact) for contact in CONTACTS]

    assert [f"{one.name} <{one.email}>" for one in found] == expected


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read(content: bytes) -> None:
    mailmap = read_mailmap(content)

    assert mailmap.is_complete
    assert all(isinstance(address, str) for address in mailmap)


@pytest.mark.parametrize(
    "line",
    [b"<" * 1_000_000, b"a <" * 300_000, b"> <" * 300_000, b"x" * 1_000_000, b" " * 1_000_000],
)
def test_a_line_of_a_megabyte_takes_no_time(line: bytes) -> None:
    started = time.process_time()

    read_mailmap(line + b" <a@x>")

    assert time.process_time() - started < 2


def test_too_much_is_cut_off_and_said() -> None:
    many = b"A <a@x>\n" * 100_000 + b"B <b@x>\n"
    long = b"#" * (1024 * 1024) + b"\nB <b@x>\n"

    assert [(list(one), one.is_complete) for one in map(read_mailmap, (many, long))] == [
        (["a@x"], False),
        ([], False),
    ]
