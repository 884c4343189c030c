# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CITATION.cff: each way to be wrong, by path and rule."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.formats.cff.judge import judge, recognises

GOOD = """\
cff-version: 1.2.0
message: Please cite.
title: Letterbox
authors:
  - family-names: Byron
    given-names: Ada
date-released: 2024-02-29
version: 1.0
license: [MIT, Apache-2.0]
identifiers:
  - {type: doi, value: 10.5281/zenodo.1234}
references:
  - type: book
    title: Letters
    authors: [{name: The Post}]
"""


def broken(text: str) -> list[str]:
    """Judge and give path and rule of each error."""
    errors = judge("CITATION.cff", text.encode())["errors"]
    return sorted(f"{error['path']} {error['rule']}" for error in errors)


WRONG: dict[str, tuple[str, str, list[str]]] = {
    "no message": ("message: Please cite.\n", "", [" required"]),
    "no authors": ("    given-names: Ada\n", "    given-names: Ada\n    height: 1\n", [
        "authors/0 anyOf"]),
    "an empty list of authors": ("{name: The Post}", "", ["references/0/authors minItems"]),
    "an author twice": ("{name: The Post}", "{name: A}, {name: A}", [
        "references/0/authors uniqueItems"]),
    "an empty title": ("Letterbox", "''", ["title minLength"]),
    "a title that is a number": ("Letterbox", "12", ["title type"]),
    "a key that nobody knows": ("version: 1.0", "versions: 1.0", [" additionalProperties"]),
    "a day that is none": ("2024-02-29", "2023-02-29", ["date-released format"]),
    "a month that is none": ("2024-02-29", "2024-13-01", [
        "date-released format", "date-released pattern"]),
    "a licence that is none": ("Apache-2.0", "Apache 2", ["license oneOf"]),
    "a DOI as address": ("10.5281", "https://doi.org/10.5281", ["identifiers/0 anyOf"]),
    "an ORCID without its address": ("given-names: Ada", "orcid: 0000-0002-1825-0097", [
        "authors/0 anyOf"]),
    "a mail address that is none": ("given-names: Ada", "email: ada", ["authors/0 anyOf"]),
    "a kind of work that is none": ("type: book", "type: scroll", ["references/0/type enum"]),
    "a version to come": ("1.2.0", "9.0.0", ["cff-version pattern"]),
    "an address of no scheme": ("version: 1.0", "url: example.org", ["url pattern"]),
    "a country that is none": ("given-names: Ada", "country: XX", ["authors/0 anyOf"]),
    "a month of a work": ("type: book", "type: book\n    month: 13", [
        "references/0/month anyOf"]),
    "a version that is a list": ("version: 1.0", "version: []", ["version anyOf"]),
    "a key twice": ("version: 1.0", "title: Again", [" yaml"]),
    "YAML that is none": ("[MIT", "[MIT]", [" yaml"]),
    "one list": (GOOD, "- a", [" yaml"]),
}  # fmt: skip


def test_a_good_file_is_valid() -> None:
    assert judge("CITATION.cff", GOOD.encode()) == {"ok": True, "valid": True, "errors": []}


@pytest.mark.parametrize("name", WRONG)
def test_each_way_to_be_wrong_is_named(name: str) -> None:
    old, new, expected = WRONG[name]
    assert old in GOOD

    assert broken(GOOD.replace(old, new, 1)) == expected


def test_an_error_says_where_it_stands() -> None:
    error = judge("CITATION.cff", GOOD.replace("2024-02-29", "soon").encode())["errors"][0]

    assert (error["line"], error["column"]) == (7, 1)


def test_older_versions_want_version_and_date() -> None:
    old = GOOD.replace("1.2.0", "1.1.0")

    assert broken(old) == []
    assert broken(old.replace("version: 1.0\n", "")) == [" required"]


@pytest.mark.parametrize(
    ("version", "errors"),
    [
        ("1.0.3", []),
        ("1.1.0", []),
        ("1.2.0", ["authors/0 anyOf", "doi type", "keywords/1 type", "license oneOf"]),
    ],
)
def test_older_versions_take_a_key_without_a_value_as_none(version: str, errors: list[str]) -> None:
    text = GOOD.replace("1.2.0", version).replace("license: [MIT, Apache-2.0]", "license:")
    text = text.replace("given-names: Ada", "given-names: Ada\n    affiliation:")

    assert broken(f"{text}doi: ~\nkeywords: [wells, ~]\n") == errors


def test_what_must_be_there_is_missing_without_a_value() -> None:
    text = GOOD.replace("1.2.0", "1.1.0").replace("message: Please cite.", "message:")

    assert broken(text) == [" required"]


def test_contributors_came_with_the_newest_version() -> None:
    contributors = GOOD + "contributors: [{name: The Post}]\n"

    assert broken(contributors) == [" additionalProperties"]
    assert broken(contributors.replace("1.2.0", "1.3.0")) == []


def test_files_are_recognised_by_name_or_first_key() -> None:
    assert recognises("CITATION.cff", b"")
    assert recognises("citation.yml", b"cff-version: 1.2.0")
    assert not recognises("citation.yml", b"title: x")


@pytest.mark.parametrize("piece", ["a@", "1", "10.1", "swh:1:", "https://orcid.org/", "a."])
def test_long_lines_cost_little(piece: str) -> None:
    line = piece * (100_000 // len(piece))
    keys = ("given-names: Ada", "email: '{0}'\n    orcid: '{0}'")
    text = GOOD.replace(keys[0], keys[1].format(line)) + f"doi: '{line}'\nurl: '{line}'\n"
    started = time.process_time()

    assert judge("CITATION.cff", text.encode())["ok"] is False
    assert time.process_time() - started < 4


PIECES = st.sampled_from([*GOOD.splitlines(keepends=True), "  ", "- ", "[]", "{}", ": ", "\n", "~"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_written_gets_a_verdict(text: str) -> None:
    answer = judge("CITATION.cff", text.encode())

    assert answer["valid"] is (answer["errors"] == [])
