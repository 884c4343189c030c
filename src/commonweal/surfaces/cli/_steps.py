# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Steps of the priority list for a terminal: what to do, why, for whom, what it is worth."""

import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from commonweal.core.ids import PORTFOLIO
from commonweal.core.message import Message, counted, message
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import (
    field,
    filled,
    joined,
    terminal_width,
    translated,
    word,
)
from commonweal.surfaces.cli._terms import EFFORTS

if TYPE_CHECKING:
    from commonweal.insight.priorities import Step, StepProject

_NAMED = 4
_INDENT = "   "


def print_steps(steps: "Sequence[Step]") -> None:
    """Print steps by their classes, each with its number in the list of all."""
    from commonweal.insight.priorities import classes  # noqa: PLC0415  after --help

    before = ""
    for step in steps:
        if step.class_ != before:
            before = step.class_
            title = field(f"priority.{step.class_}", "title", classes()[step.class_].title)
            click.echo(f"{title}:")
        _tell(f"{step.number}. ", printable(filled(step.remedy)))
        _tell(_INDENT, printable(filled(step.reason)))
        _tell(
            _INDENT,
            translated(
                message("For %(projects)s. %(worth)s", projects=_projects(step), worth=_worth(step))
            ),
        )


def _projects(step: "Step") -> str:
    """Name the first projects with the place that shows it, and count the others."""
    named = [
        _name(project) + (f" ({printable(project.place)})" if project.place else "")
        for project in step.projects[:_NAMED]
    ]
    return joined(named, len(step.projects) - len(named))


def _name(project: "StepProject") -> str:
    return word("the office") if project.id == PORTFOLIO else printable(project.name)


def _worth(step: "Step") -> Message:
    effort = EFFORTS[step.effort]
    if not step.settles:
        return message("Takes %(effort)s.", effort=effort)
    standards = ", ".join(field(entry.id, "short", entry.short) for entry in step.standards)
    return counted(
        "Settles %(num)s control (%(standards)s), takes %(effort)s.",
        "Settles %(num)s controls (%(standards)s), takes %(effort)s.",
        len(step.settles),
        standards=standards,
        effort=effort,
    )


def _tell(start: str, text: str) -> None:
    """Break lines at words, as wide as the terminal; a pipe has no width."""
    width = terminal_width(sys.stdout) if sys.stdout.isatty() else 10_000
    click.echo(
        textwrap.fill(
            text,
            width,
            initial_indent=start,
            subsequent_indent=_INDENT,
            # Names of projects and paths can be copied as they stand.
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
