# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Jobs that publish packages."""

from collections.abc import Iterator

from commonweal.core.tree import Tree
from commonweal.formats.automation.commands import publishing_line
from commonweal.formats.workflow import (
    WorkflowRefused,
    is_workflow_path,
    published_at,
    publisher_called_at,
    read_workflow,
)
from commonweal.measures.probe import Finding, Place, false, seen, true


def find(tree: Tree) -> Finding:
    """Look into workflows and GitLab's definition."""
    places = list(_places(tree))
    return true("found", places) if places else false("none")


def _places(tree: Tree) -> Iterator[Place]:
    for document in sorted(tree.documents_of("ci")):
        if document.path in (".gitlab-ci.yml", ".gitlab-ci.yaml"):
            if line := publishing_line(document.text):
                yield seen(document.path, line, "gitlab")
        elif is_workflow_path(document.path):
            try:
                workflow = read_workflow(document.text)
            except WorkflowRefused:
                continue
            if found := published_at(workflow):
                yield seen(document.path, found[1], found[0])
            elif line := publisher_called_at(workflow):
                yield seen(document.path, line, "shared")
