# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A draft says what the evidence says, passes its own judge, and never writes over a file."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonweal.core.problem import InputMalformed
from commonweal.drafting.composing import quoted, scalar
from commonweal.drafting.converting import converted, targets
from commonweal.drafting.draft import Drafted, NotDrafted, drafts
from commonweal.drafting.metadata import (
    Kept,
    Person,
    ProjectFacts,
    Release,
    Statement,
    gather_facts,
)
from commonweal.drafting.metadata.facts import FACTS, Fact
from commonweal.formats.folders import ProjectFile, folder_judges
from commonweal.formats.judging import judge_of
from commonweal.measures.catalogue import probes
from commonweal.measures.probe import Outcome
from commonweal.sources.tree.collect import tree_of_files
from commonweal.syntax.toml import read_toml
from commonweal.syntax.yaml import read_yaml

MARK = "TODO(office):"
PIN = "a" * 40
ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["- x: y", "# a", '"', "'", "a: b", "null", "1.0", "yes", "\n", "{{ a }}", "-->", "'''",
         "*", "&a", "!b", "%", "@", "`", "\\", "a\tb", "\u2028", "\ufeff", "\x85", "\x07", "~", "=",
         "<script>", "[x](y)", "|", ">", "a #b", "${{ github.event.issue.title }}", "'; rm -rf /"]
    ),
)  # fmt: skip
TRUE_TO_FORM: dict[Fact, st.SearchStrategy[str]] = {
    "licence": st.sampled_from(["MIT", "Apache-2.0 OR MIT", "GPL-3.0-only", "LicenseRef-Own", "x"]),
    "repository": st.sampled_from(["https://github.com/a/b", "https://gitlab.com/a/b", "http://"]),
    "homepage": st.sampled_from(["https://example.org/", "https://exa mple"]),
    "spoken": st.sampled_from(["en", "fr", "zh-Hant", "?", "de-DE"]),
    "updates": st.sampled_from(["pip /", "npm /web", "npm /", "x"]),
    "platform": st.sampled_from(["linux", "web", "x"]),
    "doi": st.sampled_from(["10.5281/zenodo.1", "https://doi.org/10.1234/a", "10.x"]),
    "funding": st.sampled_from(["https://ko-fi.com/ada", "https://give.example/", "x"]),
    "language": st.sampled_from(["Python", "Go", "x"]),
    "test": st.sampled_from(["make test", "pip install tox", "npm ci && npm test"]),
}


def statements() -> st.SearchStrategy[Statement]:
    return st.sampled_from(FACTS).flatmap(
        lambda fact: st.builds(
            Statement,
            st.just(fact),
            st.one_of(TRUE_TO_FORM[fact], ODD) if fact in TRUE_TO_FORM else ODD,
            st.just("README.md"),
            st.none(),
            st.just("prose"),
            st.floats(0, 1),
        )
    )


PEOPLE = st.builds(
    Person,
    st.sampled_from(["author", "maintainer", "contact"]),
    ODD,
    given=ODD,
    family=ODD,
    email=st.one_of(ODD, st.just("ada@example.org")),
    orcid=st.one_of(ODD, st.just("0000-0002-1825-0097")),
    affiliation=ODD,
    is_organisation=st.booleans(),
    confidence=st.floats(0, 1),
)
RELEASES = st.builds(Release, ODD, st.sampled_from(["2024-01-02", "2024-13-01", "", "x"]))
FACTS_OF_ANY = st.builds(
    ProjectFacts,
    st.lists(statements(), max_size=25).map(tuple),
    st.lists(PEOPLE, max_size=4).map(tuple),
    st.lists(RELEASES, max_size=3).map(tuple),
    st.lists(
        st.builds(
            Kept,
            st.sampled_from(["readme", "security", "conduct", "contributing", "maintainers", "ci"]),
            st.sampled_from(["a.md", "b/README.rst", ".github/workflows/a.yml", "c"]),
            ODD,
        ),
        max_size=4,
    ).map(tuple),
    st.sampled_from(["", "2024-05-06", "x"]),
)


def stated(**values: str) -> ProjectFacts:
    found = [
        Statement(fact, values[fact], "README.md", 1, "prose", 0.9)
        for fact in FACTS
        if fact in values
    ]
    return ProjectFacts(tuple(found))


def drafted(kind: str, facts: ProjectFacts) -> Drafted:
    outcome = drafts()[kind].write(facts)
    assert not isinstance(outcome, NotDrafted), outcome.why
    return outcome[0]


def judged(one: Drafted) -> dict[str, Any]:
    name, content = one.path.rpartition("/")[2], one.text.encode()
    judge = judge_of(name, content[:4096])
    return dict(judge.judge(name, content)) if judge else {"ok": True}


def test_every_draft_that_a_probe_names_is_there_and_every_draft_is_named() -> None:
    assert {one.draft for one in probes().values() if one.draft} == set(drafts())


@settings(max_examples=200, deadline=None)
@given(FACTS_OF_ANY)
@example(ProjectFacts())
@example(stated(licence="MIT"))
def test_whatever_the_facts_hold_a_draft_passes_its_own_judge(facts: ProjectFacts) -> None:
    for draft in drafts().values():
        outcome = draft.write(facts)
        if isinstance(outcome, NotDrafted):
            assert outcome.why.endswith((".", "html"))
            continue
        for one in outcome:
            found = judged(one)
            assert found["ok"], (draft.kind, found, one.text)
            one.text.encode()
            if one.path.endswith((".yml", ".cff")):
                read_yaml(one.text.encode(), unique=True)
            elif one.path.endswith(".json"):
                json.loads(one.text)
            elif one.path.endswith(".toml"):
                read_toml(one.text.encode())


@settings(max_examples=100, deadline=None)
@given(FACTS_OF_ANY)
def test_every_placeholder_is_told_and_what_is_told_stands_in_the_draft(
    facts: ProjectFacts,
) -> None:
    for draft in drafts().values():
        outcome = draft.write(facts)
        for one in () if isinstance(outcome, NotDrafted) else outcome:
            if one.path.endswith(".json") or one.patches:
                continue
            text = " ".join(re.sub(r"\\(.)", r"\1", one.text).split())
            for asked in one.to_fill:
                assert f"{MARK} {asked}" in text, (draft.kind, asked, one.text)


@settings(deadline=None)
@given(ODD)
def test_any_text_is_read_back_from_yaml_and_toml(text: str) -> None:
    kept = "".join(one for one in text if one.isprintable() or one in "\t\n\x07\x85\u2028")
    if "\ufeff" in kept:
        return

    assert read_yaml(f"a: {scalar(kept)}\n".encode()).value == {"a": kept}
    assert read_toml(f"a = {quoted(kept)}\n".encode()) == {"a": kept}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("citation", "CITATION.cff"),
        ("codemeta", "codemeta.json"),
        ("publiccode", "publiccode.yaml"),
        ("zenodo", ".zenodo.json"),
        ("governance", "GOVERNANCE.md"),
        ("dependency_update", "renovate.json"),
        ("changelog", "docs/changelog.rst"),
        ("licence", "COPYING"),
        ("support", "SUPPORT.md"),
    ],
)
def test_a_file_that_is_there_is_not_written_anew(kind: str, path: str) -> None:
    facts = gather_facts(tree_of_files({path: b"something\n"}))

    outcome = drafts()[kind].write(facts)

    assert isinstance(outcome, NotDrafted)
    assert path in outcome.why


PROJECT = {
    "pyproject.toml": b"""[project]
name = "letterbox"
description = "Takes letters in"
license = "MIT"
authors = [{ name = "Ada Byron", email = "ada@private.example" }]
urls.Repository = "https://github.com/example/letterbox"
""",
    "letterbox.py": b"print()\n",
    "Makefile": b"dev:\n\ttrue\ntest:\n\ttrue\n",
}


@pytest.mark.parametrize(
    "probe_id",
    sorted(
        one.id
        for one in probes().values()
        if one.draft
        and one.find
        # What these ask for is in no draft: texts of licences, actions, what a person alone knows.
        and one.id
        not in {
            "licence_file", "dependencies_pinned", "workflow_token_permissions", "model_card",
            "code_owners", "funding_declared", "changelog", "reuse_licence_texts", "spdx_headers",
            "accessibility_statement", "privacy_statement", "readme_sections", "maintainers_listed",
        }
    ),
)  # fmt: skip
def test_a_draft_makes_the_sentence_true_that_it_is_for(probe_id: str) -> None:
    probe = probes()[probe_id]
    facts = gather_facts(tree_of_files(PROJECT), as_of="2026-01-01")
    outcome = drafts()[probe.draft].write(facts)
    assert not isinstance(outcome, NotDrafted)
    assert probe.find

    written = {one.path: one.text.encode() for one in outcome}

    assert probe.find(tree_of_files({**PROJECT, **written})).outcome is Outcome.TRUE


def test_the_address_of_a_package_author_is_in_no_draft() -> None:
    facts = gather_facts(tree_of_files(PROJECT))

    for draft in drafts().values():
        outcome = draft.write(facts)
        for one in () if isinstance(outcome, NotDrafted) else outcome:
            assert "private.example" not in one.text


def test_a_citation_says_what_the_files_say() -> None:
    facts = gather_facts(tree_of_files(PROJECT), releases=[Release("1.2", "2024-03-01")])

    assert (
        drafted("citation", facts).text
        == """\
# How to cite this software; the format is described at
# https://citation-file-format.github.io
cff-version: 1.2.0
message: Please cite this software as described here.
type: software
title: letterbox
abstract: >-
  Takes letters in
authors:
  - given-names: Ada
    family-names: Byron
version: "1.2"
date-released: "2024-03-01"
license: MIT
repository-code: "https://github.com/example/letterbox"
"""
    )


def test_the_texts_of_licences_make_a_project_of_reuse_whole() -> None:
    facts = stated(licence="MIT", name="Box", copyright="Ada")
    one = drafted("reuse", facts)
    files = [
        ProjectFile("REUSE.toml", one.text.encode()),
        ProjectFile("LICENSES/MIT.txt", b"Permission is granted.\n"),
        ProjectFile("a.py", b"print()\n"),
    ]

    assert folder_judges()["reuse"].judge(files)["ok"]
    assert one.to_fill == (
        "Put the text of MIT into LICENSES/MIT.txt, as with: reuse download MIT",
    )


def test_a_missing_section_is_a_patch_that_git_takes(tmp_path: Path) -> None:
    readme = b"# Box\n\nTakes letters in.\n\nUsage\n-----\n\nOpen it.\n"
    facts = gather_facts(tree_of_files({**PROJECT, "README.md": readme}))

    one = drafted("readme", facts)
    (tmp_path / "README.md").write_bytes(readme)
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, check=True, input=one.text.encode())

    after = (tmp_path / "README.md").read_text()
    assert one.patches == ("README.md",)
    assert after.startswith(readme.decode())
    assert "## Installation\n\n```sh\npip install letterbox\n```\n" in after
    assert "## Usage" not in after


WORKFLOW = """\
on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: other/action@main
"""
PINNED = f"""\
on: push
permissions: {{}}
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@{PIN} # v4.2.0
"""


def workflows(**texts: str) -> ProjectFacts:
    files = {f".github/workflows/{name}.yml": text.encode() for name, text in texts.items()}
    return gather_facts(tree_of_files({**PROJECT, **files}))


def test_actions_are_pinned_to_the_commits_that_the_repository_knows_itself(
    tmp_path: Path,
) -> None:
    one = drafted("workflow_pins", workflows(a=WORKFLOW, b=PINNED))

    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "a.yml").write_text(WORKFLOW)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, check=True, input=one.text.encode())
    assert f"- uses: actions/checkout@{PIN} # v4.2.0\n" in (folder / "a.yml").read_text()
    assert one.patches == (".github/workflows/a.yml",)
    assert one.to_fill == ("Find the commit of other/action@main and name the action by it.",)


def test_without_a_known_commit_no_pin_is_made_up() -> None:
    later = PINNED.replace("v4.2.0", "v5")

    assert isinstance(drafts()["workflow_pins"].write(workflows(a=WORKFLOW)), NotDrafted)
    assert isinstance(drafts()["workflow_pins"].write(workflows(a=WORKFLOW, b=later)), NotDrafted)


def test_a_patch_links_from_where_the_file_lies() -> None:
    guide = "# Contributing\n\nOpen a pull request in our repository.\n"
    facts = gather_facts(
        tree_of_files({"docs/contributing.md": guide.encode(), "CHANGELOG.md": b"# Changes\n"})
    )

    assert "[CHANGELOG.md](../CHANGELOG.md)" in drafted("contributing", facts).text


def test_rights_are_limited_only_where_nothing_is_said_of_them() -> None:
    one = drafted("workflow_permissions", workflows(a=WORKFLOW, b=PINNED))

    assert one.patches == (".github/workflows/a.yml",)
    assert "\n+permissions:\n+  contents: read\n+\n jobs:\n" in one.text


def test_a_workflow_runs_the_project_s_own_tests_and_may_only_read() -> None:
    text = drafted("workflow", workflows(b=PINNED)).text

    assert f"      - uses: actions/checkout@{PIN} # v4.2.0\n" in text
    assert "permissions:\n  contents: read\n" in text
    assert "          make dev\n" in text
    assert "          make test\n" in text


def test_what_a_runner_does_not_bring_along_is_asked_for_or_passed_over() -> None:
    just = {"justfile": b"test:\n  true\n", "tox.ini": b"", "uv.lock": b""}
    asked = "Install uv here, by an action at a commit or from a lock file."

    only = drafted("workflow", gather_facts(tree_of_files({"justfile": just["justfile"]})))
    both = drafted("workflow", gather_facts(tree_of_files({**PROJECT, **just})))

    assert only.to_fill[0] == "Install just here, by an action at a commit or from a lock file."
    assert "          make test\n" in both.text
    assert asked not in both.to_fill


def test_an_action_whose_commit_is_not_known_is_not_called() -> None:
    text = drafted("workflow", gather_facts(tree_of_files(PROJECT))).text

    assert "uses:" not in text
    assert "git fetch" in text


@pytest.mark.parametrize("target", targets())
def test_metadata_are_converted_by_the_facts_that_they_state(target: str) -> None:
    codemeta = json.dumps(
        {
            "@context": "https://w3id.org/codemeta/3.0",
            "name": "Box",
            "description": "Takes letters in",
            "license": "https://spdx.org/licenses/MIT",
            "codeRepository": "https://github.com/example/box",
            "author": [{"@type": "Person", "givenName": "Ada", "familyName": "Byron"}],
        }
    )

    one = converted("codemeta", codemeta, target)

    assert judged(one)["ok"]
    for word in ("Box", "Takes letters in", "MIT", "https://github.com/example/box", "Byron"):
        assert word in one.text


def test_a_code_json_has_every_key_that_the_schema_wants() -> None:
    text = converted("cff", "cff-version: 1.2.0\ntitle: Box\nlicense: ISC\n", "code.json").text

    read = json.loads(text)

    assert set(read) >= {
        "name", "description", "status", "permissions", "organization", "repositoryURL",
        "repositoryVisibility", "vcs", "laborHours", "reuseFrequency", "languages", "maintenance",
        "contractNumber", "SBOM", "date", "tags", "contact", "feedbackMechanism", "AIUseCaseID",
    }  # fmt: skip
    assert read["permissions"]["licenses"] == [
        {"name": "Other", "URL": "https://spdx.org/licenses/ISC.html"}
    ]


def test_what_publiccode_says_of_care_and_state_is_said_in_code_json() -> None:
    text = """
name: Box
developmentStatus: beta
url: https://github.com/example/box
legal: {license: MIT}
organisation: {name: The Post}
maintenance: {type: internal, contacts: [{name: Ada Byron, email: ada@post.example}]}
"""

    read = json.loads(converted("publiccode", text, "code.json").text)

    assert read["status"] == "Beta"
    assert read["maintenance"] == "internal"
    assert read["organization"] == "The Post"
    assert read["contact"] == {"name": "Ada Byron", "email": "ada@post.example"}
    assert read["feedbackMechanism"] == "https://github.com/example/box/issues"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("publiccode", "["),
        ("codemeta", "{}"),
        ("workflow", "on: push"),
        ("codemeta", '{"name":"a"}'),
    ],
)
def test_what_states_too_little_is_a_problem(kind: str, text: str) -> None:
    with pytest.raises(InputMalformed):
        converted(kind, text, "publiccode")
