# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A short run of the harness; `python -m tests.fuzz` goes on for as long as wanted."""

from time import thread_time

import pytest

from tests.fuzz import harness
from tests.fuzz.harness import Files, Target, attack
from tests.fuzz.samples import FILES
from tests.fuzz.targets import all_targets

# Inputs that are slow by nature, such as whole trees, get fewer.
INPUTS, SECONDS = 300, 0.15
SEED = 20_261


@pytest.mark.parametrize("target", list(all_targets()), ids=lambda target: target.name)
def test_bad_input_ends_soon_and_raises_nothing(target: Target) -> None:
    tried = attack(target, seed=SEED, inputs=INPUTS, seconds=SECONDS)

    assert tried.inputs > 0
    assert list(tried.failures) == []


def test_the_same_seed_tries_the_same_inputs() -> None:
    seen: list[Files] = []
    target = Target("toy", [FILES], seen.append)

    attack(target, seed=7, inputs=20)
    attack(target, seed=7, inputs=20)
    attack(target, seed=8, inputs=20)

    assert seen[:20] == seen[20:40]
    assert seen[:20] != seen[40:]


def test_what_raises_and_what_is_slow_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "BOUND", 0.1)

    def raises(_: Files) -> None:
        raise KeyError("toy")

    def is_slow(_: Files) -> None:
        started = thread_time()
        while thread_time() - started < harness.BOUND * 1.1:
            pass

    [told] = attack(Target("toy", [FILES], raises), seed=1, inputs=3).failures
    assert told.startswith("KeyError at ")
    assert told.endswith(": 'toy'")
    assert list(attack(Target("toy", [FILES], is_slow), seed=1, inputs=1).failures) == [
        "took longer than the bound"
    ]
