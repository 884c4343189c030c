# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Actions, images and projects that CI definitions take in, and hooks of pre-commit."""

import re
from collections.abc import Iterator

import msgspec

from commonweal.formats.workflow import (
    WorkflowRefused,
    actions,
    is_pipeline_path,
    is_workflow_path,
    pipeline_uses,
    read_workflow,
)
from commonweal.packages.ecosystems.containers.image import filled, image_need
from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope
from commonweal.packages.model.package import PackagesRefused
from commonweal.packages.reading.foreign import Yaml, fetched, manifest

_ACTION = re.compile(r"([\w.-]{1,100}/[\w.-]{1,100})(?:/[^@\s]{0,300})?@(\S{1,300})")
_VERSION = re.compile(r"v?\d{1,6}(?:\.\d{1,6}){0,2}(?:-[\w.]{1,40})?")
_BEHIND = re.compile(r"@[0-9a-f]{40,64}[\"']?\s+#\s*(?:tag=|ratchet:\S{1,100}@)?(\S{1,60})")
_LONGEST = 1_000
_Path = tuple[str | int, ...]


def read(_: str, text: str) -> Manifest:
    """Read a workflow of GitHub, Gitea or Forgejo: actions, and the images that jobs run in.

    An action without a host is one of GitHub; other forges may be set up otherwise.
    """
    try:
        found = list(actions(read_workflow(text)))
    except WorkflowRefused as refused:
        raise PackagesRefused(refused.what, refused.line) from refused
    lines = text.split("\n")
    needs = [
        need
        for action in found
        for need in _action(action.name, action.line, _comment(lines, action.line))
    ]
    if "container:" in text or "image:" in text:
        needs += _job_images(Yaml(text))
    return manifest(needs)


def _comment(lines: list[str], line: int) -> str:
    """What stands behind a commit: people and tools write there which version it is."""
    written = lines[line - 1][:_LONGEST] if 0 < line <= len(lines) else ""
    match = _BEHIND.search(written)
    return match[1] if match else ""


def _action(
    uses: str, line: int, comment: str = "", *, image_scope: Scope = "ci"
) -> Iterator[Need]:
    uses = uses.strip()
    if uses.startswith("docker://"):
        yield from image_need(uses.removeprefix("docker://"), line=line, scope=image_scope)
    elif uses.startswith(("https://", "http://")):
        address, _, ref = uses.rpartition("@")
        yield from fetched(address or uses, ref=ref, line=line, scope="ci")
    elif match := _ACTION.fullmatch(uses):
        address = f"https://github.com/{match[1]}"
        for need in fetched(address, match[1], ref=match[2], line=line, scope="ci"):
            written = comment if need.commit else match[2]
            version = written if _VERSION.fullmatch(written) else ""
            yield msgspec.structs.replace(need, version=version) if version else need


def _job_images(workflow: Yaml) -> Iterator[Need]:
    for name in workflow.keys_at("jobs"):
        path: _Path = ("jobs", name, "container")
        yield from _image(workflow, path)
        for service in workflow.keys_at("jobs", name, "services"):
            yield from _image(workflow, ("jobs", name, "services", service))


def _image(document: Yaml, path: _Path, key: str = "image") -> Iterator[Need]:
    """An image that stands there itself, or as a part of a table."""
    path = (*path, key) if document.keys_at(*path) else path
    image, line = filled(document.text(*path), {}), document.line(*path)
    yield from image_need(image, line=line, scope="ci")


def read_action(_: str, text: str) -> Manifest:
    """Read the description of an action: the steps of a composite one, or the image of another."""
    action = Yaml(text)
    needs = [
        need
        for place in action.places("runs", "steps")
        for need in _action(
            action.text("runs", "steps", place, "uses"),
            action.line("runs", "steps", place, "uses"),
        )
    ]
    image = action.text("runs", "image")
    if image.startswith("docker://"):
        # The action itself runs in it.
        needs += _action(image, action.line("runs", "image"), image_scope="container")
    return manifest(needs)


def read_pipeline(_: str, text: str) -> Manifest:
    """Read a pipeline of GitLab or Woodpecker: images, services, and included projects."""
    try:
        images = pipeline_uses(text).images
    except WorkflowRefused as refused:
        raise PackagesRefused(refused.what, refused.line) from refused
    needs = [
        need
        for image in images
        for need in image_need(filled(image.name, {}), line=image.line, scope="ci")
    ]
    if "services:" in text or "include:" in text:
        pipeline = Yaml(text.replace("!reference ", ""))
        needs += _services(pipeline)
        needs += _included(pipeline)
    return manifest(needs)


def _services(pipeline: Yaml) -> Iterator[Need]:
    for job in ((), *((key,) for key in pipeline.keys_at())):
        path: _Path = (*job, "services") if job != ("services",) else job
        for place in pipeline.places(*path):
            yield from _image(pipeline, (*path, place), "name")


def _included(pipeline: Yaml) -> Iterator[Need]:
    """Projects are named by their path on the forge itself, which is taken for gitlab.com."""
    places = pipeline.places("include")
    paths: list[_Path] = [("include", place) for place in places] if places else [("include",)]
    for path in paths:
        project, ref = pipeline.text(*path, "project"), pipeline.text(*path, "ref")
        component = pipeline.text(*path, "component")
        if project and "$" not in project:
            address = f"https://gitlab.com/{project.strip('/')}"
            line = pipeline.line(*path, "project")
            yield from fetched(address, project, ref=ref, line=line, scope="ci")
        elif component and "$" not in component:
            where, _, ref = component.rpartition("@")
            address = f"https://{where.rpartition('/')[0]}"
            line = pipeline.line(*path, "component")
            yield from fetched(address, ref=ref, line=line, scope="ci")


def read_hooks(_: str, text: str) -> Manifest:
    """Read a .pre-commit-config.yaml."""
    hooks = Yaml(text)
    return manifest(
        need
        for place in hooks.places("repos")
        for need in fetched(
            hooks.text("repos", place, "repo"),
            ref=hooks.text("repos", place, "rev"),
            line=hooks.line("repos", place, "repo"),
            scope="ci",
        )
    )


READERS = (
    ManifestReader(format="workflow", read=read, is_named=is_workflow_path),
    ManifestReader(
        format="action", read=read_action, names=frozenset({"action.yml", "action.yaml"})
    ),
    ManifestReader(format="pipeline", read=read_pipeline, is_named=is_pipeline_path),
    ManifestReader(
        format="precommit",
        read=read_hooks,
        names=frozenset({".pre-commit-config.yaml", ".pre-commit-config.yml"}),
    ),
)
