# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""YAML from strangers: what is read, where it stands, what is refused, and how fast."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.syntax.yaml import YamlRefused, read_yaml
from commonweal.syntax.yaml.scalars import Scalar

ALIASES = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
)
MERGES = "\n".join(
    ["base: &base {" + ", ".join(f"k{n}: 1" for n in range(300)) + "}"]
    + [f"m{n}: {{<<: *base}}" for n in range(200)]
)
BOMBS = {
    "aliases of aliases": ALIASES,
    "merges of merges": MERGES,
    "one long text, aliased often": "a: &a " + "x" * 100_000 + "\nb: [" + "*a, " * 5000 + "*a]",
    "lists in lists": "[" * 500_000,
    "mappings in mappings": "{a: " * 200_000,
    "blocks in blocks": "".join(" " * n + "a:\n" for n in range(1000)),
    "dashes in a row": "- " * 50_000,
    "more than a megabyte": "#" * 1_100_000,
    "no end of anchors": "- &a x\n" * 1000 + "- *b",
}
WRONG = {
    "an alias inside its anchor": (b"a: &a [*a]", 1, 8),
    "an alias without an anchor": (b"x: 1\na: *b", 2, 4),
    "a tag that makes objects": (b"a: !!python/object:os.system x", 1, 4),
    "a tag of one's own": (b"a: !mine x", 1, 4),
    "a value that does not fit its tag": (b"a: !!int x", 1, 4),
    "a list as key": (b"? [a]\n: b", 1, 3),
    "UTF-16": ("a: b".encode("utf-16"), 1, 1),
    "UTF-32": ("a: b".encode("utf-32"), 1, 1),
    "bytes that are no UTF-8": (b"a: b\nc: \xff", 2, 4),
    "NUL characters": (b"a: b\n\x00", 2, 1),
    "two documents": (b"--- 1\n--- 2", 2, 1),
    "a tab for an indent": (b"a:\n\tb: 1", 2, 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_within_a_second(name: str) -> None:
    started = time.process_time()

    with pytest.raises(YamlRefused):
        read_yaml(BOMBS[name].encode(), merge=True)

    assert time.process_time() - started < 4


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_is_refused_with_its_place(name: str) -> None:
    content, line, column = WRONG[name]

    with pytest.raises(YamlRefused) as refused:
        read_yaml(content)

    assert (refused.value.line, refused.value.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        ("yes", "yes", True),
        ("off", "off", False),
        ("true", True, True),
        ("~", None, None),
        ("", None, None),
        ("12", 12, 12),
        ("-3", -3, -3),
        ("0x1F", 31, 31),
        ("0o17", 15, "0o17"),
        ("017", 17, 15),
        ("1_000", "1_000", 1000),
        ("1.5", 1.5, 1.5),
        ("1e3", 1000.0, "1e3"),
        (".inf", float("inf"), float("inf")),
        ("2020-01-31", "2020-01-31", "2020-01-31"),
        ("1.2.0", "1.2.0", "1.2.0"),
        ("12:30", "12:30", "12:30"),
        ("'12'", "12", "12"),
        ("!!str 12", "12", "12"),
        ("9" * 5000, "9" * 5000, "9" * 5000),
    ],
)
def test_scalars_mean_what_their_version_says(text: str, new: Scalar, old: Scalar) -> None:
    content = f"a: {text}".encode()

    assert read_yaml(content).value == {"a": new}
    assert read_yaml(content, version="1.1").value == {"a": old}


def test_every_value_has_its_place() -> None:
    document = read_yaml(b"a: 1\nb:\n  - c: x\n  - [y]\n")

    assert document.value == {"a": 1, "b": [{"c": "x"}, ["y"]]}
    assert document.place(("b",)) == (2, 1, 3, 3, None)
    assert document.place(("b", 0, "c")) == (3, 5, 3, 8, "x")
    assert document.place(("b", 1, 0)) == (4, 6, 4, 6, "y")
    assert document.place(("b", 7)) is None
    assert document.nearest(("b", 7, "z")) == (2, 1, 3, 3, None)


def test_a_key_that_stands_twice_is_told_and_the_later_counts() -> None:
    content = b"a: 1\nb: 2\na: 3\n"

    document = read_yaml(content)

    assert document.value == {"a": 3, "b": 2}
    assert document.duplicates == (("a", 3, 1),)
    with pytest.raises(YamlRefused, match="stands twice"):
        read_yaml(content, unique=True)


def test_merges_are_followed_only_when_asked() -> None:
    content = b"x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\n"

    assert read_yaml(content, merge=True).value["y"] == {"a": 1, "b": 3}
    assert read_yaml(content).value["y"] == {"<<": {"a": 1, "b": 2}, "b": 3}


PIECES = st.sampled_from(
    ["a", ":", " ", "\n", "- ", "&a ", "*a", "<<: ", "[", "]", "{", "}", ",", "'", '"', "!!int ",
     "|", ">", "#", "%", "? ", "é", "\t", "1", "---\n", "\\", "!", "@", "\x00", "\ufeff"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join).map(str.encode), st.binary()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        place = read_yaml(content, merge=True).place(())
    except YamlRefused:
        return

    assert place is not None


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-999, 999), st.text("abc .", max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_json_is_read_as_json(value: object) -> None:
    assert read_yaml(json.dumps(value).encode()).value == value
