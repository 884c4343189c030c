# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A page that runs from right to left is the same page: only `dir` differs."""

from pathlib import Path

import pytest

from commonweal.measures.catalogue import metrics
from commonweal.surfaces.site import publish
from commonweal.translations import Language
from tests.surfaces.html_tree import tree
from tests.surfaces.world import build, portfolio, reading_of


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("both")
    world = build(folder / "evidence", portfolio(4))
    for direction in ("ltr", "rtl"):
        language = Language("en", direction)
        reading = reading_of(world.engine(), measured=[metrics()["commits"]])
        publish(folder / direction, reading, office="O", language=language)
    return folder / "ltr", folder / "rtl"


def test_only_the_direction_differs(both: tuple[Path, Path]) -> None:
    left, right = both
    for path in left.rglob("*.html"):
        mirrored = (right / path.relative_to(left)).read_text("utf-8")
        assert path.read_text("utf-8") == mirrored.replace('dir="rtl"', 'dir="ltr"', 1)


def test_the_sheet_is_the_same(both: tuple[Path, Path]) -> None:
    left, right = both
    assert (left / "commonweal.css").read_bytes() == (right / "commonweal.css").read_bytes()


def test_queries_stay_left_to_right_and_names_are_isolated(both: tuple[Path, Path]) -> None:
    _, right = both

    metric = tree((right / "metrics" / "commits.html").read_text("utf-8"))
    project = tree((right / "projects" / "tool-3.html").read_text("utf-8"))

    assert next(metric.all("pre")).attributes["dir"] == "ltr"
    assert next(next(project.all("h1")).all("bdi")).text() == "Tool 3"
