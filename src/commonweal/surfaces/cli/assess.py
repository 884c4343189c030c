# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal assess`: where projects stand in standards, and what settled each control."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commonweal.core.message import message
from commonweal.core.problem import InputMissing, Problem
from commonweal.surfaces.cli._complete import complete, project_ids, standard_ids
from commonweal.surfaces.cli._forms import (
    TableCommand,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import field, line, say, translated, warn, warn_counted, word
from commonweal.surfaces.cli._only import GAPS, ONLY, has_none
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import (
    group_option,
    standard_named,
    subject_named,
    workspace_option,
)
from commonweal.surfaces.cli._tables import has_room, print_table
from commonweal.surfaces.cli._terms import OUTCOMES, VERDICTS, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonweal.insight.assessment import Assessment, Line
    from commonweal.insight.reading import Reading
    from commonweal.insight.results import StandardLabel, Standing
    from commonweal.views import standard, standards

    _Page = standards.Page | standard.Page | Assessment

FINDINGS_EXIT = 1


@click.command(cls=TableCommand)
@click.argument(
    "standard_id",
    metavar="[STANDARD]",
    required=False,
    shell_complete=complete(standard_ids),
)
@click.option(
    "--project",
    shell_complete=complete(project_ids),
    help="Only this project or repository, with what settled each control.",
)
@click.option("--export", "out", type=click.Path(path_type=Path), help="Write its own file here.")
@click.option(
    "--only",
    type=ONLY,
    help="Only controls that are not met or not known, and the projects that have some.",
)
@group_option
@workspace_option
@json_option
@csv_option(
    ("", "commonweal.views.standards:STANDINGS"),
    ("STANDARD", "commonweal.views.standard:VERDICTS"),
    ("--project", "commonweal.views.sheet:LINES"),
)
@pager_option
def assess(
    *,
    standard_id: str | None,
    project: str | None,
    out: Path | None,
    only: str | None,
    group: str,
    root: Path,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Show where projects stand in every standard, in one, or one project control by control.

    With --export, standards whose steward takes a file have it written: a nomination
    for `dpg`, an attestation for `osps_baseline`. With --project the exit code is 1
    where a control is not met, so that a pipeline can hold a project to a standard.
    """
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import sheet, standard, standards  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    page: _Page
    more: Sequence[standard.Page] = ()
    with reading(Workspace(root), group=group) as generation:
        if standard_id is not None:
            standard_id = standard_named(generation, standard_id)
            if standard_id not in generation.standards:
                standard.page(generation, standard_id)
        if out is not None:
            return _export(generation, standard_id, project, out)
        if project is not None:
            subject = subject_named(generation, project)
            page = sheet.page(generation, subject, standard_id)
        elif standard_id is not None:
            page = standard.page(generation, standard_id)
            numbers = range(2, page.pages + 1) if as_csv else ()
            more = [standard.page(generation, standard_id, number) for number in numbers]
        else:
            page = standards.page(generation)
    if as_csv:
        _print_csv([page, *more], only)
    elif as_json:
        print_json(_cut(page, only), _shape_of(page))
    else:
        _print(_cut(page, only), only)
    return FINDINGS_EXIT if isinstance(page, sheet.Page) and _has_findings(page) else 0


def _cut(page: "_Page", only: str | None) -> "_Page":
    """Leave of a page what was asked for."""
    from commonweal.views import gaps, standard, standards  # noqa: PLC0415  after --help

    if only != GAPS:
        return page
    match page:
        case standards.Page():
            return gaps.gaps_of_standards(page)
        case standard.Page():
            return gaps.gaps_of_standard(page)
        case _:
            return gaps.gaps_of_assessment(page)


def _print_csv(pages: "Sequence[_Page]", only: str | None) -> None:
    """Print all pages as one table; of a standard, a row is about one project alone."""
    from commonweal.views import gaps, sheet, standard, standards  # noqa: PLC0415  after --help

    match pages[0]:
        case standards.Page():
            table = standards.STANDINGS
        case standard.Page():
            table = standard.VERDICTS
        case _:
            table = sheet.LINES
    rows = [row for page in pages for row in table.rows(_cut(page, only))]
    if only == GAPS and table is standard.VERDICTS:
        rows = [row for row in rows if gaps.is_gap(row[2])]
    if only == GAPS and table is standards.STANDINGS:
        rows = [row for row in rows if row[1].not_met or row[1].unknown]
    print_csv(table, pages[0], rows)


def _print(page: "_Page", only: str | None) -> None:
    from commonweal.views import standard, standards  # noqa: PLC0415  after --help

    match page:
        case standards.Page():
            if not has_none(only, (*page.rows, *page.office)):
                _print_overview(page)
        case standard.Page():
            if not has_none(only, page.groups):
                _print_standard(page)
        case _:
            if not has_none(only, page.sections):
                _print_sheet(page)


def _shape_of(page: "_Page") -> Any:
    from commonweal.surfaces.cli.shapes import assess as shapes  # noqa: PLC0415  after --help
    from commonweal.views import standard, standards  # noqa: PLC0415

    match page:
        case standards.Page():
            return shapes.AllStandards
        case standard.Page():
            return shapes.OneStandard
        case _:
            return shapes.Assessment


def _has_findings(page: "Assessment") -> bool:
    return any(found.verdict == "not_met" for section in page.sections for found in section.lines)


def _export(generation: "Reading", standard_id: str | None, project: str | None, out: Path) -> int:
    from commonweal.insight.dossier import dossier  # noqa: PLC0415  after --help

    if standard_id is None or project is None:
        raise click.UsageError(word("--export needs a STANDARD and a --project."))
    export = generation.standards[standard_id].exported_by
    if export is None:
        offered = ", ".join(
            standard.id for standard in generation.standards.values() if standard.exported_by
        )
        raise InputMissing(
            message("%(standard)s has no file of its own", standard=standard_id),
            fix=message("These have: %(offered)s.", offered=offered),
        )
    content = export(dossier(generation, subject_named(generation, project), standard_id))
    if out.exists():
        raise Problem(
            message("%(out)s is there already", out=out),
            fix=message("Nothing is overwritten: name a new file."),
        )
    out.write_bytes(content)
    say("Written: %(file)s", file=out)
    return 0


def _print_overview(page: "standards.Page") -> None:
    print_table(
        (word("project"), *(field(column.id, "short", column.short) for column in page.columns)),
        [
            (row.subject.name, *(_result(standing) for standing in row.standings))
            for row in page.rows
        ],
        spare=range(2, len(page.columns) + 1),
    )
    for standing in page.office:
        say(
            "The office in %(standard)s: %(result)s",
            standard=_title(standing.standard),
            result=_result(standing),
        )
    warn("met / not met / unknown; controls that do not apply are left out.")


def _result(standing: "Standing | None") -> str:
    if standing is None:
        return "-"
    text = f"{standing.met}/{standing.not_met}/{standing.unknown}"
    if standing.level:
        text += f" {field(standing.standard.id, 'level', standing.level)}"
    if standing.score is not None:
        score = message(
            "%(score)s of %(most)s",
            score=format(standing.score, "g"),
            most=format(standing.score_most, "g"),
        )
        text += f" {translated(score)}"
    return text + (f" {word(standing.score_word)}" if standing.score_word else "")


def _print_standard(page: "standard.Page") -> None:
    line(f"{_title(page.standard)} {page.standard.version}")
    heads = (word("control"), word("title"), *(subject.name for subject in page.subjects))
    rows = [row for group in page.groups for row in group.rows]
    titles = [field(row.control.id, "title", row.control.title) for row in rows]
    table = [
        (row.control.number, title, *(term(VERDICTS, verdict) for verdict in row.verdicts))
        for row, title in zip(rows, titles, strict=True)
    ]
    if has_room(heads, table, prose=(1,)):
        print_table(heads, table, prose=(1,))
    else:
        print_table(
            (word("control"), word("title"), *(term(VERDICTS, verdict) for verdict in VERDICTS)),
            [
                (row.control.number, title, *(str(row.counts.get(name, 0)) for name in VERDICTS))
                for row, title in zip(rows, titles, strict=True)
            ],
            numbers=range(2, 2 + len(VERDICTS)),
            prose=(1,),
        )
        warn(
            "There is no room for a column a project: these are numbers of projects. "
            "%(no)s is not met, ? is not known, - does not apply.",
            no=term(VERDICTS, "not_met"),
        )
    if page.pages > 1:
        warn_counted(
            "... and %(num)s more project; see the site or --project.",
            "... and %(num)s more projects; see the site or --project.",
            page.projects - len(page.subjects),
        )


def _title(standard: "StandardLabel") -> str:
    return field(standard.id, "title", standard.title)


def _print_sheet(page: "Assessment") -> None:
    for section in page.sections:
        standing = section.standing
        line(f"{_title(standing.standard)} {standing.standard.version}: {_result(standing)}")
        print_table(
            (word("control"), word("verdict"), word("title"), word("decided by")),
            [
                (
                    found.control.number,
                    term(VERDICTS, found.verdict),
                    field(found.control.id, "title", found.control.title),
                    translated(_basis(found)),
                )
                for found in section.lines
            ],
            prose=(2,),
        )


def _basis(found: "Line") -> str:
    if found.basis in ("answer", "both") and found.because:
        return message("answer: %(because)s", because=found.because)
    if found.is_overdue:
        return message("an answer that has ended")
    if found.probe is not None and found.verdict != "not_applicable":
        fact = f"{found.probe.id} ({found.label})" if found.label else found.probe.id
        outcome = OUTCOMES.get(found.outcome, message("differs"))
        if found.verdict == "unknown":
            return message(
                "%(probe)s: %(outcome)s; a person has to answer", probe=fact, outcome=outcome
            )
        return message("%(probe)s: %(outcome)s", probe=fact, outcome=outcome)
    return message("a person has to answer") if found.verdict == "unknown" else ""
