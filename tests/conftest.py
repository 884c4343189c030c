# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no clock for properties, and what is costly is made once."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
ROOT = Path(__file__).parents[1]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share a site, a survey or a browser in one process, so that it is made once.

    A group has the name of the folder or file whose fixture it shares; all other tests
    are dealt out one by one, after the groups.
    """
    for item in items:
        if group := _shared(item):
            item.add_marker(pytest.mark.xdist_group(group))


def _shared(item: pytest.Item) -> str:
    fixtures = getattr(item, "_fixtureinfo").name2fixturedefs.values()  # noqa: B009  pytest's own
    widest = ""
    for fixture in (versions[-1] for versions in fixtures if versions):
        if fixture.baseid.startswith("tests") and fixture.scope in ("session", "module"):
            wide = fixture.scope == "session"
            widest = fixture.baseid if wide or not widest else widest
    return widest
