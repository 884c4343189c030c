# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Prose is read line by line: headings, code, comments, links, sections in six languages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.syntax.prose import (
    Heading,
    below,
    entries,
    has_address,
    headings_of,
    links_of,
    read_prose,
    sections_of,
    subjects_of,
)


def test_headings_of_markdown_are_found_and_those_in_code_and_comments_are_not() -> None:
    text = "# A [b](c)\n\n```\n# no\n```\n<!--\n# no\n-->\nTwo\n---\n\n**Three**\n\n<h2>Four</h2>\n"

    assert read_prose("README.md", text).headings == (
        Heading(1, 1, "A b"),
        Heading(9, 1, "Two"),
        Heading(12, 7, "Three"),
        Heading(14, 2, "Four"),
    )


def test_restructured_text_has_levels_by_the_order_of_its_underlines() -> None:
    text = "Wells\n=====\n\nUse\n~~~\n\nLike this::\n\n    No\n    --\n\nAgain\n~~~~~\n"

    assert read_prose("README.rst", text).headings == (
        Heading(1, 1, "Wells"),
        Heading(4, 2, "Use"),
        Heading(12, 2, "Again"),
    )


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    prose = read_prose("a.md", "# A\n## B\none\n### C\ntwo\n## D\nthree\n")

    assert [line.number for line in below(prose, prose.headings[1])] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](https://wells.example/a)", "https://wells.example/a"),
        ("`a <https://wells.example/a>`_", "https://wells.example/a"),
        ("[a]: https://wells.example/a", "https://wells.example/a"),
        ('<a href="https://wells.example/a">a</a>', "https://wells.example/a"),
        ("https://wells.example/a[a]", "https://wells.example/a"),
    ],
)
def test_links_have_words_and_a_target_in_every_markup(text: str, target: str) -> None:
    [link] = links_of(read_prose("a.md", text))

    assert (link.label, link.target) == ("a", target)


@pytest.mark.parametrize(
    "heading",
    ["Installation", "Mise en place", "Instalación", "Установка", "التثبيت", "安装"],
)
def test_a_heading_announces_its_section_in_six_languages(heading: str) -> None:
    assert "installation" in sections_of(heading)


@pytest.mark.parametrize(
    ("heading", "section", "is_about"),
    [
        ("Contributing", "contributing", True),
        ("How to contribute", "contributing", True),
        ("Contribution & Community", "contributing", True),
        ("Contribution & Community", "support", False),
        ("Local Setup (for Development or Contribution)", "contributing", False),
        ("Local Setup (for Development or Contribution)", "installation", True),
        ("Pumps (for contributing)", "contributing", False),
        ("(Optional) Contributing", "contributing", True),
        ("部署（开发与贡献）", "contributing", False),  # noqa: RUF001  another script
        ("Installation and support", "support", False),
        ("Support and contributing", "support", True),
    ],
)
def test_a_heading_is_about_what_it_names_first_and_not_in_brackets(
    heading: str, section: str, *, is_about: bool
) -> None:
    assert section in sections_of(heading)
    assert (section in subjects_of(heading)) is is_about


def test_headings_that_are_about_a_section_come_before_those_that_mention_it() -> None:
    prose = read_prose(
        "a.md", "# Setup (for development)\n# Use and contributing\n# Contributing\n"
    )

    assert [heading.line for heading in headings_of(prose, "contributing")] == [3, 1, 2]


def test_the_head_of_a_table_is_no_entry() -> None:
    prose = read_prose("a.md", "| Name |\n| --- |\n| Ada |\n- Bo\nwords\n@cy\n")

    assert [line.number for line in entries(prose.lines)] == [3, 4, 6]


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("ada@wells.org", True),
        ("ada [at] wells [dot] org", True),
        ("ada at wells dot org", True),
        ("you@example.com", False),
        ("we look at wells every day", False),
    ],
)
def test_addresses_are_seen_when_written_for_people_only(text: str, *, is_there: bool) -> None:
    assert has_address(text) is is_there


@given(
    st.text(alphabet="#=-~`<>[]()!* \n\tab:.|", max_size=300),
    st.sampled_from(["md", "rst", "adoc"]),
)
def test_every_line_is_words_or_code_once_at_most(text: str, ending: str) -> None:
    prose = read_prose(f"a.{ending}", text)

    numbers = [line.number for line in (*prose.lines, *prose.code)]
    assert len(numbers) == len(set(numbers))
    links_of(prose)


@pytest.mark.parametrize("unit", ["[", "](", "`a <", "<!--", "::\n", "http://", "**a", "\n\n    "])
def test_hostile_prose_is_read_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))

    began = time.process_time()
    links_of(read_prose("a.md", text))

    assert time.process_time() - began < 12
