# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the option `--only` cuts a result down to; each command says what it means there."""

import click

GAPS = "gaps"
ONLY = click.Choice([GAPS])
