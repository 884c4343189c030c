# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""codemeta.json and the JSON it is made of: each way to be wrong."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.formats.codemeta.judge import judge, recognises
from commonweal.syntax.json import JsonRefused, read_json

GOOD = {
    "@context": "https://w3id.org/codemeta/3.0",
    "type": "SoftwareSourceCode",
    "name": "Letterbox",
    "dateCreated": "2024-01-31",
    "author": [{"@type": "Person", "givenName": "Ada"}],
}


def broken(**changes: object) -> list[tuple[str, str]]:
    content = json.dumps({**GOOD, **changes}).encode()
    return [(one["path"], one["rule"]) for one in judge("codemeta.json", content)["errors"]]


@pytest.mark.parametrize(
    "context",
    [
        "https://w3id.org/codemeta/3.0",
        "https://doi.org/10.5063/schema/codemeta-2.0",
        ["https://doi.org/10.5063/schema/codemeta-2.0", "http://schema.org"],
    ],
)
def test_both_versions_are_valid(context: object) -> None:
    assert broken(**{"@context": context}) == []


def test_each_way_to_be_wrong_is_named() -> None:
    assert broken(**{"@context": None}) == [("", "required")]
    assert broken(**{"@context": "https://example.org"}) == [("@context", "context")]
    assert broken(naem="x") == [("naem", "term")]
    assert broken(author=[{"first": "Ada"}]) == [("author/0/first", "term")]
    assert broken(dateModified="yesterday") == [("dateModified", "format")]


@pytest.mark.parametrize(
    ("term", "value", "path"),
    [
        ("name", 3, "name"),
        ("name", {"first": 1}, "name"),
        ("name", ["Letterbox", True], "name/1"),
        ("description", False, "description"),
        ("license", 4, "license"),
        ("softwareVersion", 1.2, "softwareVersion"),
        ("dateModified", 2024, "dateModified"),
        ("copyrightYear", "last", "copyrightYear"),
        ("isAccessibleForFree", "yes", "isAccessibleForFree"),
        ("isAccessibleForFree", 1, "isAccessibleForFree"),
        ("author", 7, "author"),
        ("author", [{"@type": "Person", "givenName": 7}], "author/0/givenName"),
        ("keywords", ["post", 5], "keywords/1"),
        ("@type", 1, "@type"),
    ],
)
def test_a_value_of_another_kind_is_named(term: str, value: object, path: str) -> None:
    assert (path, "type") in broken(**{term: value})


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("name", {"@value": "Letterbox", "@language": "en"}),
        ("name", None),
        ("version", 3),
        ("version", "3"),
        ("copyrightYear", 2024),
        ("copyrightYear", "2024"),
        ("isAccessibleForFree", True),
        ("codeRepository", {"@id": "https://example.org/code"}),
        ("license", ["https://spdx.org/licenses/MIT", {"@id": "https://spdx.org/licenses/ISC"}]),
        ("programmingLanguage", {"@type": "ComputerLanguage", "name": "Python"}),
        ("author", "https://orcid.org/0000-0002-1825-0097"),
        ("position", 1),
    ],
)
def test_values_that_codemeta_takes_are_valid(term: str, value: object) -> None:
    assert [rule for _, rule in broken(**{term: value}) if rule == "type"] == []


def test_a_term_of_an_own_context_takes_what_it_says() -> None:
    context = ["https://w3id.org/codemeta/3.0", {"name": "https://example.org/number"}]

    assert broken(**{"@context": context}, name=3) == []
    assert broken(name=3) == [("name", "type")]


def test_terms_of_an_own_context_are_known() -> None:
    context = ["https://w3id.org/codemeta/3.0", {"stamp": "https://example.org/stamp"}]

    assert broken(**{"@context": context}, stamp="red") == []
    assert broken(stamp="red") == [("stamp", "term")]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"{", 1, 2),
        (b'{"a": NaN}', 0, 0),
        (b'{"a": 1e999}', 0, 0),
        (b'{"a": ' + b"9" * 5000 + b"}", 0, 0),
        (b'{\n"a": "\xff"}', 2, 1),
        (b"[" * 200_000, 1, 1),
        (b'{"a":' * 100_000, 1, 1),
        (b'"' + b"\\" * 1_000_001, 1, 1),
        (b" " * 5_000_000, 0, 0),
    ],
)
def test_what_is_no_safe_json_is_refused_at_once(content: bytes, line: int, column: int) -> None:
    started = time.process_time()

    with pytest.raises(JsonRefused) as refused:
        read_json(content)

    assert (refused.value.line, refused.value.column) == (line, column)
    assert time.process_time() - started < 4


def test_a_name_that_stands_twice_is_told() -> None:
    assert read_json(b'{"a": 1, "b": 2, "a": 3}') == ({"a": 3, "b": 2}, ("a",))


def test_files_are_recognised_by_name_or_context() -> None:
    assert recognises("codemeta.json", b"")
    assert recognises("x.json", b'{"@context": "https://w3id.org/codemeta/3.0"')
    assert not recognises("x.json", b'{"name": "x"}')


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(), st.text('{}[]":,a1 \n').map(str.encode)))
def test_whatever_is_written_gets_a_verdict(content: bytes) -> None:
    answer = judge("codemeta.json", content)

    assert answer["valid"] is (answer["errors"] == [])
