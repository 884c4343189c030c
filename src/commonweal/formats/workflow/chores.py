# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Workflows that look at no change: they bring it to a server, label, greet or tidy up.

All of a workflow must be known to be such work; what is not known may be a test.
"""

import re

from commonweal.formats.workflow.read import Job, Step, Workflow

# Nothing of the code happened when one of these starts a workflow.
_NO_CHANGE = frozenset(
    {
        "issues", "issue_comment", "label", "milestone", "discussion", "discussion_comment",
        "watch", "fork", "star", "project", "project_card", "project_column", "member", "gollum",
    }
)  # fmt: skip
# Actions, without their owner, that carry files to a server or do the chores of a forge.
_CHORES = re.compile(
    r"[\w.-]{1,60}/(?:ssh-action|scp-action|ssh-agent|rsync[\w-]{0,30}|action-rsyncer|ftp-deploy[\w-]{0,30}"
    r"|sftp[\w-]{0,30}|labeler|[\w-]{0,20}label[\w-]{0,20}|stale|no-response|first-interaction|greetings"
    r"|lock-threads|add-to-project|release-drafter|create-issue[\w-]{0,30}|close-[\w-]{0,30}"
    r"|delete-(?:artifact|workflow-runs|package-versions)|auto-assign[\w-]{0,20}|assign-[\w-]{0,30}"
    r"|[\w-]{0,30}(?:auto-?merge|auto-?approve)[\w-]{0,20}|[\w-]{0,20}changelog-generator"
    r"|contributors?-?(?:readme|list)?[\w-]{0,20}|all-contributors[\w-]{0,20}|repository-dispatch)",
    re.IGNORECASE,
)
_CARRIERS = frozenset({"actions/checkout"})
# Commands that look at nothing of what they carry.
_WORDS = frozenset(
    {
        "cd", "chmod", "curl", "echo", "eval", "exit", "export", "gh", "git", "mkdir", "printf",
        "rsync", "scp", "set", "sleep", "ssh", "ssh-add", "ssh-agent", "ssh-keyscan", "sftp",
        "lftp",
    }
)  # fmt: skip
_FIRST = re.compile(r"\s*(?:sudo\s{1,4})?(?P<word>[\w./-]{1,60})?")
_SEPARATOR = re.compile(r"&&|\|\||;|\|")
_LONGEST = 4_000


def does_chores(workflow: Workflow) -> bool:
    """Tell a workflow that neither builds nor checks a change, as far as every step is known."""
    if workflow.triggers and workflow.triggers <= _NO_CHANGE:
        return True
    return bool(workflow.jobs) and all(_is_chore(job) for job in workflow.jobs)


def _is_chore(job: Job) -> bool:
    return bool(job.steps) and not job.uses and all(_is_carried(step) for step in job.steps)


def _is_carried(step: Step) -> bool:
    if step.uses:
        name = step.uses.partition("@")[0]
        return name in _CARRIERS or _CHORES.fullmatch(name) is not None
    return step.run is not None and _only_carries(step.run.text)


def _only_carries(script: str) -> bool:
    """Tell a script whose every command is known to carry or to say something."""
    if len(script) > _LONGEST or "\\\n" in script or "<<" in script:
        return False
    for line in script.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        for command in _SEPARATOR.split(line):
            first = _FIRST.match(command)
            if first is None or first["word"] not in _WORDS:
                return False
    return True
