# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Commands in CI definitions that start tests."""

from commonweal.core.tree import Document, Tree
from commonweal.formats.automation import ci_system
from commonweal.formats.automation.commands import runs_tests
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
    lines = document.text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if runs_tests(line)), None)
