# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a workflow takes in from outside: actions, downloads that it runs, packages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.formats.workflow.read import Job, Step, Workflow
from commonweal.syntax.shell import ShellRefused, Use, is_shell, uses_in
from commonweal.syntax.shell.powershell import powershell_uses

_AT_COMMIT = re.compile(r"@[a-fA-F0-9]{40}")
_AT_DIGEST = re.compile(r"docker://[^\n]{0,500}@sha256:[a-fA-F0-9]{64}")
_LOCAL = re.compile(r"\.[^\n]+[^/]")
_EXPRESSION = re.compile(r"\{\{[^{}]*\}\}")
_ON_WINDOWS = (
    re.compile(r"runner\.os\s*==\s*['\"]windows['\"]", re.IGNORECASE),
    re.compile(r"\$\{\{\s*startsWith\(runner\.os,\s*['\"]windows['\"]\)", re.IGNORECASE),
    re.compile(r"matrix\.os\s*==\s*['\"]windows-", re.IGNORECASE),
)
_POWERSHELLS = frozenset({"pwsh", "powershell"})


class ActionUse(NamedTuple):
    """An action or a workflow that is called, as it is written."""

    name: str
    line: int
    is_pinned: bool


class ScriptUse(NamedTuple):
    """What a script takes in; `use` is None where it cannot be read, or its shell not be told.

    `line` is the true one; `value_line` is that of the script's value.
    """

    use: Use | None
    line: int
    value_line: int


def is_forge_owned(action: str) -> bool:
    """Tell the actions of GitHub itself."""
    return action.startswith(("actions/", "github/"))


def is_action_pinned(uses: str) -> bool:
    """Tell an action at a commit, a container at a digest, and one that lies in the repository."""
    return bool(_LOCAL.match(uses) or _AT_COMMIT.search(uses) or _AT_DIGEST.search(uses))


def actions(workflow: Workflow) -> Iterator[ActionUse]:
    """Give the actions and workflows from elsewhere that a workflow calls."""
    for job in workflow.jobs:
        called = [(job.uses, job.uses_line), *((step.uses, step.uses_line) for step in job.steps)]
        for uses, line in called:
            if uses and not uses.startswith("./"):
                yield ActionUse(uses, line, is_action_pinned(uses))


def script_uses(workflow: Workflow) -> Iterator[ScriptUse]:
    """Give what scripts take in; a file that one step fetches may be run by a later one."""
    for job in workflow.jobs:
        fetched: dict[str, None] = {}
        for step in job.steps:
            if step.run and not step.uses:
                yield from _uses_of(step, job, fetched)


def _uses_of(step: Step, job: Job, fetched: dict[str, None]) -> Iterator[ScriptUse]:
    run = step.run
    shell = _shell(step, job)
    if run is None or shell == "":
        return
    if shell is None:
        yield ScriptUse(None, step.line, step.line)
        return
    script = _EXPRESSION.sub("GITHUB_REDACTED_VAR", run.text)
    if shell in _POWERSHELLS:
        for use in powershell_uses(script, line=run.first_line):
            yield ScriptUse(use, use.line, run.line)
        return
    try:
        for use in uses_in(script, fetched, line=run.first_line):
            yield ScriptUse(use, use.line, run.line)
    except ShellRefused:
        yield ScriptUse(None, run.line, run.line)


def _shell(step: Step, job: Job) -> str | None:
    """The shell of a step: a shell we read, PowerShell, "" for others; None where it is unknown."""
    named = (step.shell or job.shell).strip()
    if not named:
        if any(pattern.search(step.condition) for pattern in _ON_WINDOWS):
            return "pwsh"
        if job.systems is None:
            return None
        is_windows = all(system.casefold().startswith("windows") for system in job.systems)
        return "pwsh" if is_windows and job.systems else "" if is_windows else "bash"
    if is_shell(named):
        return "bash"
    return (
        named.partition(" ")[0].casefold()
        if named.casefold().startswith(("pwsh", "powershell"))
        else ""
    )
