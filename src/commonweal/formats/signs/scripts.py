# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""See what shell scripts fetch and install, while they are read anyway."""

import itertools
from collections.abc import Iterator

from commonweal.syntax.shell import ShellRefused, shell_script, uses_in

MOST = 200
_FIRST_LINE = 200
_NEEDLES = (
    b"curl", b"wget", b"gsutil", b"aws", b"pip", b"npm", b"go ", b"choco", b"nuget", b"dotnet",
    b"msbuild",
)  # fmt: skip


def script_uses(path: str, content: bytes) -> Iterator[tuple[int, str]]:
    """Give lines with `KIND pinned` or `KIND unpinned`; `unread` for another grammar."""
    if not any(needle in content for needle in _NEEDLES):
        return
    first = content[:_FIRST_LINE].decode("utf-8", "replace")
    if not shell_script(path, first):
        return
    try:
        uses = uses_in(content.decode("utf-8", "replace"), {})
    except ShellRefused as refused:
        yield max(refused.line, 1), "unread"
        return
    for use in itertools.islice(uses, MOST):
        yield use.line, f"{use.kind} {'pinned' if use.is_pinned else 'unpinned'}"
