# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Expressions that strangers can fill, put into the text of a script."""

from commonweal.core.tree import Tree
from commonweal.formats.workflow import (
    WorkflowRefused,
    injections,
    input_injections,
    is_workflow_path,
    only_compared,
    read_workflow,
)
from commonweal.measures.probe import Finding, Place, false, not_applicable, seen, true, unknown


def find(tree: Tree) -> Finding:
    """Look into all workflows."""
    strange: list[Place] = []
    given: list[Place] = []
    idle: list[Place] = []
    documents = [
        document for document in tree.documents_of("ci") if is_workflow_path(document.path)
    ]
    unread = 0
    for document in sorted(documents):
        try:
            workflow = read_workflow(document.text)
            strange += [
                seen(document.path, injection.line, "" if injection.is_known else "unlisted")
                for injection in injections(workflow)
            ]
            given += [
                seen(document.path, injection.line, "input")
                for injection in input_injections(workflow)
            ]
            idle += [
                seen(document.path, comparison.line, "compared")
                for comparison in only_compared(workflow)
            ]
        except WorkflowRefused:
            unread += 1
    places = sorted(
        [*strange, *given, *idle], key=lambda place: (place.path, place.line or 0, place.label)
    )
    if strange:
        return true("found", places, count=len(strange))
    if unread:
        return unknown("unread", places, count=unread)
    if given:
        return false("inputs", places, count=len(given))
    return false("none", places) if documents else not_applicable("no_workflows")
