# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Workflows, pipelines, container recipes and .NET projects."""

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.formats.container import container_uses, images, instructions, is_container_file
from commonweal.formats.judging import judge_of
from commonweal.formats.security import policy_hits
from commonweal.formats.signs import signs_in
from commonweal.formats.workflow import (
    WorkflowRefused,
    actions,
    granted,
    injections,
    is_untrusted,
    only_compared,
    pipeline_uses,
    published_at,
    read_workflow,
    script_uses,
    untrusted_checkouts,
)
from commonweal.packages.ecosystems.dotnet.restore import (
    are_locked,
    central_versions,
    restores_locked,
)
from commonweal.syntax.xml import XmlRefused, read_xml

WORKFLOW = """\
on:
  workflow_run: {workflows: [build]}
jobs:
  one:
    runs-on: ${{ matrix.os }}
    strategy:
      matrix:
        os: [windows-latest]
    steps:
      - uses: actions/checkout@v4
        with: {ref: "${{ github.event.workflow_run.head_sha }}"}
      - run: iwr https://wells.example/a | iex
      - shell: bash -e {0}
        run: |
          echo "${{ github.event.comment.body }}"
          npm install
  two:
    uses: wells/drill/.github/workflows/a.yml@main
"""


def test_a_workflow_tells_what_it_does() -> None:
    workflow = read_workflow(WORKFLOW)

    assert [(action.name, action.line) for action in actions(workflow)] == [
        ("actions/checkout@v4", 10),
        ("wells/drill/.github/workflows/a.yml@main", 18),
    ]
    assert [
        (script_use.line, script_use.use and script_use.use.kind)
        for script_use in script_uses(workflow)
    ] == [
        (12, "download_then_run"),
        (16, "npm"),
    ]
    assert [injection.expression for injection in injections(workflow)] == [
        "github.event.comment.body"
    ]
    assert [line for line, _ in untrusted_checkouts(workflow)] == [10]
    assert [(one.where, one.level) for one in granted(workflow)] == [
        ("top", "undeclared"),
        ("job", "undeclared"),
        ("job", "undeclared"),
    ]
    assert published_at(workflow) is None


def test_a_job_whose_system_is_unknown_cannot_be_read() -> None:
    text = "jobs:\n  a:\n    runs-on: ${{ matrix.os.x }}\n    steps:\n      - run: npm i\n"

    assert [script_use.use for script_use in script_uses(read_workflow(text))] == [None]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("github.event.review.body", True),
        # Another event may carry such a field along.
        ("github.event.client_payload.pull_request.title", True),
        ("github.event.client_payload.github.payload.comment.body", True),
        ("github.event.client_payload.title", False),
        ("github.event.client_payload.body.length", False),
        ("toJSON(github.event.client_payload.version)", False),
        ("github.event.pages[1].page_name", True),
        ("toJson( github )", True),
        ("github.event.workflow_run.head_branch", True),
        ("github.event.workflow_run.head_commit.message", True),
        ("github.event.changes.title.from", True),
        ("github.event.changes.base.ref.from", True),
        ("github.event.pages[0].title", True),
        ("github.event.pages.*.summary", True),
        ("join(github.event.commits.*.message, ' ')", True),
        ("github.event.commits[github.run_number].author.name", True),
        ("github['event']['issue']['title']", True),
        ("GITHUB.Event.Issue.TITLE", True),
        ("github.event.issue['body']", True),
        ("github.event[ 'pull_request' ].head.ref", True),
        ("github['head_ref']", True),
        ("toJSON(github.event.issue)", True),
        ("toJSON(github.event)", True),
        ("format('{0}', github.event.comment.body)", True),
        ("github.head_ref || github.ref", True),
        ("github.event_name == 'issues' && github.event.issue.title", True),
        ("(github.event.issue || github.event.pull_request).title", True),
        ("fromJSON(toJSON(github.event)).issue.title", True),
        ("github.event.issue.title ++", True),
        ("github.event.workflow_run.id", False),
        ("github.event", False),
        ("toJSON(github.event.issue.number)", False),
        ("github.event.pull_request.number", False),
        ("github.event.pull_request.head.sha", False),
        ("contains(github.event.issue.title, 'wells')", False),
        ("github.event.issue.title == 'wells'", False),
        ("github.head_ref == 'main' && 'a' || 'b'", False),
        ("!github.head_ref", False),
        ("'github.event.issue.title'", False),
        ("github.event.number", False),
        ("steps.a.outputs.comment.body", False),
    ],
)
def test_what_strangers_can_choose(expression: str, expected: bool) -> None:  # noqa: FBT001
    assert is_untrusted(expression) is expected


SCRIPTS = """\
on: issues
jobs:
  a:
    steps:
      - uses: Actions/github-script@v8
        with:
          script: |
            core.info("${{ github.event.issue.title }}")
      - uses: actions/github-script@v8
        env:
          TITLE: ${{ github.event.issue.title }}
        with:
          script: core.info(process.env.TITLE)
      - uses: nick-fields/retry@v3
        with: {command: "echo ${{ github.event.issue.body }}", max_attempts: 3}
      - uses: wells/label@v1
        with: {title: "${{ github.event.issue.title }}"}
      - run: test "${{ contains(github.event.issue.title, 'wells') }}"
      - run: echo "${{ github.event.changes.title.from }} ${{ github.head_ref }}"
"""


def test_scripts_that_are_handed_to_actions_are_scripts() -> None:
    workflow = read_workflow(SCRIPTS)

    assert [(one.line, one.expression, one.is_known) for one in injections(workflow)] == [
        (7, "github.event.issue.title", False),
        (15, "github.event.issue.body", False),
        (19, "github.event.changes.title.from", False),
        (19, "github.head_ref", True),
    ]
    assert [one.line for one in only_compared(workflow)] == [18]


@pytest.mark.parametrize("piece", ["(", "!", "a.", "a[", "'", "a||", "toJSON(", "[", "github[0]"])
def test_long_expressions_cost_little(piece: str) -> None:
    started = time.process_time()

    is_untrusted(piece * 200_000)

    assert time.process_time() - started < 4


@given(st.text(alphabet="github.event[]'()|&!=<>,* \t0a", max_size=60))
def test_whatever_is_written_as_an_expression_gets_an_answer(expression: str) -> None:
    assert is_untrusted(expression) in (True, False)


def test_images_are_pinned_by_what_they_are_made_from() -> None:
    digest = "a" * 64
    text = f"""\
ARG BASE=alpine@sha256:{digest}
FROM ${{BASE}} AS base
FROM --platform=linux/amd64 base
FROM debian:12 AS other
FROM other
FROM scratch
"""

    assert [(image.line, image.is_pinned) for image in images(instructions(text))] == [
        (2, True),
        (3, True),
        (4, False),
        (5, False),
    ]


def test_a_recipe_continues_over_comments_and_holds_documents() -> None:
    text = """\
RUN set -e; \\
    # a comment

    curl https://wells.example/a | sh
RUN <<EOF
pip install pump
EOF
RUN ["npm", "install"]
RUN if
"""
    found = container_uses(instructions(text))

    assert [(use.line, use.end, use.use.kind) for use in found.uses] == [
        (1, 4, "download_then_run"),
        (6, 6, "pip"),
        (8, 8, "npm"),
    ]
    assert found.unread == (9,)
    assert is_container_file("a/web.Dockerfile", "FROM a")
    assert not is_container_file("dockerfile.go", "package a")


def test_projects_lock_what_they_restore() -> None:
    locked = (
        b"<Project><PropertyGroup><RestoreLockedMode>true</RestoreLockedMode>"
        b"</PropertyGroup></Project>"
    )
    central = (
        b"<Project><PropertyGroup><ManagePackageVersionsCentrally>true"
        b"</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup>"
        b'<PackageVersion Include="Pump" Version="[1.0]"/>'
        b'<PackageVersion Include="Drill" Version="[1.0,2.0)"/></ItemGroup></Project>'
    )

    assert restores_locked(locked)
    assert [package.is_fixed for package in central_versions(central).packages] == [True, False]
    assert are_locked([], [True])
    assert not are_locked([], [])
    assert not are_locked([central_versions(central)], [True])


def test_xml_with_a_document_type_is_refused() -> None:
    for text in (
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a>",
        b"",
        b"\xff\xfe",
        b"<a>" * 200,
    ):
        with pytest.raises(XmlRefused):
            read_xml(text)


def test_files_are_judged_by_what_they_hold() -> None:
    judge = judge_of("a.yml", WORKFLOW.encode())
    assert judge is not None
    judged = judge.judge("a.yml", WORKFLOW.encode())

    assert judge.kind == "workflow"
    assert not judged["ok"]
    assert {one["probe"] for one in judged["findings"]} == {
        "dependencies_pinned",
        "workflow_script_injection",
        "workflow_token_permissions",
        "workflow_untrusted_checkout",
    }
    assert judge_of("a.yml", b"on: push\n") is None


def test_a_job_may_be_given_what_the_top_withholds() -> None:
    """Where the top says nothing, the same right is told: nobody has thought of the others."""
    job = "jobs:\n  a:\n    permissions: { contents: write }\n    steps: [{ run: git push }]\n"
    judge = judge_of("a.yml", WORKFLOW.encode())
    assert judge is not None

    def probes(text: str) -> set[str]:
        return {one["probe"] for one in judge.judge("a.yml", text.encode())["findings"]}

    assert probes(f"on: push\npermissions: read-all\n{job}") == set()
    assert probes(f"on: push\n{job}") == {"workflow_token_permissions"}


def test_programs_and_scripts_are_seen_as_they_are_read() -> None:
    elf = b"\x7fELF" + bytes(60)

    assert [sign.sign for sign in signs_in("tool", elf)] == ["binary_artifact", "not_text"]
    assert [sign.value for sign in signs_in("a.dll", b"\0\1\2\3\4\5\6\7")] == ["dll", None]
    assert [sign.value for sign in signs_in("a.dll", b"words and words")] == []
    assert [sign.value for sign in signs_in("a.sh", b"npm ci\nnpm i\n")] == [
        "npm pinned",
        "npm unpinned",
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_nothing_fails_on_any_bytes(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    list(signs_in("a.sh", b"#!/bin/sh\ncurl " + content))
    list(images(instructions(text)))
    container_uses(instructions(f"RUN {text}"))
    policy_hits(text)
    for read in (read_workflow, pipeline_uses):
        with suppress(WorkflowRefused):
            read(text)
    with suppress(XmlRefused):
        read_xml(content)


_ANY = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "on",
                    "jobs",
                    "a",
                    "steps",
                    "run",
                    "uses",
                    "with",
                    "permissions",
                    "runs-on",
                    "strategy",
                    "matrix",
                    "os",
                    "include",
                    "defaults",
                    "shell",
                    "image",
                    "script",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(_ANY)
def test_no_shape_of_a_workflow_fails(value: object) -> None:
    for text in (json.dumps(value), json.dumps({"jobs": {"a": value}, "on": value})):
        try:
            workflow = read_workflow(text)
        except WorkflowRefused:
            continue
        list(actions(workflow))
        list(script_uses(workflow))
        list(granted(workflow))
        list(injections(workflow))
        list(untrusted_checkouts(workflow))
        published_at(workflow)
        pipeline_uses(text)
