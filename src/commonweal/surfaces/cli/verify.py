# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal verify`: whether the evidence is still what was written."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.message import Number, counted
from commonweal.surfaces.cli._forms import json_option, print_json
from commonweal.surfaces.cli._language import printed, say, warn
from commonweal.surfaces.cli._parts import workspace_option

if TYPE_CHECKING:
    from commonweal.evidence.verify import Checked


@click.command()
@workspace_option
@json_option
def verify(root: Path, as_json: bool) -> None:  # noqa: FBT001  click passes by name
    """Check every file of all generations kept against its hash.

    The exit status is 1 where something is damaged.
    """
    from commonweal.evidence.verify import verify as check  # noqa: PLC0415  after --help
    from commonweal.workspace import Workspace  # noqa: PLC0415

    checked = check(Workspace(root).store)
    if as_json:
        from commonweal.surfaces.cli.shapes.verify import Verification  # noqa: PLC0415  after --help

        ok = not checked.damages
        print_json({"ok": ok, "sound": checked.sound, **_fields(checked)}, Verification)
    else:
        _print(checked)
    if checked.damages:
        raise click.exceptions.Exit(1)


def _fields(checked: "Checked") -> dict[str, object]:
    return {
        "generations": checked.generations,
        "segments": checked.segments,
        "damaged": checked.damaged,
        "damages": checked.damages,
    }


def _print(checked: "Checked") -> None:

    for damage in checked.damages:
        needing = ", ".join(str(number) for number in damage.generations)
        what = printed(damage.sentence)
        if needing:
            say("Damaged: %(what)s (generation %(numbers)s)", what=what, numbers=needing)
        else:
            say("Damaged: %(what)s", what=what)
    say(
        "%(generations)s; %(segments)s.",
        generations=counted(
            "%(whole)s of %(num)s generation is whole",
            "%(whole)s of %(num)s generations are whole",
            len(checked.generations),
            whole=Number(len(checked.sound)),
        ),
        segments=counted(
            "%(num)s segment was checked", "%(num)s segments were checked", checked.segments
        ),
    )
    if checked.damages:
        warn("What to do: run `commonweal survey`. It reads again what was lost.")
