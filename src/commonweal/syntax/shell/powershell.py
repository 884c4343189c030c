# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""PowerShell's own way of running what was just fetched: `iwr ... | iex`, `iex (iwr ...)`."""

import re
from collections.abc import Iterator

from commonweal.syntax.shell.uses import DOWNLOAD, Use

_FETCHES = re.compile(
    r"(?<![\w-])(?:iwr|irm|curl|wget|invoke-webrequest|invoke-restmethod)(?![\w-])|\.downloadstring\(",
    re.IGNORECASE,
)
_RUNS = re.compile(r"(?<![\w-])(?:iex|invoke-expression)(?![\w-])", re.IGNORECASE)
_LONGEST = 4_000


def powershell_uses(script: str, *, line: int = 1) -> Iterator[Use]:
    """Give the lines that fetch and run at once; PowerShell is not read beyond that."""
    for number, written in enumerate(script.split("\n"), line):
        text = written[:_LONGEST].strip()
        if text.startswith("#"):
            continue
        if _RUNS.search(text) and _FETCHES.search(text):
            yield Use(DOWNLOAD, is_pinned=False, line=number, text=text)
