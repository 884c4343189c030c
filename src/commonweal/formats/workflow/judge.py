# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Judge a CI definition: what strangers could do with it, what it may do, what is not pinned."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.judging import Judge
from commonweal.formats.workflow.permissions import granted
from commonweal.formats.workflow.pipelines import pipeline_uses
from commonweal.formats.workflow.read import Workflow, WorkflowRefused, read_workflow
from commonweal.formats.workflow.untrusted import injections, untrusted_checkouts
from commonweal.formats.workflow.uses import actions, is_forge_owned, script_uses

_ENDINGS = (".yml", ".yaml")
_PIPELINES = (".gitlab-ci.", ".woodpecker.")
_WORKFLOW = re.compile(rb"^(?:jobs|[\"']?on[\"']?)[ \t]*:", re.MULTILINE)
_JOBS = re.compile(rb"^jobs[ \t]*:", re.MULTILINE)
_SENTENCES = {"write": "may write {scope}", "write_all": "may write everything"}


def recognises(name: str, start: bytes) -> bool:
    """Tell workflows by what starts them and their jobs, pipelines by their name."""
    lower = name.casefold()
    if not lower.endswith(_ENDINGS):
        return False
    if lower.startswith(_PIPELINES):
        return True
    keys = {match[0].strip(b": \t\"'") for match in _WORKFLOW.finditer(start)}
    return keys == {b"on", b"jobs"}


def judge(name: str, content: bytes) -> Mapping[str, Any]:
    """Judge a definition; `ok` is true where nothing was found."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _refused(content.count(b"\n", 0, error.start) + 1, "the file is not UTF-8 text")
    try:
        if name.casefold().startswith(_PIPELINES) or not _JOBS.search(content):
            findings = list(_of_pipeline(text))
        else:
            findings = list(_of_workflow(read_workflow(text)))
    except WorkflowRefused as refused:
        return _refused(refused.line, refused.what)
    findings.sort(key=lambda finding: finding["line"])
    return {"ok": not findings, "errors": [], "findings": findings}


def _refused(line: int, what: str) -> dict[str, Any]:
    return {"ok": False, "errors": [{"line": line, "message": what}], "findings": []}


def _finding(probe: str, line: int, message: str, label: str = "") -> dict[str, Any]:
    return {"probe": probe, "line": line, "label": label, "message": message}


def _of_workflow(workflow: Workflow) -> Iterator[dict[str, Any]]:
    for line, ref in untrusted_checkouts(workflow):
        message = f"strangers' code ({ref[:100]}) is fetched with the project's rights"
        yield _finding("workflow_untrusted_checkout", line, message)
    for injection in injections(workflow):
        message = f"strangers can choose {injection.expression[:100]}, which is put into a script"
        yield _finding("workflow_script_injection", injection.line, message)
    yield from _of_grants(workflow)
    for action in actions(workflow):
        if not action.is_pinned:
            label = "github_owned_action" if is_forge_owned(action.name) else "third_party_action"
            message = f"{action.name[:100]} is not named by a commit"
            yield _finding("dependencies_pinned", action.line, message, label)
    for used in script_uses(workflow):
        if used.use and not used.use.is_pinned:
            message = f"not pinned: {used.use.text[:100]}"
            yield _finding("dependencies_pinned", used.line, message, used.use.kind)


def _of_grants(workflow: Workflow) -> Iterator[dict[str, Any]]:
    is_silent = workflow.permissions is None
    for grant in granted(workflow):
        if grant.level == "write" and grant.where == "job" and not is_silent:
            continue  # the top says what all may do, and the job what it needs beside it
        who = "every job" if grant.where == "top" else "the job"
        if sentence := _SENTENCES.get(grant.level):
            message = f"{who} {sentence.format(scope=grant.scope)}"
            label = f"{grant.where}_{grant.level}"
            yield _finding("workflow_token_permissions", grant.line, message, label)
        elif grant.level == "undeclared" and (grant.where == "top" or is_silent):
            message = f"nothing says what {who} may do"
            label = f"{grant.where}_undeclared"
            yield _finding("workflow_token_permissions", grant.line, message, label)


def _of_pipeline(text: str) -> Iterator[dict[str, Any]]:
    found = pipeline_uses(text)
    for image in found.images:
        if not image.is_pinned:
            message = f"{image.name[:100]} is not named by a digest"
            yield _finding("dependencies_pinned", image.line, message, "container_image")
    for use in found.uses:
        if not use.is_pinned:
            message = f"not pinned: {use.text[:100]}"
            yield _finding("dependencies_pinned", use.line, message, use.kind)


JUDGE = Judge(kind="workflow", recognises=recognises, judge=judge)
