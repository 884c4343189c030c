# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Progress of a survey, on a terminal only."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from commonweal.core.progress import Progress, Report, Stage, report_nothing
from commonweal.core.text import printable

_LABELS: Mapping[Stage, str] = {
    Stage.OPEN: "Opening",
    Stage.HISTORY: "Reading history",
    Stage.FILES: "Reading files",
    Stage.COLLECT: "Collected",
    Stage.EVIDENCE: "Writing evidence",
    Stage.PROBES: "Asking probes",
    Stage.PEOPLE: "Matching people",
    Stage.METRICS: "Computing metrics",
    Stage.ASSESSMENT: "Assessing standards",
    Stage.PUBLISH: "Writing pages",
}


def label(stage: Stage) -> str:
    """What a person reads while a stage runs."""
    return _LABELS[stage]


@contextmanager
def showing(stream: TextIO) -> Iterator[Report]:
    """Give a function that shows steps; silent where the stream is no terminal."""
    if not stream.isatty():
        yield report_nothing
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TextColumn("{task.fields[left]}"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(file=stream), transient=True) as bars:
        tasks = {stage: bars.add_task(label(stage), visible=False, left="") for stage in Stage}
        started: dict[Stage, float] = {}

        def report(progress: Progress) -> None:
            began = started.setdefault(progress.stage, time.monotonic())
            bars.update(
                tasks[progress.stage],
                description=f"{label(progress.stage)} {printable(progress.name)[:40]}".rstrip(),
                completed=progress.done,
                total=max(progress.total, 1),
                visible=True,
                left=_left(time.monotonic() - began, progress),
            )

        yield report


def _left(elapsed: float, progress: Progress) -> str:
    is_early = elapsed < 2  # noqa: PLR2004  nothing can be said yet
    if is_early or not progress.done or progress.done >= progress.total:
        return ""
    seconds = elapsed / progress.done * (progress.total - progress.done)
    return f"about {seconds / 60:.0f} min left" if seconds > 90 else f"about {seconds:.0f} s left"  # noqa: PLR2004
