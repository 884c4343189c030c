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
    documents = [
        document for document in tree.documents_of("ci") if is_workflow_path(document.path)
    ]
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
    given = sum(place.label.startswith("job_write_") for place in places)
    if given:
        return true("by_job", places, count=given)
    return true("least", places) if places else not_applicable("no_workflows")


def _places(document: Document) -> Iterator[Place]:
    grants = list(granted(read_workflow(document.text)))
    is_declared = not any(grant.where == "top" and grant.level == "undeclared" for grant in grants)
    for grant in grants:
        is_fine = grant.level not in _TOO_FAR
        # Where the top says what all may do, a job that says more has thought of it.
        if grant.level == "undeclared" or (grant.level == "write" and grant.where == "job"):
            is_fine = grant.where == "job" and is_declared
        outcome = Outcome.TRUE if is_fine else Outcome.FALSE
        yield Place(outcome, document.path, grant.line or None, _label(grant))


def _label(grant: Granted) -> str:
    if grant.level == "write":
        return f"{grant.where}_write_{grant.scope.casefold().replace('-', '_')}"
    return f"{grant.where}_{grant.level}"
