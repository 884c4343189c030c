# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where a workflow trusts what strangers write: their code, or texts put into a script."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.formats.workflow.read import Workflow

# Started by strangers, with the rights of the project itself.
_PRIVILEGED = frozenset({"pull_request_target", "workflow_run"})
_OF_STRANGERS = ("github.event.pull_request", "github.event.workflow_run")
_WHOLE_EVENT = re.compile(r"tojson\s*\(\s*github(?:\.event)?\s*\)", re.IGNORECASE)

# Fields of an event that anybody can fill.
_FIELDS = (
    "issue.title", "issue.body", "pull_request.title", "pull_request.body", "discussion.title",
    "discussion.body", "comment.body", "review.body", "review_comment.body", "head_commit.message",
    "head_commit.author.email", "head_commit.author.name", "blocked_user.name",
    "blocked_user.email", "pull_request.head.ref", "pull_request.head.label",
    "pull_request.head.repo.default_branch",
)  # fmt: skip
# The same in lists, where an index or a filter stands in between.
_LISTED = (
    ("pages", ".page_name"), ("commits", ".message"), ("commits", ".author.email"),
    ("commits", ".author.name"),
)  # fmt: skip


class Injection(NamedTuple):
    """An expression put into a script: `line` is that of the script's value in the file."""

    line: int
    expression: str


def is_untrusted(expression: str) -> bool:
    """Tell whether a stranger can choose what an expression gives."""
    if "github.head_ref" in expression or _WHOLE_EVENT.search(expression):
        return True
    return "github.event." in expression and any(
        _holds_field(line) for line in expression.split("\n")
    )


def _holds_field(line: str) -> bool:
    if any(field in line for field in _FIELDS):
        return True
    return any(
        (at := line.find(name)) >= 0 and line.find(field, at) >= 0 for name, field in _LISTED
    )


def injections(workflow: Workflow) -> Iterator[Injection]:
    """Give the untrusted expressions in scripts."""
    return (in_script for in_script in _in_scripts(workflow) if is_untrusted(in_script.expression))


def input_injections(workflow: Workflow) -> Iterator[Injection]:
    """Give the expressions in scripts that take what a collaborator fills in by hand."""
    for in_script in _in_scripts(workflow):
        names = {match[1] for match in _INPUT.finditer(in_script.expression)}
        if not names.isdisjoint(workflow.free_inputs):
            yield in_script


# Both spellings; a comparison or another context that ends in "inputs" is none.
_INPUT = re.compile(r"(?<![\w.-])(?:github\.event\.)?inputs(?:\.|\[\s*')([\w-]{1,100})")


def _in_scripts(workflow: Workflow) -> Iterator[Injection]:
    for job in workflow.jobs:
        for step in job.steps:
            if step.run and not step.uses:
                for expression in _expressions(step.run.text):
                    yield Injection(step.run.line, expression.strip())


def _expressions(script: str) -> Iterator[str]:
    start = script.find("${{")
    while start >= 0:
        end = script.find("}}", start)
        if end < 0:
            return
        yield script[start + 3 : end]
        start = script.find("${{", end)


def untrusted_checkouts(workflow: Workflow) -> Iterator[tuple[int, str]]:
    """Give lines and refs of steps that fetch strangers' code with the project's rights."""
    if _PRIVILEGED.isdisjoint(workflow.triggers):
        return
    for job in workflow.jobs:
        for step in job.steps:
            ref = step.inputs.get("ref", "")
            if "actions/checkout" in step.uses and any(one in ref for one in _OF_STRANGERS):
                yield step.line, ref
