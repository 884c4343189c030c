# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What processes hold in memory, and what they may hold."""

import contextlib
import os
import resource
from pathlib import Path

from commonweal.core.bounded import MEBIBYTE


def held(pid: int) -> int:
    """Bytes that a process and its children wrote to; nothing where the system does not tell."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_bytes().split()
        children = [task.read_bytes() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except (OSError, ValueError):
        return 0
    own = (int(resident) - int(shared)) * resource.getpagesize()
    return own + sum(held(int(child)) for child in b" ".join(children).split())


def limit(memory: int) -> int:
    """Bound what this process may write to, beside what it holds; give the bound, in bytes."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        memory += int(Path("/proc/self/statm").read_bytes().split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    return memory


def fair_share(workers: int) -> int:
    """Bytes for one of so many workers: three quarters of the memory that there is, at least 1 GiB.

    Where a container is given less than the machine has, that counts.
    """
    most = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with contextlib.suppress(OSError, ValueError):
        most = min(most, int(Path("/sys/fs/cgroup/memory.max").read_bytes()))
    return max(1024 * MEBIBYTE, most * 3 // 4 // max(1, workers))
