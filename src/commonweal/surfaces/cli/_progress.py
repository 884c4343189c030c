# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Progress of a survey, on a terminal only."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from commonweal.survey import Report, Step

WORDS = {
    "open": "Opening",
    "history": "Reading history",
    "collect": "Collected",
    "people": "Who is who",
    "numbers": "Working out numbers",
}


@contextmanager
def showing(stream: TextIO) -> Iterator[Report]:
    """Give a function that shows steps; silent where the stream is no terminal."""
    if not stream.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TextColumn("{task.fields[left]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        tasks = {
            stage: progress.add_task(word, visible=False, left="") for stage, word in WORDS.items()
        }
        started: dict[str, float] = {}

        def report(step: Step) -> None:
            began = started.setdefault(step.stage, time.monotonic())
            progress.update(
                tasks[step.stage],
                description=f"{WORDS[step.stage]} {step.name[:40]}".rstrip(),
                completed=step.done,
                total=max(step.total, 1),
                visible=True,
                left=_left(time.monotonic() - began, step),
            )

        yield report


def _left(elapsed: float, step: Step) -> str:
    if not step.done or step.done >= step.total or elapsed < 2:  # noqa: PLR2004  too early to say
        return ""
    seconds = elapsed / step.done * (step.total - step.done)
    return f"about {seconds / 60:.0f} min left" if seconds > 90 else f"about {seconds:.0f} s left"  # noqa: PLR2004
