# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Measure a large portfolio: a survey, one with nothing new, what reads it, and the site.

One project changes at the end, and is surveyed and published again. Each figure is one whole
process, beside its bar where it has one for so many repositories. Memory is the largest of
any process, and the largest sum over all processes of a command at one moment (looked at five
times a second).
"""

import argparse
import contextlib
import os
import platform
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from portfolio import add_commit, make

HERE = Path(__file__).parent
HEADING = "## At scale: {:,} repositories"
READERS = ("metrics", "assess", "next", "risk")
Bars = Mapping[str, tuple[float, int | None]]
# Seconds of the clock and MiB at most, by repositories and command.
READS: dict[str, tuple[float, int | None]] = dict.fromkeys(READERS, (1.5, 400))
BARS: Mapping[int, Bars] = {
    1_000: READS
    | {
        "survey": (60, 1_536),
        "survey, nothing new": (2, None),
        "publish": (60, 1_024),
        "publish, nothing changed": (5, None),
        "publish, one project changed": (5, None),
    },
    10_000: {"survey": (720, 4_096)} | dict.fromkeys(READERS, (5, None)),
}
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
    workspace, changing = folder / "workspace", folder / "changing" / repositories[-1].name
    workspace.mkdir()
    # The one that changes is a copy: the portfolio may be kept for the next time.
    shutil.copytree(repositories[-1], changing)
    survey = ("survey", *(str(path.resolve()) for path in (*repositories[:-1], changing)))
    publish = ("publish", "--out", str(folder / "site"))
    commands = [("survey", survey), ("survey, nothing new", survey)]
    commands += [(name, (name,)) for name in READERS]
    if has_site:
        commands += [("publish", publish), ("publish, nothing changed", publish)]
    figures = [measured(*command, workspace, folder) for command in commands]
    add_commit(changing)
    figures.append(measured("survey, one project changed", survey, workspace, folder))
    if has_site:
        figures.append(measured("publish, one project changed", publish, workspace, folder))
    shutil.rmtree(workspace)
    return figures


def measured(name: str, arguments: Sequence[str], workspace: Path, folder: Path) -> Figure:
    """Run one command, and show its figure at once."""
    figure = timed(name, arguments, workspace, folder / "output")
    print(row(figure, None), flush=True)
    return figure


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
    # A process may end while it is looked at, so each step may find nothing.
    with contextlib.suppress(OSError):
        for task in list(Path(f"/proc/{pid}/task").iterdir()):
            with contextlib.suppress(OSError):
                for child in (task / "children").read_text().split():
                    found += _family(int(child))
    return found


def _memory(pid: int) -> int:
    """A process's share of what it holds, pages that others hold too by their part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def row(figure: Figure, bars: Bars | None) -> str:
    """One line of the table, with the bar of the command where bars are given."""
    cells = (
        figure.name if figure.status in (0, 1) else f"{figure.name} (failed: {figure.status})",
        f"{figure.seconds:.1f}",
        f"{figure.processor:.1f}",
        f"{figure.largest / 2**20:,.0f}",
        f"{figure.together / 2**20:,.0f}",
        *((_spelled(bars.get(figure.name)),) if bars else ()),
    )
    return "| " + " | ".join(cells) + " |"


def _spelled(bar: tuple[float, int | None] | None) -> str:
    if bar is None:
        return "-"
    seconds, size = bar
    return f"{seconds:g} s" + (f", {size:,} MiB" if size else "")


def report(figures: Sequence[Figure], repositories: int, commits: int) -> str:
    """The section of RESULTS.md."""
    when = datetime.now(UTC).date()
    load, bars = os.getloadavg()[0], BARS.get(repositories)
    last = (" bar |", " --- |") if bars else ("", "")
    lines = (
        HEADING.format(repositories),
        "",
        f"`make bench-scale` on {when}: {repositories:,} made-up repositories of {commits} commits "
        f"(`benchmarks/portfolio.py`), {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, each command once; load of the machine at the end "
        f"{load:.1f}.",
        "",
        "| command | s | processor s | largest process MiB | together MiB |" + last[0],
        "| --- | ---: | ---: | ---: | ---: |" + last[1],
        *(row(figure, bars) for figure in figures),
        "",
    )
    return "\n".join(lines)


def with_section(text: str, section: str) -> str:
    """The report with the section in the place of the last one of that size, or at its end."""
    heading = re.escape(section.partition("\n")[0])
    pattern = re.compile(rf"^{heading}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if pattern.search(text):
        return pattern.sub(lambda _: section + "\n", text).rstrip("\n") + "\n"
    return f"{text.rstrip()}\n\n{section}"


if __name__ == "__main__":
    main()
