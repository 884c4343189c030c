# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Lines of values of JSON texts, and JSON files that are made to fill a memory."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.packages.catalogue.judge import judge
from commonweal.packages.model.package import PACKAGES_LIMIT
from commonweal.packages.reading.decoded import MARKS_LIMIT, SIZE_LIMIT
from commonweal.packages.reading.places import JsonPlaces

TEXT = """
{"a": 1,
 "b": {"c\\u0022":
   [true, null,
    {"d": "]"}]},
 "a": 2, "e": -1.5e3}"""

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("a",), 2),
        (("e",), 6),
        (("b",), 3),
        (("b", 'c"'), 4),
        (("b", 'c"', 1), 4),
        (("b", 'c"', 2, "d"), 5),
        (("b", 'c"', 3), 0),
        (("b", "d"), 0),
        (("a", "b"), 0),
        (("gone", "b"), 0),
    ],
)
def test_a_value_is_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert JsonPlaces(TEXT).line_of(path) == line


@given(value=VALUES)
def test_every_value_is_on_the_line_where_it_is_written(value: Any) -> None:
    lines: list[str] = []
    expected = dict(_written(value, (), lines))
    places = JsonPlaces("\n".join(lines))

    assert {path: places.line_of(path) for path in expected} == expected


def _written(
    value: Any, path: tuple[str | int, ...], lines: list[str]
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Write a value as JSON, one thing a line, and tell each path with its line."""
    yield path, len(lines) + 1
    if isinstance(value, list):
        lines.append("[")
        for at, one in enumerate(value):
            yield from _written(one, (*path, at), lines)
            lines.append("," if at + 1 < len(value) else "")
        lines.append("]")
    elif isinstance(value, dict):
        lines.append("{")
        for at, (key, one) in enumerate(value.items()):
            lines.append(f"{json.dumps(key)} :")
            yield from _written(one, (*path, key), lines)
            lines.append("," if at + 1 < len(value) else "")
        lines.append("}")
    else:
        lines.append(json.dumps(value))


def test_lines_are_unknown_where_they_would_cost_too_much() -> None:
    text = "1"
    for _ in range(40):
        text = f'{{"a": {text},\n"b": 2}}'
    places = JsonPlaces(text)

    lines = [places.line_of(("a",) * depth + ("b",)) for depth in range(40)]

    # Each `b` stands behind all that is deeper, which is passed over at each depth.
    assert lines[0] == 41
    assert lines[-1] == 0


def test_a_file_of_too_many_packages_is_refused() -> None:
    components = ",".join(['{"purl":"pkg:npm/a"}'] * (PACKAGES_LIMIT + 1))

    answer = judge("bom.json", f'{{"components":[{components}]}}'.encode())

    assert answer["error"] == f"the file names more than {PACKAGES_LIMIT:,} packages"


def test_a_file_of_too_many_values_is_refused_before_it_is_read() -> None:
    content = b'{"components":[' + b"{}," * (MARKS_LIMIT // 2) + b"{}]}"

    answer = judge("bom.json", content)

    assert answer["error"] == "the file holds more values than any real file of its size"


def test_a_file_that_is_too_large_is_refused() -> None:
    answer = judge("bom.json", b'{"a":"' + b"x" * SIZE_LIMIT + b'"}')

    assert (
        answer["error"] == f"the file has {SIZE_LIMIT + 8:,} bytes; at most {SIZE_LIMIT:,} are read"
    )


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("yarn.lock", "a:"),
        ("Gemfile.lock", "    a (1)"),
        ("paket.lock", "    a (1)"),
        ("mix.lock", '  "a": {:hex, :a, "1", "0", [], [], "x"},'),
    ],
)
def test_lines_without_end_are_refused(name: str, line: str) -> None:
    start = {"Gemfile.lock": "GEM\n", "paket.lock": "NUGET\n"}.get(name, "")

    answer = judge(name, (start + f"{line}\n" * (PACKAGES_LIMIT + 1)).encode())

    assert answer["error"] == f"the file names more than {PACKAGES_LIMIT:,} packages"
