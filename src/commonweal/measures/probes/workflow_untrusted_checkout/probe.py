# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Checkouts of proposed code under triggers that come with the project's secrets."""

from commonweal.core.tree import Tree
from commonweal.formats.workflow import (
    WorkflowRefused,
    is_workflow_path,
    read_workflow,
    untrusted_checkouts,
)
from commonweal.measures.probe import Finding, Place, false, not_applicable, seen, true, unknown


def find(tree: Tree) -> Finding:
    """Look into all workflows."""
    places: list[Place] = []
    documents = [
        document for document in tree.documents_of("ci") if is_workflow_path(document.path)
    ]
    unread = 0
    for document in sorted(documents):
        try:
            found = untrusted_checkouts(read_workflow(document.text))
            places += [seen(document.path, line) for line, _ in found]
        except WorkflowRefused:
            unread += 1
    if places:
        return true("found", places, count=len(places))
    if unread:
        return unknown("unread", count=unread)
    return false("none") if documents else not_applicable("no_workflows")
