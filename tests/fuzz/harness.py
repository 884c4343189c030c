# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Try mutants of good input on one target after the other, each within a bound of time."""

import gc
import hashlib
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from types import FrameType

from tests.fuzz.mutate import mutate

# Seconds of this thread's own time for one input of at most 256 KiB, in the best of some runs;
# a quarter of it on an idle machine.
BOUND = 4.0
_MEASURED = 3
# Where it is far over, the input is given up.
_GIVEN_UP = 15.0
_MOST_FAILURES = 5

Files = Mapping[str, bytes]


class TooSlow(Exception):
    """An input took so long that nobody waits for its end."""


@dataclass(frozen=True)
class Target:
    """What is tried: `run` gets one mutated sample, of one file or of several."""

    name: str
    samples: Sequence[Files]
    run: Callable[[Files], object]


@dataclass
class Tried:
    """What came of a target: how many inputs, the slowest of them, and what went wrong."""

    name: str
    inputs: int = 0
    slowest: float = 0.0
    failures: dict[str, Files] = field(default_factory=dict)

    def note(self, what: str, files: Files) -> None:
        """Keep the first of each kind of failure."""
        if what not in self.failures and len(self.failures) < _MOST_FAILURES:
            self.failures[what] = files


def attack(target: Target, *, seed: int, inputs: int = 0, seconds: float = 0) -> Tried:
    """Try so many inputs, or for so long, whichever ends first."""
    digest = hashlib.sha256(f"{seed} {target.name}".encode()).digest()
    random = Random(int.from_bytes(digest[:8], "big"))
    tried = Tried(target.name)
    with _nothing_old_collected():
        until = time.monotonic() + (seconds or float("inf"))
        while (tried.inputs < inputs or not inputs) and time.monotonic() < until:
            _try(target, _mutant(random, target.samples), tried)
    return tried


def _try(target: Target, files: Files, tried: Tried) -> None:
    """Try one input; where it is slow again and again, so is the reader and not the machine."""
    took = float("inf")
    for _ in range(_MEASURED):
        started = time.thread_time()
        try:
            with _given_up():
                target.run(files)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            tried.note(_name_of(error), files)
        took = min(took, time.thread_time() - started)
        if took <= BOUND:
            break
    else:
        tried.note("took longer than the bound", files)
    tried.slowest = max(tried.slowest, took)
    tried.inputs += 1


@contextmanager
def _nothing_old_collected() -> Iterator[None]:
    """Let the collector pass over what was there: going through it takes longer than a reader."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _mutant(random: Random, samples: Sequence[Files]) -> Files:
    """Change one file of a sample, or now and then all of them."""
    sample = dict(random.choice(samples))
    others = [content for one in samples[:50] for content in one.values()]
    changed = [random.choice(list(sample))] if random.random() < 0.9 else list(sample)
    for path in changed:
        sample[path] = mutate(random, sample[path], others)
    return sample


@contextmanager
def _given_up() -> Iterator[None]:
    """Interrupt what runs for ever: the alarm rings on this process's own time."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, _GIVEN_UP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _name_of(error: Exception) -> str:
    """Name a failure by its kind and by where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "commonweal" in frame.filename] or list(frames)
    where = f"{ours[-1].filename.rpartition('commonweal/')[2]}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__} at {where}: {str(error)[:80]}"
