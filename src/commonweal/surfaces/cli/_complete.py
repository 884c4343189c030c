# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Values that a shell completes: ids of projects, metrics, standards and controls, and more.

A shell asks while somebody types, so nothing here prints or fails: without a workspace, or
where it is damaged, there is nothing to offer.
"""

import json
import os
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from commonweal.core.text import printable

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
                CompletionItem(value, help=printable(text) or None)
                for value, text in values(context)
                if value.startswith(incomplete)
            ]
        except Exception:  # noqa: BLE001  a shell would print it into the line that is typed
            return []

    return completed


def project_ids(context: click.Context) -> Offered:
    """Projects and repositories of the last survey, with their names."""
    return names_of(Path(context.params.get("root") or Path())).items()


def names_of(root: Path) -> Mapping[str, str]:
    """Projects and repositories of the last survey by id; "" where the name says no more.

    They are kept beside the evidence until there is a newer generation: to read the evidence
    takes longer than somebody waits who types.
    """
    kept = root / ".commonweal" / "names.json"
    generation = (root / ".commonweal" / "evidence" / "CURRENT").read_text("utf-8").strip()
    try:
        known = json.loads(kept.read_bytes())
        if known["generation"] == generation:
            return {str(id_): str(name) for id_, name in known["names"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    names = _read_names(root)
    with suppress(OSError):
        draft = kept.with_suffix(f".{os.getpid()}.part")
        draft.write_text(json.dumps({"generation": generation, "names": names}), "utf-8")
        draft.replace(kept)
    return names


def _read_names(root: Path) -> dict[str, str]:
    from commonweal.workspace import Workspace  # noqa: PLC0415  after --help

    with warnings.catch_warnings(action="ignore"):
        engine = Workspace(root).engine()
    try:
        rows = engine.rows(
            "select project_id, name from project union select repository_id, name from repository "
            "order by 1, 2"
        )
    finally:
        engine.close()
    names: dict[str, str] = {}
    for id_, name in rows:
        names.setdefault(id_, name if name != id_ else "")
    return names


def group_names(context: click.Context) -> Offered:
    """Groups of the portfolio, as kind/name."""
    from commonweal.workspace import Workspace  # noqa: PLC0415  after --help

    engine = Workspace(Path(context.params.get("root") or Path())).engine()
    try:
        rows = engine.rows("select distinct kind || '/' || name from project_group order by all")
    finally:
        engine.close()
    return [(name, "") for (name,) in rows]


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
