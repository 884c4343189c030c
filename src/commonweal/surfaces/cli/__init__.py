# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The command line: one module per command, loaded only when it is called."""

import gc
import importlib
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import click

from commonweal import __version__
from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.surfaces.cli._language import printed, translate_help, warn

COMMANDS = Path(__file__).parent
PROBLEM_EXIT = 3
INTERRUPTED_EXIT = 130


class Commands(click.Group):
    """Finds commands as the modules of this folder; `--help` imports one line of each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, by name."""
        del ctx
        return sorted(file.stem for file in COMMANDS.glob("*.py") if not file.stem.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command's module; its function has the module's name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name}")
        # A name that Python keeps for itself has an underscore after it.
        command = getattr(module, cmd_name, None) or getattr(module, f"{cmd_name}_", None)
        return translate_help(command) if isinstance(command, click.Command) else None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="commonweal")
def commonweal() -> None:
    """The workbench of an open source programme office: survey once, answer everything."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status.

    0 fine, 1 findings, 2 usage, 3 a problem, 130 interrupted.
    """
    warnings.showwarning = _show_warning
    try:
        status = translate_help(commonweal).main(
            args=arguments, prog_name="commonweal", standalone_mode=False
        )
    except click.exceptions.Exit as leaving:
        status = leaving.exit_code
    except click.Abort:
        click.echo(err=True)
        warn("Stopped. What was finished is kept; run the same command to go on.")
        status = INTERRUPTED_EXIT
    except click.ClickException as wrong:
        wrong.show()
        status = wrong.exit_code
    except Problem as problem:
        _show(problem)
        status = PROBLEM_EXIT
    except BrokenPipeError:
        raise
    except OSError as error:
        # A full disk, a folder that may not be written: the system's word is the clearest.
        reason = error.strerror or str(error)
        _show(
            Problem(
                message("the system refused: %(why)s (%(file)s)", why=reason, file=error.filename)
                if error.filename
                else message("the system refused: %(why)s", why=reason)
            )
        )
        status = PROBLEM_EXIT
    except SystemExit:
        # Click's own answer to a pipe whose reader has left, as `head` does.
        status = 0
    return status if isinstance(status, int) else 0


def main() -> None:
    """Run the command of this process and leave."""
    # A command makes many rows and few circles: looking for these takes a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    try:
        status = run()
        sys.stdout.flush()
    except BrokenPipeError:
        status = 0
    sys.stderr.flush()
    if workers := sys.modules.get("commonweal.core.workers"):
        workers.close_nurseries()
    # Everything is closed by now. The interpreter's own way out takes longer, and
    # DuckDB 2.0's bindings fill the terminal with warnings about it.
    os._exit(status)


def _show(problem: Problem) -> None:
    warn("Problem: %(what)s", what=printed(problem.what))
    if problem.fix:
        warn("What to do: %(fix)s", fix=printed(problem.fix))


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    """What lower rooms warn of is one sentence for who runs the command."""
    said = message.args[0] if isinstance(message, Warning) and message.args else message
    warn("Warning: %(what)s", what=printed(said if isinstance(said, str) else str(said)))
