# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What changed: bad news is never crowded out by good news, and new commits are told."""

from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.insight.changes import movements, since
from commonweal.insight.key_points import key_points
from commonweal.insight.reading import Reading
from commonweal.surfaces.app import reading as open_reading
from tests.gitkit import History
from tests.surfaces.world import build, portfolio, reading_of
from tests.survey.office import NOW, Office


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return reading_of(build(tmp_path_factory.mktemp("world"), portfolio(30)).engine())


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_at_least_half_of_what_moved_got_worse_where_so_much_did(
    reading: Reading, limit: int
) -> None:
    everything = movements(reading, limit=1_000)
    worse = [moved for moved in everything if moved.trend.judgement == "bad"]

    listed = movements(reading, limit=limit)

    assert len(listed) == limit
    assert len(worse) > limit
    assert next(moved for moved in listed if moved in worse) == worse[0]
    assert sum(moved in worse for moved in listed) >= limit / 2


def test_news_takes_the_place_of_no_trouble(tmp_path: Path) -> None:
    reading = reading_of(build(tmp_path, portfolio(4)).engine())
    everything = key_points(reading, limit=100)
    troubles = [point.id for point in everything if point.class_]

    shown = key_points(reading, limit=len(troubles))

    assert [point.id for point in everything if point.is_good] == ["movement"]
    assert [point.id for point in shown] == troubles


def test_projects_with_new_commits_are_named(tmp_path: Path) -> None:
    histories = [History(tmp_path / name) for name in ("post", "tax")]
    for history in histories:
        history.commit({"README.md": "# a\n"})
        history.write()
    office = Office(tmp_path / "office")
    office.survey(*(tmp_path / name for name in ("post", "tax")))
    histories[1].commit({"README.md": "# b\n"})
    histories[1].write()
    office.survey(*(tmp_path / name for name in ("post", "tax")), now=NOW + timedelta(days=1))

    with open_reading(office.workspace) as generation:
        found = since(generation)

    assert found is not None
    assert [project.name for project in found.pushed] == ["tax"]
