# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SPDX expressions and tags, in comments of all kinds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.formats.spdx import licence_ids, licence_tag

# Split, so that the lines below are no tags of this file.
TAG = "SPDX-License-" + "Identifier:"


@pytest.mark.parametrize(
    ("expression", "ids"),
    [
        ("MIT", ("MIT",)),
        ("apache-2.0", ("Apache-2.0",)),
        ("MIT OR Apache-2.0", ("Apache-2.0", "MIT")),
        ("(MIT AND (ISC))", ("ISC", "MIT")),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            ("GPL-2.0-only WITH Classpath-exception-2.0",),
        ),
        ("GPL-2.0+", ("GPL-2.0-or-later",)),
        ("LicenseRef-Own", ("LicenseRef-Own",)),
        ("UNLICENSED", ()),
        ("SEE LICENSE IN LICENSE", ()),
        ("MIT License", ()),
        ("MIT AND Nonsense-9.9", ()),
        ("", ()),
        ("(" * 100 + "MIT" + ")" * 100, ()),
        ("MIT AND " * 100 + "MIT", ()),
    ],
)
def test_only_known_licences_count(expression: str, ids: tuple[str, ...]) -> None:
    assert licence_ids(expression) == ids


@given(st.text(st.sampled_from("MITADORWH()-.+: 20GPL\n"), max_size=60))
def test_any_text_gives_ids_or_none(text: str) -> None:
    ids = licence_ids(text)

    assert list(ids) == sorted(set(ids))
    assert all(licence_ids(id_) == (id_,) for id_ in ids)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"# {TAG} MIT\n", "MIT"),
        (f"/* {TAG} MIT */", "MIT"),
        (f"<!-- {TAG} MIT OR Apache-2.0 -->", "MIT OR Apache-2.0"),
        (f"(* {TAG} MIT *)", "MIT"),
        (f"{{- {TAG} MIT -}}", "MIT"),
        (f"{{# {TAG} MIT #}}", "MIT"),
        (f'.\\" {TAG} MIT', "MIT"),
        (f"REM {TAG} (MIT AND ISC)", "(MIT AND ISC)"),
        (f'"{TAG} MIT",', "MIT"),
        (f";; {TAG}\tMIT\r\n;; more", "MIT"),
        (f"# {TAG} MIT\n# {TAG} ISC\n# {TAG} MIT\n", "MIT AND ISC"),
        (f"# {TAG} MIT OR ISC\n# {TAG} Zlib\n", "(MIT OR ISC) AND Zlib"),
        (f"# {TAG} whatever\n", None),
        (f"# {TAG}\n# MIT\n", None),
        ("# MIT\n", None),
        ("x" * 5000 + f"\n# {TAG} MIT\n", None),
    ],
)
def test_a_tag_is_read_from_any_comment(content: str, expected: str | None) -> None:
    assert licence_tag(content.encode()) == expected


@given(st.lists(st.sampled_from([TAG.encode(), b" MIT", b"\n", b"(", b")", b"\xff", b" OR "])))
def test_bytes_of_any_kind_give_a_tag_that_is_understood(parts: list[bytes]) -> None:
    tag = licence_tag(b"".join(parts))

    assert tag is None or licence_ids(tag)


def test_a_file_full_of_tags_takes_no_time() -> None:
    started = time.process_time()

    licence_tag((TAG + "(").encode() * 1_000_000)

    assert time.process_time() - started < 0.8
