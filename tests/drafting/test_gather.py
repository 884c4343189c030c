# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What files say of a project is read with its place, and nothing private is made public."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.drafting.metadata import Person, ProjectFacts, Release, facts_of_file, gather_facts
from commonweal.drafting.metadata.crosswalk import crosswalk, web_address
from commonweal.drafting.metadata.facts import FACTS
from commonweal.drafting.metadata.people import people_in
from commonweal.sources.tree.collect import tree_of_files

PYPROJECT = """\
[project]
name = "letter_box"
description = "Takes letters in"
license = "MIT"
requires-python = ">=3.11"
keywords = ["post"]
authors = [{ name = "Ada Byron", email = "ada@example.org" }]
classifiers = ["Development Status :: 4 - Beta", "Topic :: Security"]

[project.optional-dependencies]
dev = ["pytest"]

[project.urls]
Source = "git+https://github.com/example/letterbox.git"
"""
README = """\
# Letter Box

[![ci](https://ci.example/badge.svg)](https://ci.example)

Letter Box takes letters in and hands them out again. It is for small [post
offices](https://example.org).

## Features

- Takes letters in,
  and parcels too
- Hands them out again
"""


def facts_of(files: dict[str, str]) -> ProjectFacts:
    return gather_facts(tree_of_files({path: text.encode() for path, text in files.items()}))


def test_each_statement_has_its_place_and_how_sure_it_is() -> None:
    facts = facts_of({"pyproject.toml": PYPROJECT})

    [description] = facts.stated("description")

    assert description == ("description", "Takes letters in", "pyproject.toml", 3, "manifest", 0.85)


def test_the_name_is_written_as_people_write_it_where_the_manifest_agrees() -> None:
    assert facts_of({"pyproject.toml": PYPROJECT, "README.md": README}).name == "Letter Box"
    assert facts_of({"pyproject.toml": PYPROJECT, "README.md": "# Welcome\n"}).name == "letter_box"


def test_a_readme_tells_in_plain_words_what_the_software_is_for() -> None:
    facts = facts_of({"README.md": README})

    assert facts.text("description") == "Letter Box takes letters in and hands them out again"
    assert facts.text("about") == (
        "Letter Box takes letters in and hands them out again. It is for small post offices."
    )
    assert facts.texts("feature") == ("Takes letters in, and parcels too", "Hands them out again")


def test_a_section_is_no_name_and_a_list_of_links_no_list_of_features() -> None:
    readme = "## Installation\n\n- [a](https://a.example)\n- [b](https://b.example)\n- [c](c)\n"

    facts = facts_of({"README.md": readme})

    assert facts.name == ""
    assert facts.texts("feature") == ()


def test_the_address_of_an_author_is_neither_a_contact_nor_kept() -> None:
    facts = facts_of({"pyproject.toml": PYPROJECT, "SECURITY.md": "# Security\n\nBe careful.\n"})

    assert facts.texts("security_contact") == ()
    assert facts.texts("conduct_contact") == ()
    assert [(one.name, one.email) for one in facts.named("author")] == [("Ada Byron", "")]


def test_contacts_come_from_the_files_that_are_made_to_name_them() -> None:
    facts = facts_of(
        {
            "SECURITY.md": "# Security\n\nWrite to security@example.org, not insert@example.com.\n",
            "CODE_OF_CONDUCT.md": "# Conduct\n\nWrite to conduct@letters.example\n",
        }
    )

    assert facts.texts("security_contact") == ()  # a line with a template's address is no answer
    assert facts.texts("conduct_contact") == ("conduct@letters.example",)


def test_commands_are_those_that_the_project_itself_gives_first() -> None:
    facts = facts_of(
        {
            "pyproject.toml": PYPROJECT,
            "Makefile": "VAR := 1\n\n.PHONY: test\ntest: build\n\tpytest\n\nlint:\n\truff\n",
            "pytest.ini": "[pytest]\n",
        }
    )

    assert facts.texts("test") == ("make test", "pytest")
    assert facts.text("check") == "make lint"
    assert facts.text("prepare") == 'python -m pip install -e ".[dev]"'
    assert facts.text("install") == "pip install letter-box"


def test_ecosystems_are_named_with_their_folders_but_not_those_of_examples() -> None:
    facts = facts_of(
        {
            "package.json": "{}",
            "web/package.json": "{}",
            "examples/one/package.json": "{}",
            ".github/workflows/ci.yml": "on: push\n",
        }
    )

    assert facts.texts("updates") == ("github-actions /", "npm /", "npm /web")


def test_the_latest_release_is_one_for_everybody() -> None:
    releases = (Release("1.0", "2024-01-01"), Release("2.0rc1", "2024-02-01", is_prerelease=True))

    facts = gather_facts(tree_of_files({}), releases=releases)

    assert (facts.version, facts.released) == ("1.0", "2024-01-01")


def test_languages_of_the_interface_come_from_its_translations() -> None:
    facts = facts_of({"locale/fr/LC_MESSAGES/a.po": "", "locale/de_DE/LC_MESSAGES/a.po": ""})

    assert facts.texts("spoken") == ("de", "fr")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("setup.cfg", "[metadata]\nname = box\ndescription = Takes letters\nlicense = MIT\n"),
        ("package.json", '{"name": "box", "description": "Takes letters", "license": "MIT"}'),
        ("Cargo.toml", '[package]\nname="box"\ndescription="Takes letters"\nlicense="MIT"\n'),
        ("composer.json", '{"name": "box", "description": "Takes letters", "license": ["MIT"]}'),
        ("box.gemspec", 's.name = "box"\ns.summary = "Takes letters"\ns.license = "MIT"\n'),
        ("DESCRIPTION", "Package: box\nTitle: Takes\n letters\nLicense: MIT\n"),
        ("codemeta.json", '{"name": "box", "description": "Takes letters", "license": "MIT"}'),
        ("CITATION.cff", "cff-version: 1.2.0\ntitle: box\nabstract: Takes letters\nlicense: MIT\n"),
        (".zenodo.json", '{"title": "box", "description": "Takes letters", "license": "MIT"}'),
        (
            "publiccode.yml",
            "name: box\ndescription:\n  en:\n    shortDescription: Takes letters\n"
            "legal:\n  license: MIT\n",
        ),
        (
            "pom.xml",
            "<project><artifactId>box</artifactId><description>Takes letters</description>"
            "<licenses><license><name>MIT</name></license></licenses></project>",
        ),
    ],
)
def test_every_format_states_the_same_facts(name: str, text: str) -> None:
    facts = facts_of_file(name, text)

    assert (facts.name, facts.text("description")) == ("box", "Takes letters")
    assert facts.licence == "MIT"


def test_a_version_is_kept_as_it_was_written() -> None:
    assert facts_of_file("CITATION.cff", "cff-version: 1.2.0\nversion: 1.10\n").version == "1.10"


def test_what_a_draft_left_open_is_no_statement() -> None:
    text = 'name: "TODO(office): Name it."\n'

    assert facts_of_file("publiccode.yml", text).name == ""


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("git+https://github.com/a/b.git", "https://github.com/a/b"),
        ("git@github.com:a/b.git", "https://github.com/a/b"),
        ("scm:git:https://github.com/a/b.git", "https://github.com/a/b"),
        ("github:a/b", "https://github.com/a/b"),
        ("git://host.example/b", "https://host.example/b"),
        ("javascript:alert(1)", ""),
    ],
)
def test_addresses_of_repositories_are_those_of_the_web(written: str, address: str) -> None:
    assert web_address(written) == address


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Ada Byron <ada@example.org> (https://a.example)", [("Ada", "Byron", False)]),
        ({"given-names": "Ada", "family-names": "Byron"}, [("Ada", "Byron", False)]),
        ({"name": "Byron, Ada"}, [("Ada", "Byron", False)]),
        ({"name": "The Letter Box contributors"}, [("", "", True)]),
        ({"@type": "Organization", "name": "Post"}, [("", "", True)]),
        ('c(person("Ada", "Byron", role = "aut"), person("Bo", "Lind"))',
         [("Ada", "Byron", False), ("Bo", "Lind", False)]),
        ("ada@example.org", []),
        ([None, 3, {}, ""], []),
    ],
)  # fmt: skip
def test_people_are_read_as_they_are_written(
    value: object, people: list[tuple[str, str, bool]]
) -> None:
    found = [(person.given, person.family, person.is_organisation) for person in people_in(value)]

    assert found == people


def test_the_table_names_facts_and_roles_alone() -> None:
    known = {*FACTS, "author", "maintainer", "contact"}

    assert {name for keys in crosswalk().values() for name in keys} <= known


ODD = st.text(max_size=80)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["README.md", "README.rst", "pyproject.toml", "setup.cfg", "package.json", "pom.xml",
             "x.gemspec", "DESCRIPTION", "go.mod", "CITATION.cff", "codemeta.json", "AUTHORS",
             "publiccode.yml", "Makefile", "LICENSE", "SECURITY.md", ".github/workflows/a.yml"]
        ),
        ODD,
    )
)  # fmt: skip
def test_nothing_that_stands_in_a_file_breaks_the_gathering(files: dict[str, str]) -> None:
    tree = tree_of_files({path: text.encode("utf-8", "replace") for path, text in files.items()})

    facts = gather_facts(tree)

    assert all(0 <= statement.confidence <= 1 for statement in facts.statements)
    assert all(isinstance(person, Person) for person in facts.people)


def test_a_badge_however_long_is_no_description() -> None:
    badge = f"[![DPG](https://badge.example/a?logo=data:image/svg;base64,{'A' * 3000})](https://a.example)"
    readme = f"# Box\n\n{badge}\n\nThis takes letters in and out.\n"

    assert facts_of({"README.md": readme}).text("description") == "This takes letters in and out"


def test_what_a_part_says_does_not_speak_for_the_whole() -> None:
    facts = facts_of(
        {
            "package.json": '{"private": true}',
            "api/package.json": '{"name": "api", "version": "1", "description": "Answers calls"}',
            "README.md": README,
        }
    )

    assert facts.name == "Letter Box"
    assert facts.text("description").startswith("Letter Box takes letters in")
    assert facts.texts("install") == ()


def test_a_command_for_the_main_language_comes_first() -> None:
    facts = facts_of(
        {"go.mod": "module a.example/b\n", "package-lock.json": "{}", "a.ts": "let a\n"}
    )

    assert facts.texts("prepare") == ("npm ci", "go mod download")
