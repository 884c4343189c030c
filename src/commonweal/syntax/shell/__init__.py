# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Shell scripts from strangers: what they fetch, run and install; nothing is ever run here."""

from commonweal.syntax.shell.commands import Arguments, is_shell, shell_script
from commonweal.syntax.shell.parse import parse_shell
from commonweal.syntax.shell.syntax import ShellRefused
from commonweal.syntax.shell.uses import Use, uses_in

__all__ = ["Arguments", "ShellRefused", "Use", "is_shell", "parse_shell", "shell_script", "uses_in"]
