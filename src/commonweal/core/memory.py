# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What processes hold in memory."""

import resource
from pathlib import Path


def held(pid: int) -> int:
    """Bytes that a process and its children wrote to; nothing where the system does not tell."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_bytes().split()
        children = [task.read_bytes() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except (OSError, ValueError):
        return 0
    own = (int(resident) - int(shared)) * resource.getpagesize()
    return own + sum(held(int(child)) for child in b" ".join(children).split())
