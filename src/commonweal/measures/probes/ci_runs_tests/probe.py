# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Commands in CI definitions that start tests."""

import re
from collections.abc import Iterable, Iterator

from commonweal.core.tree import Document, Tree
from commonweal.formats.automation import ci_system
from commonweal.formats.automation.commands import runs_tests
from commonweal.formats.workflow import is_workflow_path
from commonweal.measures.probe import Finding, false, seen, true


def find(tree: Tree) -> Finding:
    """Look for the first such line of each definition."""
    definitions = [document for document in tree.documents_of("ci") if ci_system(document.path)]
    if not definitions:
        return false("no_ci")
    places = [
        seen(document.path, line)
        for document in sorted(definitions)
        if (line := _first_line(document)) is not None
    ]
    return true("found", places) if places else false("none")


def _first_line(document: Document) -> int | None:
    lines: Iterable[tuple[int, str]] = enumerate(document.text.split("\n"), 1)
    if is_workflow_path(document.path):
        lines = _without_triggers(lines)
    return next((number for number, line in lines if runs_tests(line)), None)


# What a person may choose who starts a workflow by hand is described there, and runs nothing.
_TRIGGERS = re.compile(r"""["']?on["']?\s*:""")


def _without_triggers(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    is_trigger = False
    for number, line in lines:
        if line[:1] not in {"", " ", "\t", "#", "\r"}:
            is_trigger = _TRIGGERS.match(line) is not None
        if not is_trigger:
            yield number, line
