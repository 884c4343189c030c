# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the tokens of workflows may do, grant by grant."""

from collections.abc import Iterator

from commonweal.core.tree import Document, Tree
from commonweal.formats.workflow import (
    Granted,
    WorkflowRefused,
    granted,
    is_workflow_path,
    read_workflow,
)
from commonweal.measures.probe import (
    Finding,
    Outcome,
    Place,
    false,
    not_applicable,
    true,
    unknown,
)

_TOO_FAR = frozenset({"write", "write_all"})


def find(tree: Tree) -> Finding:
    """Look into all workflows."""
    places: list[Place] = []
    documents = [one for one in tree.documents_of("ci") if is_workflow_path(one.path)]
    unread = 0
    for document in sorted(documents):
        try:
            places += _places(document)
        except WorkflowRefused:
            unread += 1
    wrong = [place for place in places if place.outcome is Outcome.FALSE]
    if wrong:
        workflows = len({place.path for place in wrong})
        return false("more", places, count=len(wrong), workflows=workflows)
    if unread:
        return unknown("unread", places, count=unread)
    return true("least", places) if places else not_applicable("no_workflows")


def _places(document: Document) -> Iterator[Place]:
    grants = list(granted(read_workflow(document.text)))
    is_declared = not any(one.where == "top" and one.level == "undeclared" for one in grants)
    for one in grants:
        is_fine = one.level not in _TOO_FAR
        if one.level == "undeclared":
            is_fine = one.where == "job" and is_declared
        outcome = Outcome.TRUE if is_fine else Outcome.FALSE
        yield Place(outcome, document.path, one.line or None, _label(one))


def _label(one: Granted) -> str:
    if one.level == "write":
        return f"{one.where}_write_{one.scope.casefold().replace('-', '_')}"
    return f"{one.where}_{one.level}"
