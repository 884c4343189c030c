# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal init`: a portfolio.toml from folders of clones."""

from pathlib import Path

import click

from commonweal.core.message import message
from commonweal.surfaces.cli._forms import json_option, print_json
from commonweal.surfaces.cli._language import say_counted, warn


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--office", default="Our portfolio", help="Name of the office.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default="portfolio.toml")
@json_option
def init(folders: tuple[Path, ...], office: str, out: Path, as_json: bool) -> None:  # noqa: FBT001
    """Write portfolio.toml from the clones found in FOLDERS (default: this folder)."""
    from commonweal.core.problem import InputMissing, Problem  # noqa: PLC0415  after --help
    from commonweal.formats.portfolio import (  # noqa: PLC0415
        Office,
        Project,
        Repository,
        draft_portfolio,
        repository_ids,
    )
    from commonweal.sources.folders import find_clones  # noqa: PLC0415

    if out.exists():
        raise Problem(
            message("%(out)s is there already", out=out),
            fix=message("Name another file with --out."),
        )
    found = [find_clones(folder) for folder in folders or (Path(),)]
    paths = (path for below in found for path in below.paths)
    clones = list(dict.fromkeys(path.resolve() for path in paths))
    if not clones:
        raise InputMissing(
            message("no clone was found"),
            fix=message("Name the folder that holds your clones, or write the file."),
        )
    projects = [
        Project(id=repository_id, repositories=(Repository(location=str(path)),))
        for repository_id, path in zip(
            repository_ids([str(c) for c in clones]), clones, strict=True
        )
    ]
    out.write_text(draft_portfolio(Office(name=office), projects), encoding="utf-8")
    is_complete = all(below.is_complete for below in found)
    if as_json:
        from commonweal.surfaces.cli.shapes.init import Initialised  # noqa: PLC0415  after --help

        print_json(
            {"file": str(out), "projects": len(projects), "is_complete": is_complete}, Initialised
        )
    else:
        say_counted(
            "%(file)s: %(num)s project. Check the file, then run `commonweal survey`.",
            "%(file)s: %(num)s projects. Check the file, then run `commonweal survey`.",
            len(projects),
            file=out,
        )
    if not is_complete:
        warn("Not every folder was searched: there are too many.")
        raise click.exceptions.Exit(1)
