# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the option `--only` cuts a result down to; each command says what it means there."""

from collections.abc import Sized

import click

from commonweal.surfaces.cli._language import say

GAPS = "gaps"
ONLY = click.Choice([GAPS])


def has_none(only: str | None, found: Sized) -> bool:
    """Say in a sentence that nothing is left, in the place of an empty table."""
    if only != GAPS or len(found):
        return False
    say("There are no gaps.")
    return True
