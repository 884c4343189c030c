# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal survey`: the main job."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import Number, counted
from commonweal.core.problem import Problem
from commonweal.surfaces.cli._complete import names_of
from commonweal.surfaces.cli._forms import json_option, print_json
from commonweal.surfaces.cli._language import note, printed, say, warn, warn_counted
from commonweal.surfaces.cli._open import open_option, open_site
from commonweal.surfaces.cli._parts import workspace_option
from commonweal.surfaces.cli._problems import Shown, print_problems

if TYPE_CHECKING:
    from commonweal.survey import Summary

# So many kinds of problems are told; the others are counted.
_SHOWN = 5


@click.command()
@click.argument("targets", nargs=-1)
@click.option(
    "--light", is_flag=True, help="No line counts; URLs are cloned without file contents."
)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes at once (default: cores).")
@click.option("--since", metavar="YYYY-MM-DD", help="How far back the monthly series go.")
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="Also publish here, in the languages that the site has.",
)
@open_option
@click.option(
    "--seconds", type=click.FloatRange(1), default=7200, help="Hard limit for each repository."
)
@click.option(
    "--memory",
    metavar="MIB",
    type=click.IntRange(128),
    help="Hard limit for each repository (default: a share of this machine's memory).",
)
@click.option("--replace", is_flag=True, help="Read only what is named; the rest leaves.")
@click.option("--allow-private", is_flag=True, help="Allow URLs that lead to private addresses.")
@workspace_option
@json_option
def survey(  # noqa: PLR0913  one parameter an option
    targets: tuple[str, ...],
    light: bool,  # noqa: FBT001  click passes by name
    workers: int | None,
    since: str | None,
    site: Path | None,
    is_opened: bool,  # noqa: FBT001
    seconds: float,
    memory: int | None,
    replace: bool,  # noqa: FBT001
    allow_private: bool,  # noqa: FBT001
    root: Path,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Read repositories once and leave evidence.

    TARGETS are folders, https addresses, or portfolio.toml files; without any,
    the workspace's own portfolio.toml, else this folder. Folders and addresses
    are read beside the portfolio and what was read before; --replace reads
    only what is named.
    """
    import msgspec  # noqa: PLC0415  after --help

    from commonweal.core.bounded import MEBIBYTE  # noqa: PLC0415  after --help
    from commonweal.core.clock import system_clock  # noqa: PLC0415
    from commonweal.core.memory import fair_share  # noqa: PLC0415
    from commonweal.surfaces.cli._progress import showing  # noqa: PLC0415
    from commonweal.surfaces.cli._since import months_since  # noqa: PLC0415
    from commonweal.survey import Options, choose  # noqa: PLC0415
    from commonweal.survey import survey as run  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    workspace = Workspace(root)
    chosen = choose(workspace, targets, is_replacing=replace)
    now = system_clock()
    settings = chosen.portfolio.settings
    processes = workers or settings.workers or os.cpu_count() or 1
    options = Options(
        is_light=light or bool(settings.light),
        workers=processes,
        seconds=seconds,
        memory=memory * MEBIBYTE if memory else fair_share(processes),
        allow_private=allow_private,
        months=months_since(since or settings.since, now),
    )
    with showing(sys.stderr) as report:
        summary = run(workspace, chosen.portfolio, chosen.targets, options, now=now, report=report)
        if site:
            from commonweal.surfaces.app import publish_workspace  # noqa: PLC0415

            publish_workspace(workspace, site, report=report)
    # So that a shell need not read the evidence when somebody types the first name.
    with suppress(OSError, Problem):
        names_of(root)
    if as_json:
        from commonweal.surfaces.cli.shapes.survey import SurveySummary  # noqa: PLC0415

        print_json(
            {**msgspec.structs.asdict(summary), "problems": _problems(summary)}, SurveySummary
        )
    else:
        _print(summary, site)
    if site and is_opened:
        open_site(site)
    # After the problems: what could not be read is told before what to do about the portfolio.
    for sentence in chosen.notes if as_json else (*summary.notes, *chosen.notes):
        warn("Note: %(note)s", note=printed(sentence))
    if summary.read == 0 or summary.is_cut_short:
        raise click.exceptions.Exit(3)


def _problems(summary: "Summary") -> list[dict[str, str]]:
    return [
        {
            "repository_id": problem.repository_id,
            "stage": problem.stage,
            "problem": str(problem.problem),
            "kind": problem.kind,
            "fix": problem.problem.fix,
        }
        for problem in summary.problems
    ]


def _print(summary: "Summary", site: Path | None) -> None:

    values = {
        "generation": summary.generation,
        "repositories": counted(
            "%(read)s of %(num)s repository read",
            "%(read)s of %(num)s repositories read",
            summary.repositories,
            read=Number(summary.read),
        ),
        "commits": counted("%(num)s commit", "%(num)s commits", summary.commits),
        "new": counted("%(num)s new", "%(num)s new", summary.new_commits),
        "seconds": f"{summary.seconds:.1f}",
    }
    if summary.is_new:
        say(
            "Generation %(generation)s: %(repositories)s, %(commits)s (%(new)s) in %(seconds)s s.",
            **values,
        )
    else:
        say(
            "Nothing new: still generation %(generation)s: %(repositories)s, %(commits)s (%(new)s) "
            "in %(seconds)s s.",
            **values,
        )
    left = print_problems(
        (
            Shown(
                problem.repository_id,
                problem.kind or problem.problem.fix,
                problem.problem.what,
                problem.problem.fix,
            )
            for problem in summary.problems
        ),
        most=_SHOWN,
        show=note,
    )
    if left:
        warn_counted(
            "... and %(num)s more kind of problem: `commonweal status`.",
            "... and %(num)s more kinds of problems: `commonweal status`.",
            left,
        )
    if site:
        say("Site: %(file)s", file=(site / "index.html").resolve())
