# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The command line: one module per command, loaded only when it is called."""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from commonweal import __version__
from commonweal.core.problem import Problem

COMMANDS = Path(__file__).parent
PROBLEM_EXIT = 3


class Commands(click.Group):
    """Finds commands as the modules of this folder; `--help` imports one line of each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, by name."""
        del ctx
        return sorted(
            file.stem for file in COMMANDS.glob("*.py") if not file.stem.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command's module; its function has the module's name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name}")
        command = getattr(module, cmd_name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="commonweal")
def commonweal() -> None:
    """The workbench of an open source programme office: survey once, answer everything."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; 0 fine, 1 findings, 2 usage, 3 a problem, 130 interrupted."""
    try:
        status = commonweal.main(args=arguments, standalone_mode=False)
    except click.exceptions.Exit as leaving:
        status = leaving.exit_code
    except click.Abort:
        click.echo("\nStopped. What was finished is kept; run the same command to go on.", err=True)
        status = 130
    except click.ClickException as wrong:
        wrong.show()
        status = wrong.exit_code
    except Problem as problem:
        _show(problem)
        status = PROBLEM_EXIT
    except BrokenPipeError:
        # The reader of a pipe has left, as `head` does.
        sys.stderr.close()
        status = 0
    sys.exit(status or 0)


def _show(problem: Problem) -> None:
    from commonweal.core.text import printable  # noqa: PLC0415  only on the way out

    click.echo(f"Problem: {printable(problem.what)}", err=True)
    if problem.fix:
        click.echo(f"What to do: {printable(problem.fix)}", err=True)
