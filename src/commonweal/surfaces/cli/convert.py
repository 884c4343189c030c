# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal convert`: write metadata of a project in another format."""

from pathlib import Path

import click

from commonweal.surfaces.cli._language import printed, warn


def _formats() -> click.Choice[str]:
    from commonweal.drafting.converting import targets  # noqa: PLC0415
    from commonweal.formats.cff.convert import conversions  # noqa: PLC0415  after --help

    return click.Choice(sorted({*conversions(), *targets()}))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "name", required=True, type=_formats(), help="The format to write.")
def convert(file: Path, name: str) -> None:
    """Convert a CITATION.cff, codemeta.json or publiccode.yml; the result goes to standard output.

    What the other format asks and the file does not state is told on standard error.
    """
    from commonweal.drafting.converting import converted, targets  # noqa: PLC0415
    from commonweal.formats.cff.convert import conversion, conversions  # noqa: PLC0415  after --help
    from commonweal.formats.cff.read import read_citation  # noqa: PLC0415
    from commonweal.formats.judging import judge_of  # noqa: PLC0415
    from commonweal.surfaces.cli._judging import read_file  # noqa: PLC0415

    content = read_file(file)
    judge = judge_of(file.name, content[:4096])
    kind = judge.kind if judge else "cff"
    text = content.decode("utf-8", "replace")
    if kind not in ("codemeta", "publiccode"):
        kind, citation = "cff", read_citation(content)
    elif name in conversions() and name not in targets():
        # References are written from a citation, whatever the file was.
        citation = read_citation(converted(kind, text, "cff").text.encode())
    if name in conversions() and (kind == "cff" or name not in targets()):
        click.echo(conversion(name)(citation), nl=False)
        return
    drafted = converted(kind, text, name)
    click.echo(drafted.text, nl=False)
    for question in drafted.to_fill:
        warn("To fill in: %(what)s", what=printed(question))
