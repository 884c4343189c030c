# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Surveys without most of their work, for tests of what is read and what is kept."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from commonweal.measures.catalogue import metrics, probes


@contextmanager
def little_measured() -> Iterator[None]:
    """Surveys of this process give one metric and three probes of files, and judge nothing.

    That leaves less than half of the time of a small survey. A process of its own knows
    nothing of it.
    """
    few = {"commits": metrics()["commits"]}
    of_files = [(name, probe) for name, probe in probes().items() if probe.find is not None]
    asked = dict(of_files[:3])
    # One of its own, since a test may undo what it patched itself.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("commonweal.survey.sealing.metrics", lambda: few)
        patch.setattr("commonweal.survey.sealing.probes", lambda: asked)
        patch.setattr("commonweal.survey.probing.probes", lambda: asked)
        patch.setattr("commonweal.survey.sealing.standards", dict)
        yield
