# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where a workflow trusts what strangers write: their code, or texts put into a script."""

import functools
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import NamedTuple

import msgspec

from commonweal.formats.workflow.expressions import Value, values_of
from commonweal.formats.workflow.read import Workflow

# Started by strangers, with the rights of the project itself.
_PRIVILEGED = frozenset({"pull_request_target", "workflow_run"})
_OF_STRANGERS = ("github.event.pull_request", "github.event.workflow_run")
_WHOLE_EVENT = re.compile(r"tojson\s*\(\s*github(?:\.event)?\s*\)", re.IGNORECASE)

# Fields of an event that anybody can fill; `*` is any entry of a list or any key.
_COMMIT = ("message", "author.name", "author.email", "committer.name", "committer.email")
_COMMITS = tuple(
    f"{holder}.{field}"
    for holder in (
        "commits.*", "head_commit", "workflow_run.head_commit", "merge_group.head_commit",
        "check_suite.head_commit", "check_run.check_suite.head_commit",
    )
    for field in _COMMIT
)  # fmt: skip
_REPOSITORIES = tuple(
    f"{holder}.{field}"
    for holder in ("pull_request.head.repo", "workflow_run.head_repository", "forkee")
    for field in ("default_branch", "description", "homepage")
)
_TEXTS = tuple(
    f"{holder}.{field}"
    for holder in ("issue", "pull_request", "discussion")
    for field in ("title", "body")
)
_BRANCHES = tuple(
    f"{holder}.{field}"
    for holder in ("workflow_run", "check_suite", "check_run.check_suite")
    for field in ("head_branch", "pull_requests.*.head.ref")
)
_OF_STRANGERS_HANDS = tuple(
    tuple(field.split("."))
    for field in (
        *_TEXTS, *_COMMITS, *_REPOSITORIES, *_BRANCHES, "comment.body", "review.body",
        "review_comment.body", "answer.body", "changes.*.from", "changes.*.*.from",
        "changes.new_issue.title", "changes.new_issue.body", "changes.old_issue.title",
        "changes.old_issue.body", "pages.*.page_name", "pages.*.title", "pages.*.summary",
        "blocked_user.name", "blocked_user.email", "pull_request.head.ref",
        "pull_request.head.label", "workflow_run.display_title", "merge_group.head_ref",
        "check_run.pull_requests.*.head.ref",
    )
)  # fmt: skip

# The same as Scorecard knows them, which looks for the text of each.
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
    """An expression put into a script: `line` is that of the script's value in the file.

    `is_action` tells a script that is handed to an action.
    """

    line: int
    expression: str
    is_action: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether Scorecard takes it for an injection too."""
        return not self.is_action and is_untrusted_to_scorecard(self.expression)


def is_untrusted(expression: str) -> bool:
    """Tell whether a stranger can choose what an expression gives."""
    return any(_is_chosen(value) for value in values_of(expression))


def _is_chosen(value: Value) -> bool:
    match value.path:
        case ("github", "head_ref" | "*"):
            return True
        case ("github", "event" | "*", *path):
            return any(_covers(field, path, value) for field in _OF_STRANGERS_HANDS) or (
                _is_forwarded(path, value)
            )
        case ("github",):
            return value.is_whole
    return False


def _covers(field: tuple[str, ...], path: list[str], value: Value) -> bool:
    """Tell whether a path leads to a field, or to what holds it where all of that is written."""
    if len(path) < len(field) and not value.is_whole:
        return False
    return all(
        part == "*" or wanted in ("*", part) for wanted, part in zip(field, path, strict=False)
    )


def _is_forwarded(path: list[str], value: Value) -> bool:
    """Tell a field of strangers that another event carries along, as a dispatch's payload does."""
    return any(
        _covers(field, path[start:], value)
        for field in _OF_STRANGERS_HANDS
        for start in range(1, len(path) - len(field) + 1)
    )


def is_untrusted_to_scorecard(expression: str) -> bool:
    """Tell whether Scorecard takes an expression for one that strangers can choose."""
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


def only_compared(workflow: Workflow) -> Iterator[Injection]:
    """Give the expressions that Scorecard takes for untrusted, though they give no free text."""
    return (
        in_script
        for in_script in _in_scripts(workflow)
        if in_script.is_known and not is_untrusted(in_script.expression)
    )


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
            for name in _script_inputs(step.uses):
                for expression in _expressions(step.inputs.get(name, "")):
                    line = step.input_lines.get(name, step.line)
                    yield Injection(line, expression.strip(), is_action=True)


@functools.cache
def _scripted() -> Mapping[str, tuple[str, ...]]:
    """Actions by name, with the inputs that they run as a script."""
    content = resources.files(__package__).joinpath("scripted_actions.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, tuple[str, ...]])


def _script_inputs(uses: str) -> tuple[str, ...]:
    return _scripted().get(uses.partition("@")[0].strip().casefold(), ())


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
            if "actions/checkout" in step.uses and any(name in ref for name in _OF_STRANGERS):
                yield step.line, ref
