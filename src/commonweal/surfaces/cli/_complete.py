# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Values that a shell completes: ids of projects, metrics, standards and controls, and more.

A shell asks while somebody types, so nothing here prints or fails: without a workspace, or
where it is damaged, there is nothing to offer.
"""

import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

# A value with what it is, in a few words.
Offered = Iterable[tuple[str, str]]
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def complete(values: Callable[[click.Context], Offered]) -> Completer:
    """Complete a parameter by values that are looked up where a shell asks for them."""

    def completed(
        context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        del parameter
        try:
            return [
                CompletionItem(value, help=text or None)
                for value, text in values(context)
                if value.startswith(incomplete)
            ]
        except Exception:  # noqa: BLE001  a shell would print it into the line that is typed
            return []

    return completed


def project_ids(context: click.Context) -> Offered:
    """Projects and repositories of the last survey, with their names."""
    from commonweal.workspace import Workspace  # noqa: PLC0415  after --help

    root = context.params.get("root") or Path()
    with warnings.catch_warnings(action="ignore"):
        engine = Workspace(Path(root)).engine()
    try:
        rows = engine.rows(
            "select project_id, name from project union select repository_id, name from repository "
            "order by 1"
        )
    finally:
        engine.close()
    names: dict[str, str] = {}
    for id_, name in rows:
        names.setdefault(id_, name if name != id_ else "")
    return names.items()


def subject_ids(context: click.Context) -> Offered:
    """What is answered for: the office, projects, repositories."""
    return [("portfolio", ""), *project_ids(context)]


def metric_ids(context: click.Context) -> Offered:
    """Metrics with their titles."""
    from commonweal.measures.catalogue import metrics  # noqa: PLC0415  after --help
    from commonweal.surfaces.cli._language import field  # noqa: PLC0415

    del context
    return [(metric.id, field(metric.id, "title", metric.title)) for metric in metrics().values()]


def standard_ids(context: click.Context) -> Offered:
    """Standards with their titles."""
    from commonweal.standards.catalogue import standards  # noqa: PLC0415  after --help
    from commonweal.surfaces.cli._language import field  # noqa: PLC0415

    del context
    return [(each.id, field(each.id, "title", each.title)) for each in standards().values()]


def control_ids(context: click.Context) -> Offered:
    """Controls, as standard/control, with their titles."""
    from commonweal.standards.catalogue import standards  # noqa: PLC0415  after --help
    from commonweal.surfaces.cli._language import field  # noqa: PLC0415

    del context
    return [
        (id_, field(id_, "title", control.title))
        for standard in standards().values()
        for control in standard.control
        for id_ in (f"{standard.id}/{control.id}",)
    ]


def verdicts(context: click.Context) -> Offered:
    """What can be said of the control that was named."""
    from commonweal.formats.answers import verdicts_on  # noqa: PLC0415  after --help

    return [(verdict, "") for verdict in verdicts_on(context.params.get("control") or "")]


def database_names(context: click.Context) -> Offered:
    """Databases of advisories that were imported."""
    from commonweal.workspace import Workspace  # noqa: PLC0415  after --help

    root = Path(context.params.get("root") or Path())
    return [(database.name, "") for database in Workspace(root).advisories().databases()]


def kinds(context: click.Context) -> Offered:
    """Kinds of files, of folders and of questions."""
    from commonweal.formats.folders import folder_judges  # noqa: PLC0415  after --help
    from commonweal.formats.judging import judges  # noqa: PLC0415
    from commonweal.formats.streaming import streams  # noqa: PLC0415

    del context
    return [(kind, "") for kind in sorted({*judges(), *folder_judges(), *streams()})]


def forms(context: click.Context) -> Offered:
    """Formats of the kinds that have some."""
    from commonweal.formats.judging import judges  # noqa: PLC0415  after --help

    del context
    return [
        (form, "") for form in sorted({f for judge in judges().values() for f in judge.formats()})
    ]


def locales(context: click.Context) -> Offered:
    """Languages of pages."""
    from commonweal.translations import languages  # noqa: PLC0415  after --help

    del context
    return [(locale, "") for locale in sorted({"en", *languages()})]
