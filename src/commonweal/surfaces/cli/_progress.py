# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Progress of a survey, on a terminal only."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from commonweal.core.message import Number, message
from commonweal.core.progress import Progress, Report, Stage, report_nothing
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import translated

_LABELS: Mapping[Stage, str] = {
    Stage.OPEN: message("Opening"),
    Stage.HISTORY: message("Reading history"),
    Stage.FILES: message("Reading files"),
    Stage.COLLECT: message("Collected"),
    Stage.EVIDENCE: message("Writing evidence"),
    Stage.PROBES: message("Running probes"),
    Stage.PEOPLE: message("Matching people"),
    Stage.METRICS: message("Computing metrics"),
    Stage.ASSESSMENT: message("Assessing standards"),
    Stage.PUBLISH: message("Writing pages"),
}


def label(stage: Stage) -> str:
    """What a person reads while a stage runs."""
    return translated(_LABELS[stage])


# Told of one repository while several are collected: shown while that lasts, then taken away.
_PARTS = (Stage.HISTORY, Stage.FILES)
# Told of when they begin, not when they end: each ends where a later one begins.
_STEPS = (Stage.PEOPLE, Stage.METRICS, Stage.ASSESSMENT)


@contextmanager
def showing(stream: TextIO) -> Iterator[Report]:
    """Give a function that shows steps; silent where the stream is no terminal."""
    if not stream.isatty():
        yield report_nothing
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415
    from rich.table import Column  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
        BarColumn(bar_width=16),
        TextColumn("{task.fields[done]}", table_column=Column(no_wrap=True)),
        # The one column that gives way: a long name is cut, not the words beside it.
        TextColumn(
            "{task.fields[name]}",
            markup=False,
            table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
        ),
        TextColumn("{task.fields[left]}", table_column=Column(no_wrap=True)),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(file=stream), transient=True, expand=True) as bars:
        rows = {
            stage: bars.add_task(label(stage), visible=False, left="", done="", name="")
            for stage in Stage
        }
        started: dict[Stage, float] = {}

        def end(stage: Stage) -> None:
            if stage in started:
                bars.update(rows[stage], completed=1, total=1, name="", done="", left="")

        def report(progress: Progress) -> None:
            stage, is_whole = progress.stage, progress.done >= progress.total > 0
            is_first = stage not in started
            began = started.setdefault(stage, time.monotonic())
            for earlier in _STEPS if is_first else ():
                if earlier != stage:
                    end(earlier)
            if stage == Stage.COLLECT and is_whole:
                for part in _PARTS:
                    bars.update(rows[part], visible=False)
            bars.update(
                rows[stage],
                completed=progress.done,
                total=max(progress.total, 1),
                visible=True,
                name="" if is_whole else printable(progress.name),
                done="" if stage in _STEPS else _done(progress),
                left="" if stage in _PARTS else _left(time.monotonic() - began, progress),
            )

        yield report
        end(Stage.ASSESSMENT)


def _done(progress: Progress) -> str:
    return translated(
        message(
            "%(done)s of %(all)s", done=Number(progress.done), all=Number(max(progress.total, 1))
        )
    )


def _left(elapsed: float, progress: Progress) -> str:
    is_early = elapsed < 2  # noqa: PLR2004  nothing can be said yet
    if is_early or not progress.done or progress.done >= progress.total:
        return ""
    seconds = elapsed / progress.done * (progress.total - progress.done)
    if seconds > 90:  # noqa: PLR2004  minutes are easier to read
        return translated(
            message("about %(minutes)s min left", minutes=format(seconds / 60, ".0f"))
        )
    return translated(message("about %(seconds)s s left", seconds=format(seconds, ".0f")))
