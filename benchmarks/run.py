# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Measure collection against git itself and against peers, in one sitting, as ratios.

Every figure is a whole process, median of the runs, the candidates taking
turns so that a machine that slows down slows all of them. B is one
`git log HEAD --raw --numstat -z -M` of the same git to a pipe.
"""

import argparse
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from commonweal.evidence import EvidenceStore

HERE = Path(__file__).parent
COLLECT = (sys.executable, str(HERE / "collect.py"))
PEER = (sys.executable, str(HERE / "peers.py"))
LONG_ENOUGH = 5.0
# Apart, or the lines that the report begins with would be read as this file's own.
SPDX = "SPDX"
PYDRILLER_LIMIT = 5000
# Perceval 1.6 stood still on git/git; a figure that never comes is none.
TOO_LONG = 300.0
GIT_ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_NO_REPLACE_OBJECTS": "1",
}


class Measured(NamedTuple):
    """One repository's figures: seconds (medians), bytes, rows; None where not measured."""

    name: str
    commits: int
    changes: int
    baseline: float
    full: float
    graph: float
    rerun: float
    perceval: float | None
    pydriller: float | None
    bytes_per_change: float
    private_memory: int


def main() -> None:
    """Measure the repositories named and write RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repositories", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--no-peers", action="store_true")
    chosen = parser.parse_args()
    measured = []
    for repository in chosen.repositories:
        one = measure(repository, runs=chosen.runs, with_peers=not chosen.no_peers)
        print(_row(one), flush=True)
        measured.append(one)
    chosen.out.write_text(report(measured, chosen.runs), encoding="utf-8")
    print(f"written: {chosen.out}")


def measure(repository: Path, *, runs: int, with_peers: bool) -> Measured:
    """Time the candidates in turn; the first turn warms the caches and is not counted."""
    real = str(repository.resolve())
    commits = int(_git(real, "rev-list", "--count", "HEAD"))
    with tempfile.TemporaryDirectory() as scratch:
        full, light = Path(scratch) / "full", Path(scratch) / "light"
        candidates: dict[str, Callable[[], float]] = {
            "baseline": lambda: _timed(_baseline(real), environment=GIT_ENVIRONMENT),
            "full": lambda: _timed((*COLLECT, real, str(_emptied(full)))),
            "graph": lambda: _timed((*COLLECT, real, str(_emptied(light)), "--light")),
            "rerun": lambda: _timed((*COLLECT, real, str(full))),
        }
        if with_peers:
            candidates["perceval"] = lambda: _timed((*PEER, "perceval", real))
        gone: list[str] = []
        times: dict[str, list[float]] = {name: [] for name in candidates}
        for turn in range(runs + 1):
            for name, run in candidates.items():
                if (turn == 0 and name == "perceval") or name in gone:
                    continue
                seconds = run()
                if turn:
                    times[name].append(seconds)
                if math.isnan(seconds):
                    gone.append(name)
        medians = {name: statistics.median(values) for name, values in times.items()}
        is_small = with_peers and commits <= PYDRILLER_LIMIT
        pydriller = _timed((*PEER, "pydriller", real)) if is_small else None
        memory = _peak_private_memory((*COLLECT, real, str(_emptied(full))))
        changes, size = _change_rows(full)
    return Measured(
        name=repository.name,
        commits=commits,
        changes=changes,
        baseline=medians["baseline"],
        full=medians["full"],
        graph=medians["graph"],
        rerun=medians["rerun"],
        perceval=medians.get("perceval"),
        pydriller=pydriller,
        bytes_per_change=size / changes,
        private_memory=memory,
    )


def _baseline(repository: str) -> tuple[str, ...]:
    return ("git", "-C", repository, "log", "HEAD", "--raw", "--numstat", "-z", "-M")


def _git(repository: str, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", repository, *arguments],
        capture_output=True,
        check=True,
        text=True,
        env=GIT_ENVIRONMENT,
    ).stdout


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _timed(command: Sequence[str], *, environment: dict[str, str] | None = None) -> float:
    """Seconds from start to end of a process whose output goes through a pipe and is dropped."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout  # noqa: S101  asked for
        watch = threading.Timer(TOO_LONG, process.kill)
        watch.start()
        while process.stdout.read(1 << 20):
            pass
        watch.cancel()
    if process.returncode < 0 and time.perf_counter() - started >= TOO_LONG:
        return math.nan
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started


def _peak_private_memory(command: Sequence[str]) -> int:
    """Peak of the anonymous proportional set size over the process and its children, bytes.

    File mappings are left out: a mapped pack belongs to the page cache.
    """
    peak = 0
    with subprocess.Popen(command) as process:
        finished = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not finished.wait(0.1):
                peak = max(peak, sum(_anonymous(pid) for pid in _family(process.pid)))

        watcher = threading.Thread(target=watch)
        watcher.start()
        process.wait()
        finished.set()
        watcher.join()
    return peak


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


def _anonymous(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss_Anon:"))


def _change_rows(folder: Path) -> tuple[int, int]:
    manifest = EvidenceStore(folder / "evidence").current()
    segments = manifest.of_table("change") if manifest else ()
    return sum(segment.rows for segment in segments), sum(segment.bytes for segment in segments)


def _ratio(above: float | None, below: float | None) -> str:
    is_measured = above and below and not math.isnan(above)
    return f"{above / below:.2f}" if above and below and is_measured else "-"


def _row(measured: Measured) -> str:
    cells = (
        measured.name,
        f"{measured.commits:,}",
        f"{measured.changes:,}",
        f"{measured.baseline:.2f}",
        f"{measured.full:.2f}",
        _ratio(measured.full, measured.baseline),
        f"{measured.graph:.2f}",
        _ratio(measured.graph, measured.baseline),
        f"{measured.rerun:.2f}",
        _ratio(measured.perceval, measured.full),
        _ratio(measured.pydriller, measured.full),
        f"{measured.bytes_per_change:.1f}",
        f"{measured.private_memory / 2**20:,.0f}",
    )
    return "| " + " | ".join(cells) + " |"


def geometric_mean(values: Sequence[float]) -> float:
    """The geometric mean; nan of nothing."""
    return math.exp(statistics.fmean(map(math.log, values))) if values else math.nan


def report(measured: Sequence[Measured], runs: int) -> str:
    """The results as a page, with the means that the bars are about."""
    long = [one for one in measured if one.baseline >= LONG_ENOUGH]
    full = geometric_mean([one.full / one.baseline for one in long])
    graph = geometric_mean([one.graph / one.baseline for one in long])
    worst = max((one.full / one.baseline for one in long), default=math.nan)
    peers = [one.perceval / one.full for one in long if one.perceval and one.perceval > 0]
    version = subprocess.run(["git", "version"], capture_output=True, text=True, check=True).stdout
    heads = (
        "repository",
        "commits",
        "change rows",
        "B s",
        "full s",
        "full / B",
        "graph s",
        "graph / B",
        "rerun s",
        "Perceval / full",
        "PyDriller / full",
        "bytes a change row",
        "private memory MiB",
    )
    lines = [
        f"<!-- {SPDX}-FileCopyrightText: 2026 The Commonweal authors -->",
        f"<!-- {SPDX}-License-Identifier: Apache-2.0 -->",
        "# Benchmark results",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {version.strip()}. Whole processes, median of "
        f"{runs} runs that take turns, warm caches; PyDriller and memory one run. "
        "B is `git log HEAD --raw --numstat -z -M` of the same git into a pipe.",
        "",
        "| " + " | ".join(heads) + " |",
        "| --- |" + " ---: |" * (len(heads) - 1),
        *(_row(one) for one in measured),
        "",
        f"Over the repositories with B of {LONG_ENOUGH:.0f} s or more, geometric mean: "
        f"full / B = {full:.2f} (largest {worst:.2f}), graph / B = {graph:.2f}, "
        f"Perceval / full = {geometric_mean(peers):.1f}.",
        "",
        "*full*: from a clone to sealed tables of commits, changes with line counts, people, "
        "tags and branches, start of Python included. *graph*: the same without line counts. "
        "*rerun*: nothing new, start of Python included. *private memory*: peak of anonymous "
        "memory over all processes, without mapped packs.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
