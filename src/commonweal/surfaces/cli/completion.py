# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal completion`: what a shell needs to complete commands, options and values."""

import click

# The variable by which a shell asks; click makes it of the name of the program.
PROGRAM = "commonweal"
_VARIABLE = "_COMMONWEAL_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script with which SHELL completes commands, options and values.

    In bash write into ~/.bashrc: eval "$(commonweal completion bash)"

    In zsh write into ~/.zshrc, after compinit: eval "$(commonweal completion zsh)"

    For fish run: commonweal completion fish > ~/.config/fish/completions/commonweal.fish

    Values are those of the workspace in this folder, or of the one that --workspace names.
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415  after --help

    from commonweal.surfaces.cli import commonweal  # noqa: PLC0415  it finds this module

    complete = get_completion_class(shell)
    if complete is not None:
        click.echo(complete(commonweal, {}, PROGRAM, _VARIABLE).source())
