# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Small generations for the views to read."""

from datetime import UTC, datetime

import pytest

from commonweal.insight.reading import Reading
from tests.surfaces.world import World, build, definitions, portfolio


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Survey fifteen repositories in services and tools."""
    return build(tmp_path_factory.mktemp("views"), portfolio(15), number=2)


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Survey the generation before, a month earlier and one repository smaller."""
    moment = datetime(2026, 2, 15, tzinfo=UTC)
    return build(tmp_path_factory.mktemp("before"), portfolio(14), surveyed_at=moment)


@pytest.fixture(scope="session")
def reading(world: World) -> Reading:
    """Read the generation, alone."""
    return Reading(world.engine(), definitions())
