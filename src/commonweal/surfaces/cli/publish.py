# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal publish`: the static site."""

import sys
from pathlib import Path

import click

from commonweal.surfaces.cli._complete import complete, locales
from commonweal.surfaces.cli._forms import json_option, print_json
from commonweal.surfaces.cli._language import say
from commonweal.surfaces.cli._open import open_option, open_site
from commonweal.surfaces.cli._parts import workspace_option


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="site",
    help="Folder to write (default: site).",
)
@click.option(
    "--language",
    "languages",
    metavar="LOCALE",
    multiple=True,
    shell_complete=complete(locales),
    help="Language of the pages: en, or any that has a catalogue (default: those that the site "
    "has, else en). Give it again for more: the first is at the root of the site, each other in "
    "a folder, and pages link to each other.",
)
@open_option
@workspace_option
@json_option
def publish(
    *, out: Path, languages: tuple[str, ...], is_opened: bool, root: Path, as_json: bool
) -> None:
    """Write the static site of the last survey."""
    from commonweal.surfaces.app import (  # noqa: PLC0415  after --help
        publish_workspace,
        published_languages,
    )
    from commonweal.surfaces.cli._progress import showing  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    languages = languages or published_languages(out)
    with showing(sys.stderr) as report:
        files = publish_workspace(Workspace(root), out, languages=languages, report=report)
    if as_json:
        from commonweal.surfaces.cli.shapes.publish import Published  # noqa: PLC0415  after --help

        size = sum(file.size for file in files)
        written = {"out": str(out), "files": len(files), "bytes": size}
        print_json({**written, "languages": list(dict.fromkeys(languages))}, Published)
    else:
        say("Site: %(file)s", file=(out / "index.html").resolve())
    if is_opened:
        open_site(out)
