# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Metrics are found by walking folders; a wrong one says what is wrong with it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonweal.core.problem import InputMalformed
from commonweal.measures.catalogue import metrics, read_metric

DEFINITION = """
id = "coffee"
title = "Coffee"
question = "How much?"
definition = "Cups."
unit = "cups"
better = "neither"
topic = "care"
window = "all"
reads = ["commits"]
"""


def write_metric(folder: Path, definition: str = DEFINITION) -> Path:
    folder.mkdir(parents=True)
    (folder / "metric.toml").write_text(definition)
    (folder / "metric.sql").write_text("select 1")
    return folder


@pytest.fixture
def fresh_catalogue() -> Iterator[None]:
    metrics.cache_clear()
    yield
    metrics.cache_clear()


def install_plugin(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shelf = site / "coffee_metrics"
    shelf.mkdir(parents=True)
    (shelf / "__init__.py").write_text("")
    described = site / "coffee_metrics-1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: coffee-metrics\nVersion: 1\n")
    (described / "entry_points.txt").write_text("[commonweal.metrics]\ncoffee = coffee_metrics\n")
    monkeypatch.delitem(sys.modules, "coffee_metrics", raising=False)
    monkeypatch.syspath_prepend(str(site))
    return shelf


def test_a_metric_is_its_folder(tmp_path: Path) -> None:
    metric = read_metric(write_metric(tmp_path / "coffee"))

    assert (metric.id, metric.sql, metric.reads) == ("coffee", "select 1", ("commits",))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("title", "titel"), "Object contains unknown field `titel`"),
        (("id = ", "# "), "Object missing required field `id`"),
        (('"neither"', '"sometimes"'), "Invalid enum value 'sometimes' - at `$.better`"),
        (("Cups.", 'Cups."\nsql = "select 2'), "SQL in metric.toml"),
        (('"all"', '"all"\nbreakdown = "cup"\nwhen_empty = "zero"'), "no zero can be filled"),
        (('"coffee"', '"tea"'), "has the id 'tea'"),
        (("unit =", "unit ="[:-1]), "cannot read the metric coffee"),
    ],
)
def test_a_wrong_definition_is_named_with_its_file(
    tmp_path: Path, change: tuple[str, str], complaint: str
) -> None:
    folder = write_metric(tmp_path / "coffee", DEFINITION.replace(*change, 1))

    with pytest.raises(InputMalformed) as caught:
        read_metric(folder)

    assert complaint in caught.value.what
    assert caught.value.where == str(folder / "metric.toml")


def test_a_folder_that_is_no_identifier_is_refused(tmp_path: Path) -> None:
    folder = write_metric(tmp_path / "hot-coffee", DEFINITION.replace("coffee", "hot-coffee"))

    with pytest.raises(InputMalformed, match="snake_case"):
        read_metric(folder)


def test_a_metric_without_sql_is_refused(tmp_path: Path) -> None:
    folder = write_metric(tmp_path / "coffee")
    (folder / "metric.sql").unlink()

    with pytest.raises(InputMalformed, match="cannot read the metric coffee"):
        read_metric(folder)


@pytest.mark.usefixtures("fresh_catalogue")
def test_a_plugin_brings_its_own_folder_of_metrics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(metrics())
    write_metric(install_plugin(tmp_path, monkeypatch) / "coffee")
    metrics.cache_clear()

    assert set(metrics()) - before == {"coffee"}
    assert list(metrics()) == sorted(metrics())


@pytest.mark.usefixtures("fresh_catalogue")
def test_two_metrics_with_one_id_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = install_plugin(tmp_path, monkeypatch)
    write_metric(shelf / "commits", DEFINITION.replace("coffee", "commits"))

    with pytest.raises(InputMalformed, match="more than one metric has the id commits"):
        metrics()
