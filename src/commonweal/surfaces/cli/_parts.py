# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What commands share: the workspace, and the things in it that people name."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from commonweal.core.message import message
from commonweal.core.problem import InputMissing
from commonweal.core.text import printable
from commonweal.surfaces.cli._complete import complete, group_names
from commonweal.surfaces.cli._language import word

if TYPE_CHECKING:
    from commonweal.insight.figures import Figure
    from commonweal.insight.reading import Reading

F = TypeVar("F", bound=Callable[..., object])


def workspace_option(command: F) -> F:
    """Add `--workspace`, the folder that holds `.commonweal`."""
    return click.option(
        "--workspace",
        "root",
        type=click.Path(file_okay=False, path_type=Path),
        default=".",
        help="Folder that holds .commonweal (default: this one).",
    )(command)


def group_option(command: F) -> F:
    """Add `--group`: only the projects of a group."""
    return click.option(
        "--group",
        default="",
        shell_complete=complete(group_names),
        help="Only the projects of this group of the portfolio.",
    )(command)


def subject_named(reading: "Reading", name: str) -> str:
    """The id of the subject that is judged under a name: a project, a repository, `portfolio`."""
    from commonweal.core.near import did_you_mean, id_named, near  # noqa: PLC0415  after --help
    from commonweal.insight.results import judged_as  # noqa: PLC0415

    for id_ in (f"project:{name}", name):
        if subject := reading.subjects.get(id_):
            return judged_as(reading, subject)
    ids = {id_: id_.removeprefix("project:") for id_ in reading.subjects}
    # A project comes before the repository of the same name.
    for kind in ("project", "repository"):
        titles = {
            id_: (ids[id_], subject.name)
            for id_, subject in reading.subjects.items()
            if subject.kind == kind
        }
        if found := id_named(name, titles):
            return judged_as(reading, reading.subjects[found])
    close = near(name, {ids[entry.id]: (entry.name,) for entry in reading.entries})
    known = ", ".join(printable(entry.name) for entry in reading.entries[:10])
    raise InputMissing(
        message("there is no project %(name)s", name=printable(name)),
        fix=did_you_mean(close) if close else message("There are: %(known)s ...", known=known),
    )


def standard_named(reading: "Reading", name: str) -> str:
    """The id of the standard that a name means; a name that is not known stays as it is."""
    from commonweal.core.near import id_named  # noqa: PLC0415  after --help
    from commonweal.standards.catalogue import titles_of  # noqa: PLC0415

    return id_named(name, titles_of(reading.standards)) or name


def metric_named(reading: "Reading", name: str) -> str:
    """The id of the metric that a name means; a name that is not known stays as it is."""
    from commonweal.core.near import id_named  # noqa: PLC0415  after --help
    from commonweal.measures.definition import titles_of  # noqa: PLC0415

    return id_named(name, titles_of(reading.by_id)) or name


def figure_shown(figure: "Figure") -> str:
    """A number as plain text, in words where it is not known."""
    from commonweal.views.status import spelled  # noqa: PLC0415  after --help

    return word("not known") if figure.value is None else word(spelled(figure))
