# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no clock for properties. And surveys without most of their work."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from commonweal.measures.catalogue import metrics, probes

settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def little_is_measured() -> Iterator[None]:
    """Surveys of this process give one metric and three probes of files, and judge nothing.

    That is half of the time of a small survey. For tests of what is read and what is kept,
    whatever it is good for; a process of its own knows nothing of it.
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
