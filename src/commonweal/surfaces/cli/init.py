# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal init`: a portfolio.toml from folders of clones."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import message
from commonweal.core.text import printable
from commonweal.surfaces.cli._forms import json_option, print_json
from commonweal.surfaces.cli._language import (
    joined,
    say,
    say_counted,
    warn,
    warn_counted,
)

if TYPE_CHECKING:
    from commonweal.formats.portfolio import Copy, Project
    from commonweal.sources.folders import FoundClones

# So many repositories of a project are named.
_NAMED = 4


@click.command()
@click.argument("folders", nargs=-1, type=click.Path())
@click.option("--office", default="Our portfolio", help="Name of the office.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default="portfolio.toml")
@json_option
def init(*, folders: tuple[str, ...], office: str, out: Path, as_json: bool) -> None:
    """Write portfolio.toml from the clones found in FOLDERS (default: this folder).

    A web address of a repository may stand in the place of a folder. Projects are called
    by the repository that a clone was made from. Copies and forks of one repository
    are one project where their remotes, or their names and first commits, say so.
    """
    from commonweal.core.problem import InputMissing, Problem  # noqa: PLC0415  after --help
    from commonweal.formats.portfolio import Office, draft_portfolio  # noqa: PLC0415
    from commonweal.sources.folders import find_clones  # noqa: PLC0415

    if out.exists():
        raise Problem(
            message("%(out)s is there already", out=out),
            fix=message("Name another file with --out."),
        )
    addresses = [folder for folder in folders if "://" in folder]
    named = [Path(folder) for folder in folders if "://" not in folder]
    found = [find_clones(folder) for folder in (named if folders else (Path(),))]
    copies = _copies(addresses, found)
    if not copies:
        raise InputMissing(
            message("no clone was found"),
            fix=message("Name the folder that holds your clones, or write the file."),
        )
    groups = _related(copies)
    projects = _projects(groups, out.resolve().parent)
    out.write_text(draft_portfolio(Office(name=office), projects), encoding="utf-8")
    is_complete = all(below.is_complete for below in found)
    if as_json:
        from commonweal.surfaces.cli.shapes.init import Initialised  # noqa: PLC0415  after --help

        written = {"file": str(out), "projects": len(projects), "repositories": len(copies)}
        print_json({**written, "is_complete": is_complete}, Initialised)
    else:
        _tell(out, projects)
    if unread := sum(len(below.unread) for below in found):
        warn_counted(
            "%(num)s folder could not be looked into.",
            "%(num)s folders could not be looked into.",
            unread,
        )
    if not is_complete:
        warn("Not every folder was searched: there are too many.")
        raise click.exceptions.Exit(1)


def _copies(addresses: Iterable[str], found: "Iterable[FoundClones]") -> "list[Copy]":
    """Give every clone once, with what its remotes tell; one that cannot be opened has none."""
    from commonweal.core.problem import Problem  # noqa: PLC0415  after --help
    from commonweal.formats.portfolio import Copy  # noqa: PLC0415
    from commonweal.sources.folders import main_clone  # noqa: PLC0415
    from commonweal.sources.git.kin import remotes_of  # noqa: PLC0415
    from commonweal.sources.git.quarantine import open_source, web_address  # noqa: PLC0415

    copies = {address: Copy(address, web_address(address)) for address in addresses}
    for path in (main_clone(path).resolve() for below in found for path in below.paths):
        try:
            remotes = remotes_of(open_source(path))
        except Problem:
            # A survey says what is wrong with it.
            remotes = {}
        copies.setdefault(
            str(path), Copy(str(path), remotes.get("origin", ""), remotes.get("upstream", ""))
        )
    return list(copies.values())


def _related(copies: "Sequence[Copy]") -> "tuple[tuple[Copy, ...], ...]":
    from commonweal.formats.portfolio import related  # noqa: PLC0415  after --help
    from commonweal.sources.git.kin import first_commits  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as work:
        return related(
            copies,
            lambda location: (
                frozenset() if "://" in location else first_commits(Path(location), Path(work))
            ),
        )


def _projects(groups: "Iterable[Sequence[Copy]]", base: Path) -> "list[Project]":
    """Call each project as its first repository is called where that was made from."""
    from commonweal.formats.portfolio import (  # noqa: PLC0415  after --help
        Project,
        Repository,
        repository_ids,
        title_of,
    )

    groups = list(groups)
    spelled = [group[0].spelled for group in groups]
    return [
        Project(
            id=id_,
            repositories=tuple(
                Repository(location=_written(copy.location, base)) for copy in group
            ),
            name=title_of(location) or None,
        )
        for id_, location, group in zip(repository_ids(spelled), spelled, groups, strict=True)
    ]


def _written(location: str, base: Path) -> str:
    """As short as it can stay right: relative below and beside the folder of the portfolio."""
    beside = base.parent if base.parent != base.parent.parent else base
    if "://" in location or not Path(location).is_relative_to(beside):
        return location
    return Path(os.path.relpath(location, base)).as_posix()


def _tell(out: Path, projects: "Sequence[Project]") -> None:
    for project in projects:
        if project.repositories[1:]:
            locations = [printable(each.location) for each in project.repositories]
            say(
                "%(project)s: %(locations)s are copies or forks of one repository.",
                project=printable(project.name or project.id),
                locations=joined(locations[:_NAMED], len(locations[_NAMED:])),
            )
    say_counted(
        "%(file)s: %(num)s project. Check the file, then run `commonweal survey`.",
        "%(file)s: %(num)s projects. Check the file, then run `commonweal survey`.",
        len(projects),
        file=out,
    )
