# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which of the 17 components of the Model Openness Framework are in the repository."""

from collections import Counter

from commonweal.core.tree import Tree
from commonweal.formats.mof.openness import components
from commonweal.formats.openness import COMPONENTS, Found, components_of, shown_model
from commonweal.measures.probe import Finding, Outcome, Place, false, not_applicable, true, unknown

_PAPER, _REPORT = "research_paper", "technical_report"
_READS = frozenset({"files", "documents", "signs", "artifacts"})


def find(tree: Tree) -> Finding:
    """Give a place for each component, in the order of the framework."""
    if shown_model(tree) is None:
        return not_applicable("no_model")
    found = components_of(tree)
    has_gap = not tree.gaps.isdisjoint(_READS)
    places = [_place(label, component, has_gap=has_gap) for label, component in found.items()]
    states = Counter(component.state for component in found.values())
    values = {state: states[state] for state in ("present", "declared", "unclear", "absent")}
    if all(_is_there(found, label) for label in _needed()):
        return true("complete", places, **values)
    # Where not all was read, nothing that was not found is known to be absent.
    return (unknown if has_gap else false)("partly", places, **values)


def _needed() -> list[str]:
    return [label for label, name in COMPONENTS.items() if components()[name].is_required]


def _is_there(found: dict[str, Found], label: str) -> bool:
    # A paper says what a report would have said.
    is_by_paper = label == _REPORT and found[_PAPER].state == "present"
    return is_by_paper or found[label].state == "present"


def _place(label: str, found: Found, *, has_gap: bool) -> Place:
    """What is only declared or unclear is unknown, as is what may lie where nobody looked."""
    if found.state == "present":
        outcome = Outcome.TRUE
    elif found.state == "absent" and not has_gap:
        outcome = Outcome.FALSE
    else:
        outcome = Outcome.UNKNOWN
    return Place(outcome, found.path, found.line, label)
