# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Definitions of CI systems, told by their paths; a workflow that does chores alone is none."""

from commonweal.core.tree import Tree
from commonweal.formats.automation import ci_system
from commonweal.formats.workflow import (
    WorkflowRefused,
    does_chores,
    is_workflow_path,
    read_workflow,
)
from commonweal.measures.probe import Finding, false, lacking, seen, true


def find(tree: Tree) -> Finding:
    """Look for definitions by their paths, and into those that are workflows."""
    named = [(file.path, name) for file in tree.files if (name := ci_system(file.path))]
    texts = {document.path: document.text for document in tree.documents_of("ci")}
    chores = {path for path, _ in named if _does_chores(path, texts.get(path, ""))}
    places = [(lacking if path in chores else seen)(path, None, name) for path, name in named]
    if chores and len(chores) == len(named):
        return false("chores", places, count=len(chores))
    return true("found", places, count=len(named) - len(chores)) if named else false("none")


def _does_chores(path: str, text: str) -> bool:
    """What cannot be read may build or test."""
    if not text or not is_workflow_path(path):
        return False
    try:
        return does_chores(read_workflow(text))
    except WorkflowRefused:
        return False
