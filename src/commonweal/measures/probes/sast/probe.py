# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tools that look for vulnerabilities, told by the actions and settings that start them."""

from collections.abc import Iterator

from commonweal.core.tree import Tree
from commonweal.formats.automation.analysis import (
    analysing_line,
    analysis_tool,
    hooked,
    ruff_line,
    runs_ruff,
    sonar_line,
)
from commonweal.formats.workflow import WorkflowRefused, is_workflow_path, read_workflow
from commonweal.measures.probe import Finding, Place, false, seen, true

_HOOKS = (".pre-commit-config.yaml", ".pre-commit-config.yml")


def find(tree: Tree) -> Finding:
    """Look into workflows, hooks, GitLab's definition and Maven's settings."""
    found = dict.fromkeys([*_of_workflows(tree), *_of_others(tree), *_of_ruff(tree)])
    places = sorted(found, key=lambda place: (place.path, place.line or 0))
    if not places:
        return false("none")
    return true("found", places, count=len({place.label for place in places}))


def _of_workflows(tree: Tree) -> Iterator[Place]:
    for document in tree.documents_of("ci"):
        if not is_workflow_path(document.path):
            continue
        try:
            workflow = read_workflow(document.text)
        except WorkflowRefused:
            continue
        for job in workflow.jobs:
            for step in job.steps:
                if tool := analysis_tool(step.uses, step.run.text if step.run else ""):
                    yield seen(document.path, step.line, tool)


def _of_others(tree: Tree) -> Iterator[Place]:
    for document in tree.documents_of("manifest"):
        if document.name.casefold() == "pom.xml" and (line := sonar_line(document.text)):
            yield seen(document.path, line, "sonar")
    for document in tree.documents_of("manifest", "ci"):
        if document.path in _HOOKS and (hook := hooked(document.text)):
            yield seen(document.path, hook[1], hook[0])
    for document in tree.documents_of("ci"):
        if document.path == ".gitlab-ci.yml" and (line := analysing_line(document.text)):
            yield seen(document.path, line, "gitlab")
    for file in tree.files:
        if file.path in ("sonar-project.properties", ".sonarcloud.properties"):
            yield seen(file.path, None, "sonar")


def _of_ruff(tree: Tree) -> Iterator[Place]:
    """Settings alone check nothing: tasks, hooks or CI have to run it."""
    if not any(runs_ruff(document.text) for document in tree.documents_of("ci", "tasks")):
        return
    for document in tree.documents_of("manifest"):
        if document.path == "pyproject.toml" and (line := ruff_line(document.text)):
            yield seen(document.path, line, "ruff")
