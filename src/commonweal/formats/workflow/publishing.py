# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Jobs that publish packages, release, or report findings: told by their actions and commands."""

import functools
import re
from importlib import resources

import msgspec

from commonweal.formats.workflow.read import Job, Step, Workflow

_REGISTRY = "(?:maven|nexus|central|gradle|pypi|npm|nuget|gem|package|registry|chart)"
# To deploy may be to run a service or to show pages, unless it is said what is deployed.
_PUBLISHER = re.compile(
    r"(?<![a-z])(?:publish(?:ing|er)?|releas(?:e|er|ing))(?![a-z])"
    rf"|(?<![a-z])deploy(?![a-z]).{{0,80}}{_REGISTRY}|{_REGISTRY}.{{0,80}}(?<![a-z])deploy(?![a-z])"
)
_NO_PUBLISHER = re.compile(
    r"(?<![a-z])(?:docs?|documentation|pages|site|website|notes?|draft(?:er)?|please|changelog|prepare"
    r"|reports?|results?|unpublish)(?![a-z])"
)
_CONTINUED = re.compile(r"\\(?:\n|\r)")
_LONGEST = 4_000


class StepPattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step by its action, by what it hands to it, or by words of a command in their order."""

    uses: str = ""
    with_: dict[str, str] = msgspec.field(name="with", default_factory=dict)
    run: tuple[str, ...] = ()


class JobPattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A job by its steps: there must be one for each pattern."""

    what: str
    steps: tuple[StepPattern, ...]


class _Patterns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    publishing: tuple[JobPattern, ...]
    releasing: tuple[JobPattern, ...]
    pages: tuple[JobPattern, ...]
    reporting: tuple[str, ...]


@functools.cache
def _patterns() -> _Patterns:
    content = resources.files(__package__).joinpath("publishing.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Patterns)


def published_at(workflow: Workflow) -> tuple[str, int] | None:
    """What a workflow publishes and the line of the job that does; None where none does."""
    return _first(workflow, _patterns().publishing)


def publisher_called_at(workflow: Workflow) -> int | None:
    """The line of a job that calls a shared workflow of others, whose name says that it publishes.

    Its steps stand elsewhere; those of a workflow in the same repository can be read.
    """
    for job in workflow.jobs:
        path = job.uses.partition("@")[0]
        if path.startswith("./") or "/.github/workflows/" not in path:
            continue
        name = path.rpartition("/")[2].casefold()
        if _PUBLISHER.search(name) and not _NO_PUBLISHER.search(name):
            return job.line
    return None


def needs_packages(workflow: Workflow) -> bool:
    """Tell whether a job publishes packages."""
    return published_at(workflow) is not None


def needs_contents(workflow: Workflow) -> bool:
    """Tell whether a job makes releases, or pages that are kept in the repository."""
    patterns = _patterns()
    return _first(workflow, (*patterns.releasing, *patterns.pages)) is not None


def needs_security_events(workflow: Workflow) -> bool:
    """Tell whether a step reports findings to the forge."""
    reporting = _patterns().reporting
    return any(
        step.uses.partition("@")[0] in reporting for job in workflow.jobs for step in job.steps
    )


def _first(workflow: Workflow, patterns: tuple[JobPattern, ...]) -> tuple[str, int] | None:
    for job in workflow.jobs:
        for pattern in patterns:
            if _fits(job, pattern):
                return pattern.what, job.line
    return None


def _fits(job: Job, pattern: JobPattern) -> bool:
    for wanted in pattern.steps:
        # A workflow that the job calls does it all.
        if job.uses and job.uses.startswith(f"{wanted.uses}@"):
            return True
        if not any(_is_step(step, wanted) for step in job.steps):
            return False
    return True


def _is_step(step: Step, wanted: StepPattern) -> bool:
    if wanted.uses and not step.uses.startswith(f"{wanted.uses}@"):
        return False
    if any(step.inputs.get(name) != value for name, value in wanted.with_.items()):
        return False
    if not wanted.run:
        return True
    if step.run is None or step.uses:
        return False
    lines = _CONTINUED.sub("", step.run.text).split("\n")
    return any(_holds(line[:_LONGEST], wanted.run) for line in lines)


def _holds(line: str, words: tuple[str, ...]) -> bool:
    """Tell whether words follow each other in a line; `a|b` is either."""
    start = 0
    for word in words:
        ends = [at + len(part) for part in word.split("|") if (at := line.find(part, start)) >= 0]
        if not ends:
            return False
        start = min(ends)
    return True
