# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no clock for properties. And surveys that measure little."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.measuring import little_measured

settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def little_is_measured() -> Iterator[None]:
    """See `tests.measuring`."""
    with little_measured():
        yield
