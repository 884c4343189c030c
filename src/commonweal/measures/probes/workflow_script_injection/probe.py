# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Expressions that strangers can fill, put into the text of a script."""

from commonweal.core.tree import Tree
from commonweal.formats.workflow import (
    WorkflowRefused,
    injections,
    is_workflow_path,
    read_workflow,
)
from commonweal.measures.probe import Finding, Place, false, not_applicable, seen, true, unknown


def find(tree: Tree) -> Finding:
    """Look into all workflows."""
    places: list[Place] = []
    documents = [one for one in tree.documents_of("ci") if is_workflow_path(one.path)]
    unread = 0
    for document in sorted(documents):
        try:
            found = injections(read_workflow(document.text))
            places += [seen(document.path, one.line) for one in found]
        except WorkflowRefused:
            unread += 1
    if places:
        return true("found", places, count=len(places))
    if unread:
        return unknown("unread", count=unread)
    return false("none") if documents else not_applicable("no_workflows")
