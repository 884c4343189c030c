# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How a worker may end before its task does, and what is said of it."""

from commonweal.core.bounded import MEBIBYTE
from commonweal.core.message import Number, message
from commonweal.core.problem import Problem


class Stopped(Problem):
    """A worker ended before its task did; `unit` is what it was at, as far as it told."""

    unit: str = ""


class TookTooLong(Stopped):
    """A worker was ended because its time was over."""


class TookTooMuch(Stopped):
    """A worker needed more memory than it was given."""


class WorkerDied(Stopped):
    """A worker ended without an answer, most often because the machine's memory ran out."""


def too_long(seconds: float) -> TookTooLong:
    """Say that its time was over."""
    return TookTooLong(
        message(
            "reading it took longer than %(seconds)s s and was ended", seconds=format(seconds, "g")
        ),
        fix=message("Survey it alone with a larger --seconds, or leave it out."),
    )


def too_much(memory: int) -> TookTooMuch:
    """Say that it needed more than so many bytes."""
    return TookTooMuch(
        message(
            "reading it took more than %(memory)s MiB of memory and was ended",
            memory=Number(memory // MEBIBYTE),
        ),
        fix=message("Survey it alone with a larger --memory, or leave it out."),
    )


def died() -> WorkerDied:
    """Say that it ended without an answer."""
    return WorkerDied(
        message("the worker process died, most likely for want of memory"),
        fix=message("Survey it alone with --workers 1, or on a machine with more memory."),
    )
