# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Pipelines of GitLab CI and Woodpecker: the images they run in, and the scripts they run."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from commonweal.formats.workflow.read import WorkflowRefused
from commonweal.syntax.shell import ShellRefused, Use, uses_in
from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

_SCRIPTS = ("before_script", "script", "after_script", "commands")
_DIGEST = "@sha256:"
_MOST = 2_000


class PipelineImage(NamedTuple):
    """An image that a job runs in."""

    name: str
    line: int
    is_pinned: bool


class PipelineUses(NamedTuple):
    """Images, and what scripts take in."""

    images: tuple[PipelineImage, ...]
    uses: tuple[Use, ...]


def is_pipeline_path(path: str) -> bool:
    """Tell whether GitLab or Woodpecker takes the file at a path for a pipeline."""
    lower = path.casefold()
    if not lower.endswith((".yml", ".yaml")):
        return False
    return lower.rpartition(".")[0] in (".gitlab-ci", ".woodpecker") or lower.startswith(
        (".woodpecker/", ".gitlab/ci/", ".gitlab-ci/")
    )


def pipeline_uses(text: str) -> PipelineUses:
    """Read a pipeline; a `WorkflowRefused` where it is no YAML."""
    try:
        # GitLab's references stand for lists that are read where they are written.
        document = read_yaml(text.replace("!reference ", "").encode("utf-8", "replace"), merge=True)
    except YamlRefused as refused:
        raise WorkflowRefused(refused.what, refused.line) from refused
    if not isinstance(document.value, dict | None):
        raise WorkflowRefused("the file holds no mapping", 1)
    images: list[PipelineImage] = []
    uses: list[Use] = []
    for path, job in _jobs(document.value):
        images += _images(document, path, job)
        fetched: dict[str, None] = {}
        for key in _SCRIPTS:
            uses += _uses(document, (*path, key), job.get(key), fetched)
    return PipelineUses(tuple(images), tuple(uses))


def _jobs(value: Any) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """The pipeline itself, its jobs and Woodpecker's steps, whatever they are called."""
    if not isinstance(value, dict):
        return
    yield (), value
    for name, job in list(value.items())[:_MOST]:
        if isinstance(job, dict):
            yield (name,), job
        if name in ("steps", "pipeline", "services", "clone"):
            for key, step in _entries(job):
                if isinstance(step, dict):
                    yield (name, key), step


def _entries(value: Any) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items())[:_MOST]
    return [*enumerate(value[:_MOST])] if isinstance(value, list) else []


def _images(
    document: Document, path: tuple[str | int, ...], job: dict[str, Any]
) -> Iterator[PipelineImage]:
    given = job.get("image")
    name = given.get("name") if isinstance(given, dict) else given
    if isinstance(name, str) and name and not name.startswith("$"):
        place = document.nearest((*path, "image"))
        yield PipelineImage(name, place.line, _DIGEST in name)


def _uses(
    document: Document, path: tuple[str | int, ...], given: Any, fetched: dict[str, None]
) -> Iterator[Use]:
    lines = [(given, path)] if isinstance(given, str) else []
    if isinstance(given, list):
        lines = [
            (script, (*path, place))
            for place, script in enumerate(given[:_MOST])
            if isinstance(script, str)
        ]
    for script, at in lines:
        place = document.nearest(at)
        try:
            yield from uses_in(script, fetched, line=place.value_line + ("\n" in script))
        except ShellRefused:
            continue
