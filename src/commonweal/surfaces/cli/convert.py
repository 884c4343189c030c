# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal convert`: write a CITATION.cff in another format."""

from pathlib import Path

import click


def _formats() -> click.Choice[str]:
    from commonweal.formats.cff.convert import conversions  # noqa: PLC0415  after --help

    return click.Choice(conversions())


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "name", required=True, type=_formats(), help="The format to write.")
def convert(file: Path, name: str) -> None:
    """Convert a CITATION.cff; the result goes to standard output."""
    from commonweal.formats.cff.convert import conversion  # noqa: PLC0415  after --help
    from commonweal.formats.cff.read import read_citation  # noqa: PLC0415
    from commonweal.surfaces.cli._judging import read_file  # noqa: PLC0415

    click.echo(conversion(name)(read_citation(read_file(file))), nl=False)
