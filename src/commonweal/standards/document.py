# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The page docs/standards.md, written from the definitions; run it to print the page."""

import sys
from collections.abc import Iterable, Iterator

from commonweal.standards.catalogue import standards
from commonweal.standards.definition import Control, Standard

_HEAD = """\
<!-- SPDX-FileCopyrightText: 2026 The Commonweal authors -->
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Written by `python -m commonweal.standards.document`; change the definitions. -->
# Standards

What is judged, by what, from the definitions in `src/commonweal/standards/`. The words are ours;
each standard's own text is behind its link. *Evidence* means that probes settle a control, *answer*
that a person with authority does, *both* that both must say yes. A person's answer holds for the
months given.
"""
_SETTLED = {"evidence": "evidence", "answer": "answer", "both": "both"}


def standards_page(chosen: Iterable[Standard]) -> str:
    """Give the page about these standards as Markdown, in order of their ids."""
    ordered = sorted(chosen, key=lambda standard: standard.id)
    rows = "".join(
        f"| [{standard.title}](#{_anchor(standard)}) | {_counted(standard)} |\n"
        for standard in ordered
    )
    table = f"| standard | version | controls | evidence | both | answer |\n|{' --- |' * 6}\n{rows}"
    return "\n".join([_HEAD, table, *map(_section, ordered)])


def _anchor(standard: Standard) -> str:
    kept = (c for c in f"{standard.title} {standard.version}".lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")


def _counted(standard: Standard) -> str:
    by_settle = [
        str(sum(control.settle == settle for control in standard.control))
        for settle in ("evidence", "both", "answer")
    ]
    return " | ".join([standard.version, str(len(standard.control)), *by_settle])


def _section(standard: Standard) -> str:
    facts = [
        f"Id `{standard.id}`, asked of the {standard.subject}, kept by {standard.steward} "
        f"({standard.licence}): <{standard.link}>"
    ]
    if standard.when:
        facts.append(f"Judged only where {_listed(standard.when)} is true")
    facts += [text for text in (standard.score, standard.note) if text]
    listed = "".join(f"- {fact}\n" for fact in facts)
    controls = "".join(f"| {' | '.join(_cells(control))} |\n" for control in standard.control)
    head = "| control | what | level | settled by | from |\n| --- | --- | --- | --- | --- |\n"
    title = f"## {standard.title} {standard.version}"
    return f"{title}\n\n{standard.purpose}\n\n{listed}\n{head}{controls}"


def _cells(control: Control) -> Iterator[str]:
    yield control.id
    yield control.title
    yield control.level
    months = "" if control.settle == "evidence" else f", {control.due_again} months"
    yield _SETTLED[control.settle] + months
    yield "; ".join(_sources(control))


def _sources(control: Control) -> Iterator[str]:
    if control.all:
        yield "all of " + _listed(control.all)
    if control.any:
        yield "any of " + _listed(control.any)
    if control.none:
        yield "none of " + _listed(control.none)
    if control.hints:
        yield "hints " + _listed(control.hints)
    if control.when:
        yield "when " + _listed(control.when)


def _listed(facts: Iterable[str]) -> str:
    return ", ".join(f"`{fact}`" for fact in facts)


if __name__ == "__main__":
    sys.stdout.write(standards_page(standards().values()))
