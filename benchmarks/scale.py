# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Measure a large portfolio: a survey, one with nothing new, what reads it, and the site.

Each figure is one whole process. Memory is the largest of any process, and the largest sum
over all processes of a command at one moment (looked at five times a second).
"""

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from portfolio import make

HERE = Path(__file__).parent
HEADING = "## At scale"
READERS = ("metrics", "assess", "next", "risk")
COMMAND = (sys.executable, "-c", "from commonweal.surfaces.cli import main; main()")


class Figure(NamedTuple):
    """What one command took: seconds of the clock and of processors, and bytes at most."""

    name: str
    status: int
    seconds: float
    processor: float
    largest: int
    together: int


def main() -> None:
    """Measure, and write the section of RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repositories", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=40)
    parser.add_argument("--folder", type=Path, help="keep the portfolio here for the next time")
    parser.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--no-site", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scale-") as temporary:
        folder = chosen.folder or Path(temporary) / "portfolio"
        repositories = make(folder, chosen.repositories, commits=chosen.commits)
        figures = measure(repositories, Path(temporary), has_site=not chosen.no_site)
    section = report(figures, chosen.repositories, chosen.commits)
    print(section)
    chosen.out.write_text(with_section(chosen.out.read_text(encoding="utf-8"), section))


def measure(repositories: Sequence[Path], folder: Path, *, has_site: bool) -> list[Figure]:
    """Run the commands one after the other over one workspace."""
    workspace = folder / "workspace"
    workspace.mkdir()
    targets = [str(path.resolve()) for path in repositories]
    commands = [("survey", "survey", *targets), ("survey, nothing new", "survey", *targets)]
    commands += [(name, name) for name in READERS]
    if has_site:
        commands.append(("publish", "publish", "--out", str(folder / "site")))
    figures = []
    for name, *arguments in commands:
        figures.append(timed(name, arguments, workspace, folder / "output"))
        print(row(figures[-1]), flush=True)
    shutil.rmtree(workspace)
    return figures


def timed(name: str, arguments: Sequence[str], workspace: Path, output: Path) -> Figure:
    """Run one command to its end."""
    started = time.monotonic()
    command = [*COMMAND, *arguments, "--workspace", str(workspace)]
    with output.open("w") as file:
        redirected = [(os.POSIX_SPAWN_DUP2, file.fileno(), number) for number in (1, 2)]
        pid = os.posix_spawn(command[0], command, os.environ, file_actions=redirected)
    together = [0]
    is_over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(pid, together, is_over))
    watcher.start()
    _, status, usage = os.wait4(pid, 0)
    seconds = time.monotonic() - started
    is_over.set()
    watcher.join()
    return Figure(
        name,
        os.waitstatus_to_exitcode(status),
        seconds,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * 1024,
        max(together[0], usage.ru_maxrss * 1024),
    )


def _watch(pid: int, together: list[int], is_over: threading.Event) -> None:
    while not is_over.wait(0.2):
        together[0] = max(together[0], sum(_memory(member) for member in _family(pid)))


def _family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += _family(int(child))
    return found


def _memory(pid: int) -> int:
    """A process's share of what it holds, pages that others hold too by their part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def row(figure: Figure) -> str:
    """One line of the table."""
    cells = (
        figure.name if figure.status in (0, 1) else f"{figure.name} (failed: {figure.status})",
        f"{figure.seconds:.1f}",
        f"{figure.processor:.1f}",
        f"{figure.largest / 2**20:,.0f}",
        f"{figure.together / 2**20:,.0f}",
    )
    return "| " + " | ".join(cells) + " |"


def report(figures: Sequence[Figure], repositories: int, commits: int) -> str:
    """The section of RESULTS.md."""
    when = datetime.now(UTC).date()
    load = os.getloadavg()[0]
    lines = (
        HEADING,
        "",
        f"`make bench-scale` on {when}: {repositories:,} made-up repositories of {commits} commits "
        f"(`benchmarks/portfolio.py`), {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, each command once; load of the machine at the end "
        f"{load:.1f}.",
        "",
        "| command | s | processor s | largest process MiB | together MiB |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(row(figure) for figure in figures),
        "",
    )
    return "\n".join(lines)


def with_section(text: str, section: str) -> str:
    """The report with the section in the place of the last one, or at its end."""
    pattern = re.compile(rf"^{HEADING}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if pattern.search(text):
        return pattern.sub(lambda _: section + "\n", text).rstrip("\n") + "\n"
    return f"{text.rstrip()}\n\n{section}"


if __name__ == "__main__":
    main()
