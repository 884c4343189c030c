# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal advisories`: databases of advisories, and which of them concern what is in use."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import counted, message
from commonweal.core.text import printable
from commonweal.surfaces.cli._complete import complete, database_names
from commonweal.surfaces.cli._forms import (
    TableCommand,
    TableGroup,
    csv_option,
    json_option,
    print_csv,
    print_json,
)
from commonweal.surfaces.cli._language import (
    note,
    printed,
    say,
    translated,
    warn,
    warn_counted,
    word,
)
from commonweal.surfaces.cli._pager import pager_option
from commonweal.surfaces.cli._parts import group_option, workspace_option
from commonweal.surfaces.cli._tables import print_table
from commonweal.surfaces.cli._terms import SEVERITIES, STATUSES, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonweal.insight.coverage import Coverage
    from commonweal.sources.advisories import Database
    from commonweal.views import packages
    from commonweal.workspace import Workspace


@click.group(cls=TableGroup, invoke_without_command=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, help="How many advisories (20).")
@group_option
@workspace_option
@json_option
@csv_option(("", "commonweal.views.packages:ADVISORIES"))
@pager_option
@click.pass_context
def advisories(
    context: click.Context, *, limit: int, group: str, root: Path, as_json: bool, as_csv: bool
) -> None:
    """Show which advisories concern packages in use, worst first, and what was not looked up."""
    if context.invoked_subcommand:
        return
    from commonweal.surfaces.app import reading  # noqa: PLC0415  after --help
    from commonweal.views import packages  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    with reading(Workspace(root), group=group) as generation:
        page = packages.advisories_page(generation)
    if as_json:
        from commonweal.surfaces.cli.shapes.advisories import Advisories  # noqa: PLC0415  after --help

        print_json(page, Advisories)
    elif as_csv:
        print_csv(packages.ADVISORIES, page)
    else:
        _print(page, limit)
    if page.open:
        raise click.exceptions.Exit(1)


@advisories.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", default="", help="What to call the database (default: the file's name).")
@workspace_option
@json_option
def import_(*, paths: tuple[Path, ...], name: str, root: Path, as_json: bool) -> None:
    """Take in OSV records from zip files or folders; each replaces the one of the same name."""
    from commonweal.core.clock import system_clock  # noqa: PLC0415  after --help
    from commonweal.core.problem import InputMalformed  # noqa: PLC0415
    from commonweal.sources.advisories.take_in import take_in  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    if name and len(paths) > 1:
        raise InputMalformed(
            message("--name names one database"), fix=message("Import them one by one.")
        )
    workspace, now = Workspace(root), system_clock()
    store = workspace.advisories()
    taken = [take_in(store, path, now=now, name=name) for path in paths]
    _judge_anew(workspace, taken, as_json=as_json)


@advisories.command("update")
@click.argument("ecosystems", nargs=-1)
@click.option(
    "--source",
    help="Where the zip files lie (default: the address of the portfolio, else that of osv.dev).",
)
@click.option("--allow-private", is_flag=True, help="Allow an address within this network.")
@workspace_option
@json_option
def update(
    *,
    ecosystems: tuple[str, ...],
    source: str | None,
    allow_private: bool,
    root: Path,
    as_json: bool,
) -> None:
    """Download the advisories of ECOSYSTEMS (default: those in use), where they changed."""
    from commonweal.core.clock import system_clock  # noqa: PLC0415  after --help
    from commonweal.core.web import Web  # noqa: PLC0415
    from commonweal.sources.advisories import download  # noqa: PLC0415
    from commonweal.surfaces.app import reading  # noqa: PLC0415
    from commonweal.views import packages  # noqa: PLC0415
    from commonweal.workspace import Workspace, advisory_source  # noqa: PLC0415

    workspace = Workspace(root)
    wanted = ecosystems
    if not wanted:
        with reading(workspace) as generation:
            wanted = packages.ecosystems_in_use(generation)
    with Web(
        os.environ,
        otherwise=download.OTHERWISE,
        allow_private=allow_private,
        cache=workspace.web_cache,
    ) as web:
        updated = download.update(
            workspace.advisories(),
            wanted,
            source or advisory_source(root) or download.DEFAULT_SOURCE,
            now=system_clock(),
            web=web,
            report=lambda text: note(translated(text)),
        )
    if updated.databases:
        _judge_anew(workspace, list(updated.databases), as_json=as_json)
    for problem in updated.problems[:-1]:
        warn("Problem: %(what)s", what=printed(problem.what))
    if updated.problems:
        raise updated.problems[-1]


@advisories.command("list", cls=TableCommand)
@workspace_option
@json_option
@csv_option(("", "commonweal.surfaces.cli._columns:DATABASES"))
@pager_option
def list_(*, root: Path, as_json: bool, as_csv: bool) -> None:
    """List the databases that were imported."""
    from commonweal.workspace import Workspace  # noqa: PLC0415  after --help

    databases = Workspace(root).advisories().databases()
    if as_json:
        from commonweal.surfaces.cli.shapes.advisories import Database  # noqa: PLC0415  after --help

        print_json(databases, tuple[Database, ...])
    elif as_csv:
        from commonweal.surfaces.cli._columns import DATABASES  # noqa: PLC0415  after --help

        print_csv(DATABASES, databases)
    elif not databases:
        say("No advisories were imported yet: commonweal advisories import FILE.zip")
    else:
        _table(databases)


@advisories.command("forget")
@click.argument("name", shell_complete=complete(database_names))
@workspace_option
def forget(*, name: str, root: Path) -> None:
    """Remove the database NAME."""
    from commonweal.core.clock import system_clock  # noqa: PLC0415  after --help
    from commonweal.core.problem import InputMissing  # noqa: PLC0415
    from commonweal.survey import judge_again  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    workspace = Workspace(root)
    if not workspace.advisories().remove(name):
        raise InputMissing(
            message("there is no database %(name)s", name=printable(name)),
            fix=message("See: commonweal advisories list"),
        )
    judge_again(workspace, now=system_clock())
    say("Removed: %(name)s.", name=printable(name))


def _judge_anew(workspace: "Workspace", taken: "list[Database]", *, as_json: bool) -> None:
    """Match anew at once, so that what was imported is seen without a survey."""
    from commonweal.core.clock import system_clock  # noqa: PLC0415  after --help
    from commonweal.survey import judge_again  # noqa: PLC0415

    is_judged = judge_again(workspace, now=system_clock())
    if as_json:
        from commonweal.surfaces.cli.shapes.advisories import Database  # noqa: PLC0415  after --help

        print_json(taken, tuple[Database, ...])
        return
    _table(tuple(taken))
    if not is_judged:
        warn("A survey is running; it will look them up.")
    else:
        say("See: commonweal advisories, risk; a site shows it after: commonweal publish.")


def _table(databases: "tuple[Database, ...]") -> None:
    print_table(
        (
            word("Database"),
            word("Records"),
            word("Newest"),
            word("Looked at"),
            word("Not read"),
            word("Not matched"),
            word("Ecosystems"),
        ),
        [
            (
                database.name,
                f"{database.records:,}",
                database.as_of.date().isoformat() if database.as_of else word("unknown"),
                (database.checked_at or database.imported_at).date().isoformat(),
                f"{database.refused:,}",
                f"{database.others:,}",
                ", ".join(f"{name} {count:,}" for name, count in database.ecosystems.items()),
            )
            for database in databases
        ],
        numbers=(1, 4, 5),
    )


def _print(page: "packages.AdvisoriesPage", limit: int) -> None:
    if page.advisories:
        print_table(
            (
                word("Severity"),
                word("Advisory"),
                word("Package"),
                word("In use"),
                word("Fixed in"),
                word("Projects"),
                word("Status"),
            ),
            [
                (
                    term(SEVERITIES, advisory.severity),
                    advisory.advisory_id,
                    advisory.packages[0].name
                    + (f" +{len(advisory.packages) - 1}" if advisory.packages[1:] else ""),
                    ", ".join(advisory.packages[0].versions[:3]),
                    ", ".join(advisory.packages[0].fixed) or word("none known"),
                    str(advisory.projects),
                    term(STATUSES, advisory.status),
                )
                for advisory in page.advisories[:limit]
            ],
            numbers=(5,),
            spare=(5,),
        )
    if len(page.advisories) > limit:
        warn_counted(
            "... and %(num)s more; use --limit.",
            "... and %(num)s more; use --limit.",
            len(page.advisories) - limit,
        )
    if any(coverage.is_looked_up for coverage in page.coverage):
        for coverage in page.coverage:
            _warn_of(coverage)
    elif page.coverage:
        _warn_of_nothing(page.coverage)
    else:
        warn("No package is known to be in use: survey again if that is wrong.")
    if page.unread:
        warn_counted(
            "%(num)s package file could not be read: `commonweal status`.",
            "%(num)s package files could not be read: `commonweal status`.",
            page.unread,
        )


def _warn_of_nothing(coverage: "Sequence[Coverage]") -> None:
    """Where no database was imported, one sentence says so for all ecosystems."""
    warn_counted(
        "NOT LOOKED UP: no advisories were imported. In use is %(num)s version of a package "
        "(%(ecosystems)s).",
        "NOT LOOKED UP: no advisories were imported. In use are %(num)s versions of packages "
        "(%(ecosystems)s).",
        sum(each.packages for each in coverage),
        ecosystems=", ".join(printable(each.ecosystem) for each in coverage),
    )
    warn("What to do: run `commonweal advisories update`, or `commonweal advisories import`.")


def _warn_of(coverage: "Coverage") -> None:
    """Say what stands behind the answer: without data nothing was looked up."""
    versions = (
        counted(
            "%(num)s version of a package",
            "%(num)s versions of packages",
            coverage.packages,
        )
        if coverage.packages
        else message("no version of a package")
    )
    values = {"ecosystem": coverage.ecosystem, "versions": versions}
    if not coverage.is_looked_up:
        warn("%(ecosystem)s: %(versions)s, NOT LOOKED UP: no advisories were imported.", **values)
    else:
        until = coverage.as_of.date().isoformat() if coverage.as_of else message("an unknown day")
        warn_counted(
            "%(ecosystem)s: %(versions)s, looked up in %(num)s record up to %(until)s.",
            "%(ecosystem)s: %(versions)s, looked up in %(num)s records up to %(until)s.",
            coverage.records,
            until=until,
            **values,
        )
    if coverage.unversioned:
        warn_counted(
            "%(ecosystem)s: %(num)s package without a version was not looked up.",
            "%(ecosystem)s: %(num)s packages without a version were not looked up.",
            coverage.unversioned,
            ecosystem=coverage.ecosystem,
        )
