# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Patches for workflows: actions by the commits that the repository knows, fewer rights."""

import re
from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.drafting.composing import patch
from commonweal.drafting.draft import Drafted, NotDrafted, Outcome
from commonweal.drafting.metadata import Kept, ProjectFacts
from commonweal.formats.workflow.permissions import granted
from commonweal.formats.workflow.read import WorkflowRefused, is_workflow_path, read_workflow
from commonweal.formats.workflow.uses import is_action_pinned

_USES = re.compile(
    r"(?P<before>\s*(?:-\s+)?uses:\s*)(?P<quote>[\"']?)(?P<name>[\w.-]+/[\w./-]+)@(?P<ref>[\w./-]+)"
    r"(?P=quote)\s*(?:#\s*(?P<comment>\S{1,60}).*)?"
)
_COMMIT = re.compile(r"[0-9a-fA-F]{40}")
_MAJOR = re.compile(r"v?(\d+)(?:\..*)?")
_JOBS = re.compile(r"jobs\s*:")
_MOST_UNPINNED = 30
_MAY_WRITE = re.compile(
    r"git push|gh release|gh pr|softprops/action-gh-release|peaceiris/actions-gh-pages"
    r"|create-pull-request|actions/deploy-pages|docker/login-action|ghcr\.io|codeql-action"
    r"|GITHUB_TOKEN|github\.token|actions/labeler|actions/stale|release-drafter"
)


def _workflows(facts: ProjectFacts) -> Iterator[Kept]:
    for kept in facts.files_of("ci"):
        if is_workflow_path(kept.path) and not kept.is_truncated and "\ufffd" not in kept.text:
            yield kept


def known_pins(facts: ProjectFacts) -> dict[str, str]:
    """Give, by action, how the repository itself names it by commit, with its version beside."""
    return {
        name: text for (name, _), text in sorted(_pins(facts).items(), key=lambda pin: pin[0][1])
    }


def _pins(facts: ProjectFacts) -> dict[tuple[str, int], str]:
    """By action and major version; what says no version is not used."""
    found: dict[tuple[str, int], str] = {}
    for kept in _workflows(facts):
        for line in kept.text.split("\n"):
            match = _USES.fullmatch(line[:500].rstrip())
            if match and _COMMIT.fullmatch(match["ref"]) and match["comment"]:
                version = _MAJOR.fullmatch(match["comment"])
                if version and len(version[1]) < 5:  # noqa: PLR2004  a date is no major version
                    text = f"{match['name']}@{match['ref']} # {match['comment']}"
                    found.setdefault((match["name"], int(version[1])), text)
    return found


def write_pins(facts: ProjectFacts) -> Outcome:
    """Name by commit what another workflow of the repository names so already; ask for the rest."""
    pins = _pins(facts)
    parts: list[str] = []
    changed: list[str] = []
    unpinned: dict[str, None] = {}
    for kept in _workflows(facts):
        after = "\n".join(_pinned(line, pins, unpinned) for line in kept.text.split("\n"))
        if after != kept.text:
            parts.append(patch(kept.path, kept.text, after))
            changed.append(kept.path)
    to_fill = tuple(
        message("Find the commit of %(action)s and name the action by it.", action=action)
        for action in unpinned
    )
    if parts:
        return (
            Drafted(
                "workflow-pins.patch", "".join(parts), to_fill[:_MOST_UNPINNED], tuple(changed)
            ),
        )
    if unpinned:
        listed = ", ".join(list(unpinned)[:8])
        return NotDrafted(
            message(
                "No commit of these is known from the repository itself: %(listed)s. A tool "
                "such as pinact or ratchet looks them up and writes them.",
                listed=listed,
            )
        )
    return NotDrafted(
        message(
            "Every action is named by its commit; what is not pinned are packages that "
            "scripts install."
        )
    )


def _pinned(line: str, pins: dict[tuple[str, int], str], unpinned: dict[str, None]) -> str:
    match = _USES.fullmatch(line[:500].rstrip("\r")) if "uses" in line else None
    if match is None or is_action_pinned(f"{match['name']}@{match['ref']}"):
        return line
    version = _MAJOR.fullmatch(match["ref"])
    pin = pins.get((match["name"], int(version[1]))) if version and len(version[1]) < 5 else None  # noqa: PLR2004  as above
    if pin is None:
        unpinned[f"{match['name']}@{match['ref']}"] = None
        return line
    return f"{match['before']}{pin}" + ("\r" if line.endswith("\r") else "")


def write_permissions(facts: ProjectFacts) -> Outcome:
    """Put `permissions: contents: read` at the top of each workflow that says nothing of rights."""
    parts: list[str] = []
    changed: list[str] = []
    to_fill: list[str] = []
    for kept in _workflows(facts):
        after = _limited(kept.text)
        if after is not None:
            parts.append(patch(kept.path, kept.text, after))
            changed.append(kept.path)
            if _MAY_WRITE.search(kept.text):
                to_fill.append(
                    message(
                        "%(file)s: find the job that needs to write, and give the right to that "
                        "job alone.",
                        file=kept.path,
                    )
                )
    if parts:
        return (
            Drafted("workflow-permissions.patch", "".join(parts), tuple(to_fill), tuple(changed)),
        )
    return NotDrafted(
        message(
            "Every workflow says what its token may do; take away by hand the rights that "
            "go too far."
        )
    )


def _limited(text: str) -> str | None:
    """Give the text with the key before `jobs`; None where it needs none or cannot have it."""
    try:
        workflow = read_workflow(text)
    except WorkflowRefused:
        return None
    is_silent = any(
        grant.where == "top" and grant.level == "undeclared" for grant in granted(workflow)
    )
    if not is_silent or not workflow.jobs or all(job.permissions for job in workflow.jobs):
        return None
    lines = text.split("\n")
    place = next((number for number, line in enumerate(lines) if _JOBS.match(line)), None)
    if place is None:
        return None
    end = "\r" if lines[place].endswith("\r") else ""
    added = [f"permissions:{end}", f"  contents: read{end}", end]
    after = "\n".join([*lines[:place], *added, *lines[place:]])
    return after if _is_limited(after) else None


def _is_limited(text: str) -> bool:
    try:
        return read_workflow(text).permissions is not None
    except WorkflowRefused:
        return False
