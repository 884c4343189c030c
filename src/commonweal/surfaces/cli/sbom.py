# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal sbom`: what a project or the portfolio consists of, and what its advisories mean."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.ids import PORTFOLIO
from commonweal.core.message import counted, message
from commonweal.core.problem import InputMissing, Problem
from commonweal.surfaces.cli._complete import complete, subject_ids
from commonweal.surfaces.cli._language import note, say, translated, warn, word
from commonweal.surfaces.cli._parts import subject_named, workspace_option

if TYPE_CHECKING:
    from commonweal.packages.sboms import Sbom


@click.command()
@click.argument("subject", default=PORTFOLIO, shell_complete=complete(subject_ids))
@click.option(
    "--format",
    "form",
    type=click.Choice(("cyclonedx", "spdx", "openvex")),
    default="cyclonedx",
    help="CycloneDX 1.6 (default), SPDX 2.3, or OpenVEX 0.2.0, which has advisories only.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file, not to stdout.")
@click.option("--vex", is_flag=True, help="Only what was answered about advisories.")
@click.option(
    "--include-development/--no-include-development",
    "has_development",
    default=True,
    help="Keep what only development, build and CI need (default), or leave it out.",
)
@workspace_option
def sbom(
    subject: str,
    form: str,
    out: Path | None,
    vex: bool,  # noqa: FBT001  click passes by name
    has_development: bool,  # noqa: FBT001  click passes by name
    root: Path,
) -> None:
    """Write the bill of materials of SUBJECT (a project or repository; default: the portfolio).

    What could not be read and what was not looked up is said in the file and on stderr.
    Advisories come with it in CycloneDX and, as references, in SPDX; answers are those
    of `commonweal answer`. With --vex only what was answered is written.
    """
    if vex and form == "spdx":
        raise click.UsageError(word("SPDX 2.3 has no form for --vex; use cyclonedx or openvex."))
    if out is not None and out.exists():
        raise Problem(
            message("%(out)s is there already", out=out),
            fix=message("Nothing is overwritten: name a new file."),
        )
    sbom = _sbom_of(root, subject, has_development=has_development)
    if form == "openvex" and not any(
        vulnerability.statement for vulnerability in sbom.vulnerabilities
    ):
        raise InputMissing(
            message("there is no answer about any advisory here, and OpenVEX needs a statement"),
            fix=message(
                "Answer one: commonweal answer PROJECT advisory/ID not_affected --because ..."
            ),
        )
    content = _writer(form, is_vex=vex)(sbom)
    if out is None:
        click.echo(content.decode(), nl=False)
    else:
        out.write_bytes(content)
        say("Written: %(file)s", file=out)
    _tell(sbom, is_vex=vex or form == "openvex")


def _sbom_of(root: Path, subject: str, *, has_development: bool) -> "Sbom":
    """Read the evidence alone: metrics, standards and pages take longer than the SBOM."""
    from commonweal.core.clock import system_clock  # noqa: PLC0415
    from commonweal.insight.reading import Reading  # noqa: PLC0415
    from commonweal.insight.sboms import sbom_of  # noqa: PLC0415  after --help
    from commonweal.surfaces.app import answers_given  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    workspace = Workspace(root)
    engine = workspace.engine(answers_given(workspace, system_clock()))
    try:
        reading = Reading(engine, ())
        id_ = subject_named(reading, subject) if subject != PORTFOLIO else PORTFOLIO
        return sbom_of(reading, id_, has_development=has_development)
    finally:
        engine.close()


def _writer(form: str, *, is_vex: bool) -> "Callable[[Sbom], bytes]":
    from commonweal.packages import sboms as bom  # noqa: PLC0415  after --help

    if form == "openvex":
        return bom.write_openvex
    if form == "spdx":
        return bom.write_spdx
    return bom.write_cyclonedx_vex if is_vex else bom.write_cyclonedx


def _tell(sbom: "Sbom", *, is_vex: bool) -> None:
    """On stderr, what the file holds and what it does not."""
    from commonweal.packages.sboms import gaps  # noqa: PLC0415  after --help

    answered = sum(1 for vulnerability in sbom.vulnerabilities if vulnerability.statement)
    if is_vex:
        warn(
            "%(answered)s; %(left)s.",
            answered=counted("%(num)s answered", "%(num)s answered", answered),
            left=counted(
                "%(num)s without an answer is left out",
                "%(num)s without an answer are left out",
                len(sbom.vulnerabilities) - answered,
            ),
        )
        return
    packages = {component.purl or component.reference for component in sbom.components}
    warn(
        "%(components)s, one for each version of %(packages)s; %(advisories)s.",
        components=counted("%(num)s component", "%(num)s components", len(sbom.components)),
        packages=counted("%(num)s package", "%(num)s packages", len(packages)),
        advisories=counted("%(num)s advisory", "%(num)s advisories", len(sbom.vulnerabilities)),
    )
    for sentence in gaps(sbom):
        note(translated(sentence))
